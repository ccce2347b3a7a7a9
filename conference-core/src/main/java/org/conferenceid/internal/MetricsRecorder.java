package org.conferenceid.internal;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.conferenceid.AudioConferencing;
import org.conferenceid.EventKind;
import org.conferenceid.attendant.Admission;
import org.conferenceid.change.ChangeResult;
import org.conferenceid.change.Done;
import org.conferenceid.spi.Metrics;
import org.conferenceid.spi.Metrics.CallOutcome;
import org.conferenceid.spi.Metrics.ChangeOutcome;
import org.conferenceid.spi.Metrics.MailOutcome;
import org.conferenceid.spi.Settlement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures work for the application's metrics, and keeps their faults away from it. */
public final class MetricsRecorder {
  private static final Logger log = LoggerFactory.getLogger(AudioConferencing.class);

  private final @Nullable Metrics metrics;
  private final LongSupplier nanoTime;

  public MetricsRecorder(@Nullable Metrics metrics, LongSupplier nanoTime) {
    this.metrics = metrics;
    this.nanoTime = nanoTime;
  }

  ChangeResult change(EventKind kind, Supplier<ChangeResult> work) {
    Metrics to = metrics;
    return to == null
        ? work.get()
        : measure(
            work, MetricsRecorder::outcome, ChangeOutcome.ERROR, (how, took) -> to.change(kind, how, took));
  }

  /** Many changes that are made as one: each has its share of the time. */
  List<ChangeResult> changeAll(EventKind kind, Supplier<List<ChangeResult>> work) {
    Metrics to = metrics;
    return to == null
        ? work.get()
        : measure(
            work,
            results -> results.stream().map(MetricsRecorder::outcome).toList(),
            List.of(ChangeOutcome.ERROR),
            (all, took) -> {
              Duration share = took.dividedBy(Math.max(1, all.size()));
              all.forEach(how -> to.change(kind, how, share));
            });
  }

  /** Measures an attempt to deliver a message, from now on. */
  public Timer timer() {
    return new Timer(nanoTime.getAsLong());
  }

  /** What began at a moment. */
  public final class Timer {
    private final long start;

    private Timer(long start) {
      this.start = start;
    }

    /** Tells that an attempt has ended. */
    public void mail(EventKind kind, Settlement.Result result) {
      Metrics to = metrics;
      if (to != null) {
        report(start, took -> to.mail(kind, outcome(result), took));
      }
    }
  }

  public Admission call(Supplier<Admission> work) {
    Metrics to = metrics;
    return to == null ? work.get() : measure(work, MetricsRecorder::outcome, CallOutcome.ERROR, to::call);
  }

  /** A caller keyed what cannot be an ID. */
  public Admission noId() {
    Metrics to = metrics;
    return to == null
        ? new Admission.Refused()
        : measure(Admission.Refused::new, answer -> CallOutcome.NO_ID, CallOutcome.ERROR, to::call);
  }

  private <T, O> T measure(
      Supplier<T> work, Function<T, O> outcome, O ifThrown, BiConsumer<O, Duration> report) {
    long start = nanoTime.getAsLong();
    O how = ifThrown;
    try {
      T result = work.get();
      how = outcome.apply(result);
      return result;
    } finally {
      O ended = how;
      report(start, took -> report.accept(ended, took));
    }
  }

  private void report(long start, Consumer<Duration> to) {
    Duration took = Duration.ofNanos(nanoTime.getAsLong() - start);
    ApplicationCode.run(log, () -> "a metric", () -> to.accept(took));
  }

  private static ChangeOutcome outcome(ChangeResult result) {
    if (result instanceof Done done) {
      return done.replayed() ? ChangeOutcome.REPLAYED : ChangeOutcome.DONE;
    }
    if (result instanceof ChangeResult.Exhausted) {
      return ChangeOutcome.EXHAUSTED;
    }
    return result instanceof ChangeResult.KeyReused
        ? ChangeOutcome.KEY_REUSED
        : ChangeOutcome.REFUSED;
  }

  private static MailOutcome outcome(Settlement.Result result) {
    if (result instanceof Settlement.Sent) {
      return MailOutcome.SENT;
    }
    if (result instanceof Settlement.Superseded) {
      return MailOutcome.SUPERSEDED;
    }
    return result instanceof Settlement.Failed ? MailOutcome.FAILED : MailOutcome.RETRIED;
  }

  private static CallOutcome outcome(Admission answer) {
    if (answer instanceof Admission.Admitted) {
      return CallOutcome.ADMITTED;
    }
    return answer instanceof Admission.Throttled ? CallOutcome.THROTTLED : CallOutcome.REFUSED;
  }
}
