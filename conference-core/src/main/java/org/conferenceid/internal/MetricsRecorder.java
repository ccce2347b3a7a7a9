package org.conferenceid.internal;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.conferenceid.EventKind;
import org.conferenceid.guard.ApplicationCode;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Metrics;
import org.conferenceid.spi.Metrics.ChangeOutcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures work for the application's metrics, and keeps their faults away from it (B23). */
public final class MetricsRecorder {
  private static final Logger log = LoggerFactory.getLogger("org.conferenceid.internal");

  private final @Nullable Metrics metrics;
  private final LongSupplier nanoTime;

  /**
   * Makes a recorder.
   *
   * @param metrics the application's; {@code null} if it has none
   * @param nanoTime measures durations
   */
  public MetricsRecorder(@Nullable Metrics metrics, LongSupplier nanoTime) {
    this.metrics = metrics;
    this.nanoTime = nanoTime;
  }

  ChangeResult change(EventKind kind, Supplier<ChangeResult> work) {
    return measure(
        work,
        MetricsRecorder::outcome,
        ChangeOutcome.ERROR,
        (to, how, took) -> to.change(kind, how, took));
  }

  /** Many changes that are made as one: each has its share of the time. */
  List<ChangeResult> changeAll(EventKind kind, Supplier<List<ChangeResult>> work) {
    return measure(
        work,
        results -> results.stream().map(MetricsRecorder::outcome).toList(),
        List.of(ChangeOutcome.ERROR),
        (to, all, took) -> {
          Duration share = took.dividedBy(Math.max(1, all.size()));
          all.forEach(how -> to.change(kind, how, share));
        });
  }

  /**
   * Tells how work ended and how long it took.
   *
   * @param <O> an outcome
   */
  @FunctionalInterface
  public interface Report<O> {

    /**
     * Tells it.
     *
     * @param metrics the application's
     * @param outcome how the work ended
     * @param took how long it took
     */
    void to(Metrics metrics, O outcome, Duration took);
  }

  /**
   * Does work, and reports how it ended and how long it took.
   *
   * @param work the work
   * @param outcome how a result counts
   * @param ifThrown how it counts if the work throws
   * @param report tells the metrics
   * @param <T> a result
   * @param <O> an outcome
   * @return the work's result
   */
  public <T, O> T measure(Supplier<T> work, Function<T, O> outcome, O ifThrown, Report<O> report) {
    Timer timer = timer();
    O how = ifThrown;
    try {
      T result = work.get();
      how = outcome.apply(result);
      return result;
    } finally {
      O ended = how;
      timer.report((to, took) -> report.to(to, ended, took));
    }
  }

  /**
   * Starts to measure.
   *
   * @return a timer that runs
   */
  public Timer timer() {
    return metrics == null ? new Timer(0) : new Timer(nanoTime.getAsLong());
  }

  /** What began at a moment. */
  public final class Timer {
    private final long start;

    private Timer(long start) {
      this.start = start;
    }

    /**
     * Tells the metrics that it has ended.
     *
     * @param report gets the metrics and how long it took; not called if there are none
     */
    public void report(BiConsumer<Metrics, Duration> report) {
      Metrics to = metrics;
      if (to != null) {
        Duration took = Duration.ofNanos(nanoTime.getAsLong() - start);
        ApplicationCode.run(log, () -> "a metric", () -> report.accept(to, took));
      }
    }
  }

  private static ChangeOutcome outcome(ChangeResult result) {
    if (result instanceof ChangeResult.Done done) {
      return done.replayed() ? ChangeOutcome.REPLAYED : ChangeOutcome.DONE;
    }
    if (result instanceof ChangeResult.Exhausted) {
      return ChangeOutcome.EXHAUSTED;
    }
    return result instanceof ChangeResult.KeyReused
        ? ChangeOutcome.KEY_REUSED
        : ChangeOutcome.REFUSED;
  }
}
