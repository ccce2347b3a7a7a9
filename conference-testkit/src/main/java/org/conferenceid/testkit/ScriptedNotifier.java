package org.conferenceid.testkit;

import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.conferenceid.spi.Notifier;

/**
 * Answers as a test says, one step for each message, and accepts every message after the last step.
 *
 * <pre>{@code
 * ScriptedNotifier notifier =
 *     new ScriptedNotifier()
 *         .answer(new Delivery.Transient("SMTP 451"))
 *         .fail(new IllegalStateException("no connection"));
 * // the first attempt is put off, the second throws, the third is accepted
 * }</pre>
 *
 * <p>Safe for use by any number of threads, which then share the steps.
 */
public final class ScriptedNotifier implements Notifier {
  private final RecordingNotifier attempts = new RecordingNotifier();
  private final Queue<Notifier> steps = new ConcurrentLinkedQueue<>();

  /** Starts without steps. */
  public ScriptedNotifier() {}

  /**
   * Adds an answer.
   *
   * @param delivery what becomes of one message
   * @return this notifier
   */
  public ScriptedNotifier answer(Delivery delivery) {
    Objects.requireNonNull(delivery, "delivery");
    return step(notification -> delivery);
  }

  /**
   * Adds an exception.
   *
   * @param problem what one delivery throws
   * @return this notifier
   */
  public ScriptedNotifier fail(RuntimeException problem) {
    Objects.requireNonNull(problem, "problem");
    return step(
        notification -> {
          throw problem;
        });
  }

  /**
   * Adds a delivery that hangs until the test lets it go, and then accepts the message. When its
   * thread is interrupted meanwhile it throws an {@link IllegalStateException}.
   *
   * @param released what the test counts down
   * @return this notifier
   */
  public ScriptedNotifier hangUntil(CountDownLatch released) {
    Objects.requireNonNull(released, "released");
    return step(
        notification -> {
          try {
            released.await();
            return new Delivery.Accepted();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it hung", e);
          }
        });
  }

  private ScriptedNotifier step(Notifier step) {
    steps.add(step);
    return this;
  }

  @Override
  public Delivery deliver(Notification notification) {
    Delivery accepted = attempts.deliver(notification);
    Notifier step = steps.poll();
    return step == null ? accepted : step.deliver(notification);
  }

  /**
   * Every message that was tried, whatever became of it.
   *
   * @return a copy, in the order in which the attempts began
   */
  public List<Notification> attempts() {
    return attempts.notifications();
  }

  /** Counts only. */
  @Override
  public String toString() {
    return "ScriptedNotifier[attempts=" + attempts().size() + ", steps=" + steps.size() + "]";
  }
}
