package org.conferenceid.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.conferenceid.delivery.Attempt.Outcome;
import org.conferenceid.delivery.TimedCall.Stage;
import org.conferenceid.guard.ApplicationCode;
import org.conferenceid.internal.MetricsRecorder;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Metrics.MailOutcome;
import org.conferenceid.spi.Notifier;
import org.conferenceid.spi.Settlement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the directory, the notifier and the metrics: one message is one task with a limit of time.
 * A task that ignores its interruption keeps its thread; the number of such threads is bounded.
 */
final class DeliveryThreads {
  private static final Logger log = LoggerFactory.getLogger("org.conferenceid.delivery");

  /** How many tasks may hang before nothing more is tried. */
  static final int MAX_HANGING = 16;

  /** After this time a delivery is slow: what was made before it is written down. */
  private static final Duration SLOW = Duration.ofMillis(100);

  /**
   * Within this time a message must have come to the notifier. If that has it still, others need
   * not wait behind it.
   */
  private static final Duration PREPARING = Duration.ofMinutes(1);

  private final Attempt attempt;
  private final Notifier notifier;
  private final MetricsRecorder meters;
  private final Duration limit;
  private final Executor executor;
  private final AtomicInteger hanging = new AtomicInteger();
  private final AtomicBoolean paused = new AtomicBoolean();

  DeliveryThreads(
      Attempt attempt,
      Notifier notifier,
      MetricsRecorder meters,
      Duration limit,
      Executor executor) {
    this.attempt = attempt;
    this.notifier = notifier;
    this.meters = meters;
    this.limit = limit;
    this.executor = executor;
  }

  /** How many tasks were given up and have not come back. */
  int hanging() {
    return hanging.get();
  }

  /** Whether so many hang that nothing more may be tried; tells when that begins and ends. */
  boolean pauses() {
    boolean pauses = hanging.get() >= MAX_HANGING;
    if (paused.compareAndSet(!pauses, pauses)) {
      if (pauses) {
        log.error("{} deliveries hang, no more messages are sent until one ends", MAX_HANGING);
      } else {
        log.info("a delivery that hung has ended, messages are sent again");
      }
    }
    return pauses;
  }

  /**
   * Tries to deliver a message.
   *
   * @param lease the message
   * @param whenSlow what to do meanwhile, if it takes long
   * @param whenVerySlow what to do meanwhile, if it takes very long
   * @return how it ended; empty if this thread was interrupted while the notifier had the message,
   *     of which then nothing is known
   */
  Optional<Outcome> deliver(Lease lease, Runnable whenSlow, Runnable whenVerySlow) {
    MetricsRecorder.Timer timer = meters.timer();
    TimedCall<Outcome> call =
        new TimedCall<>(
            handOver -> attempt.make(lease, handOver),
            outcome -> report(timer, lease, outcome),
            hanging);
    boolean interrupted = !make(call, whenSlow, whenVerySlow);
    Stage stage = call.giveUp(!interrupted);
    Optional<Outcome> made = call.result();
    if (made.isPresent() || (interrupted && stage == Stage.HANDED_OVER)) {
      return made;
    }
    Outcome outcome =
        interrupted
            ? Outcome.of(new Settlement.Released())
            : switch (stage) {
              case WAITING -> attempt.unavailable(lease, "no thread to deliver with");
              case HANDED_OVER -> attempt.unconfirmed(lease, "no answer within " + limit);
              default -> attempt.again(lease, "not prepared within " + preparing());
            };
    if (!interrupted) {
      call(() -> report(timer, lease, outcome));
    }
    return Optional.of(outcome);
  }

  private static void report(MetricsRecorder.Timer timer, Lease lease, Outcome outcome) {
    timer.report((to, took) -> to.mail(lease.kind(), counted(outcome.result()), took));
  }

  private static MailOutcome counted(Settlement.Result result) {
    if (result instanceof Settlement.Sent) {
      return MailOutcome.SENT;
    }
    if (result instanceof Settlement.Superseded) {
      return MailOutcome.SUPERSEDED;
    }
    return result instanceof Settlement.Failed ? MailOutcome.FAILED : MailOutcome.RETRIED;
  }

  /** Tells the notifier that nothing more is due. */
  void becomeIdle() {
    call(
        () -> {
          ApplicationCode.run(log, () -> "the notifier, when nothing more was due", notifier::idle);
        });
  }

  private void call(Runnable work) {
    if (pauses()) {
      return;
    }
    TimedCall<Boolean> call =
        new TimedCall<>(
            handOver -> {
              work.run();
              return true;
            },
            done -> {},
            hanging);
    boolean interrupted = !make(call, () -> {}, () -> {});
    Stage unused = call.giveUp(!interrupted);
  }

  private Duration preparing() {
    Duration half = limit.dividedBy(2);
    return half.compareTo(PREPARING) < 0 ? half : PREPARING;
  }

  /** Has a call made, and tells whether this thread could wait as long as that may take. */
  private boolean make(TimedCall<?> call, Runnable whenSlow, Runnable whenVerySlow) {
    try {
      executor.execute(call);
    } catch (Throwable thrown) {
      if (call.stage() == Stage.WAITING) {
        ApplicationCode.run(
            log, () -> "the log", () -> log.debug("the delivery executor took no task", thrown));
        return true;
      }
    }
    Duration soon = preparing().compareTo(SLOW) < 0 ? preparing() : SLOW;
    try {
      if (call.await(soon)) {
        return true;
      }
      whenSlow.run();
      if (!call.await(preparing().minus(soon)) && call.giveUp(false) == Stage.HANDED_OVER) {
        whenVerySlow.run();
        boolean unused = call.await(limit.minus(preparing()));
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
