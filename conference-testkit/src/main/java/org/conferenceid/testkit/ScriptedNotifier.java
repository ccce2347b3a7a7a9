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
 *         .unavailable("SMTP 554 5.7.1")
 *         .fail(new IllegalStateException("no connection"));
 * // two attempts are put off, the third throws, the fourth is accepted
 * }</pre>
 *
 * <p>Safe for use by any number of threads, which then share the steps.
 *
 * @since 0.1.0
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
   * Adds an answer of a next hop that takes nothing from us for now.
   *
   * @param problem what went wrong
   * @return this notifier
   */
  public ScriptedNotifier unavailable(String problem) {
    Objects.requireNonNull(problem, "problem");
    return answer(new Delivery.Unavailable(problem));
  }

  /**
   * Adds an answer of a next hop that got the message and did not say whether it took it.
   *
   * @param problem what went wrong
   * @return this notifier
   */
  public ScriptedNotifier unconfirmed(String problem) {
    Objects.requireNonNull(problem, "problem");
    return answer(new Delivery.Unconfirmed(problem));
  }

  /**
   * Adds an answer that a notifier must not give: {@code null}.
   *
   * @return this notifier
   */
  @SuppressWarnings("NullAway") // that is the fault
  public ScriptedNotifier answerNull() {
    return step(notification -> null);
  }

  /**
   * Adds something to throw: any exception or error, and also a checked exception, which a notifier
   * cannot declare.
   *
   * @param problem what one delivery throws
   * @return this notifier
   */
  public ScriptedNotifier fail(Throwable problem) {
    Objects.requireNonNull(problem, "problem");
    return step(notification -> ScriptedNotifier.<Delivery, RuntimeException>thrown(problem));
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the cast is to no type at all
  private static <T, E extends Throwable> T thrown(Throwable problem) throws E {
    throw (E) problem;
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
