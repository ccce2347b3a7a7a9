package org.conferenceid.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.conferenceid.delivery.Attempt.Outcome;
import org.conferenceid.guard.ApplicationCode;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the last deliveries say. It logs when they begin to fail and when they work again, and slows
 * them down while the next hop takes nothing from us: then one message is tried after a growing
 * delay, until one is accepted.
 */
final class DeliveryHealth {
  private static final Logger log = LoggerFactory.getLogger("org.conferenceid.delivery");
  private static final int MAX_IN_A_ROW = 5;
  private static final Duration SELDOM = Duration.ofHours(1);

  private final RetryPolicy retry;
  private final DoubleSupplier random;
  private final LongSupplier nanoTime;

  private final Row failures = new Row();
  private final Row refusals = new Row();

  /** Whether the log says that deliveries fail. */
  private boolean told;

  private Optional<Long> toldAt = Optional.empty();

  private boolean refused;
  private long refusedSince;
  private boolean probing;
  private int probes;
  private long nextProbe;

  DeliveryHealth(RetryPolicy retry, DoubleSupplier random, LongSupplier nanoTime) {
    this.retry = retry;
    this.random = random;
    this.nanoTime = nanoTime;
  }

  /** Equal problems in a row, with nothing accepted between them. */
  private static final class Row {
    private String problem = "";
    private int length;

    boolean isLong() {
      return length >= MAX_IN_A_ROW;
    }

    void add(String next) {
      length = next.equals(problem) ? length + 1 : 1;
      problem = next;
    }

    void end() {
      length = 0;
      problem = "";
    }
  }

  /** Takes note of how an attempt ended. */
  void note(Lease lease, Outcome outcome) {
    ApplicationCode.run(log, () -> "the log", judge(lease, outcome));
  }

  /** What to log, which is done without the lock. */
  private synchronized Runnable judge(Lease lease, Outcome outcome) {
    if (outcome.result() instanceof Settlement.Sent) {
      return accepted();
    }
    if (outcome.result() instanceof Settlement.Failed failed) {
      return () ->
          log.warn(
              "message {} for user {} is given up after {} attempts: {}",
              lease.number(),
              lease.user(),
              lease.attempt(),
              failed.problem());
    }
    return outcome.result() instanceof Settlement.Retry later
        ? failed(lease, later, outcome.thrown())
        : () -> {};
  }

  private Runnable accepted() {
    failures.end();
    refusals.end();
    refused = false;
    boolean again = told;
    told = false;
    return again ? () -> log.info("messages are delivered again") : () -> {};
  }

  private Runnable failed(Lease lease, Settlement.Retry later, Optional<Throwable> thrown) {
    boolean ofTheMessage =
        later.attempt() == Settlement.Attempt.COUNTED && thrown.isEmpty(); // an answer 4xx, say
    failures.add(later.problem());
    Runnable slowing = later.attempt() == Settlement.Attempt.EXCUSED ? refused(later) : () -> {};
    if (told || (!failures.isLong() && (ofTheMessage || toldOfLate()))) {
      return () -> {
        slowing.run();
        log.debug("message {} was not delivered: {}", lease.number(), later.problem());
      };
    }
    told = true;
    toldAt = Optional.of(nanoTime.getAsLong());
    return () -> {
      slowing.run();
      log.warn(
          "messages are not delivered: {}; message {} is tried again in {}",
          later.problem(),
          lease.number(),
          later.delay(),
          thrown.orElse(null));
    };
  }

  /** Where every tenth message is refused, the log need not say so and take it back each time. */
  private boolean toldOfLate() {
    return toldAt.isPresent() && nanoTime.getAsLong() - toldAt.get() < SELDOM.toNanos();
  }

  private Runnable refused(Settlement.Retry later) {
    refusals.add(later.problem());
    long now = nanoTime.getAsLong();
    if (refused ? now - nextProbe < 0 : !refusals.isLong()) {
      return () -> {}; // in the first case it was under way when the others were refused
    }
    probes = refused ? probes + 1 : 1;
    refusedSince = refused ? refusedSince : now;
    refused = true;
    Duration delay = retry.delayAfter(probes, random.getAsDouble());
    nextProbe = now + delay.toNanos();
    return probes > 1
        ? () -> {}
        : () -> log.info("nothing is taken from us, one message is tried in {}", delay);
  }

  /** Whether nothing is taken from us, so that only {@linkplain #beginProbe probes} are sent. */
  synchronized boolean isRefused() {
    return refused;
  }

  /** Whether one message may be tried, until {@link #endProbe}. */
  synchronized boolean beginProbe() {
    boolean may = refused && !probing && nanoTime.getAsLong() - nextProbe >= 0;
    probing |= may;
    return may;
  }

  synchronized void endProbe() {
    probing = false;
  }

  /** Writes down what is refused, if anything is. */
  synchronized void describe(DispatcherStatus.Builder status) {
    if (refused) {
      long now = nanoTime.getAsLong();
      status.refusal(
          refusals.problem,
          Duration.ofNanos(now - refusedSince),
          Duration.ofNanos(Math.max(0, nextProbe - now)));
    }
  }
}
