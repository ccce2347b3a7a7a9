package org.conferenceid.guard;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.conferenceid.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The application's time source, held to its contract. While it fails, time stands still and
 * nothing is spread (B23).
 */
public final class GuardedTimeSource implements TimeSource {
  private static final Logger log = LoggerFactory.getLogger("org.conferenceid.guard");
  private static final double MIDDLE = 0.5;

  private final TimeSource source;
  private final AtomicBoolean failing = new AtomicBoolean();
  private volatile long last;

  private GuardedTimeSource(TimeSource source) {
    this.source = source;
  }

  /**
   * Guards a source.
   *
   * @param timeSource the application's
   * @return it, guarded once: what is guarded already is returned as it is
   */
  public static GuardedTimeSource of(TimeSource timeSource) {
    Objects.requireNonNull(timeSource, "timeSource");
    return timeSource instanceof GuardedTimeSource guarded
        ? guarded
        : new GuardedTimeSource(timeSource);
  }

  @Override
  public long nanoTime() {
    try {
      last = source.nanoTime();
      failing.set(false);
    } catch (Throwable thrown) {
      failed(thrown);
    }
    return last;
  }

  @Override
  public void sleep(Duration time) throws InterruptedException {
    source.sleep(time);
  }

  @Override
  public double jitter() {
    try {
      double drawn = source.jitter();
      return drawn >= 0 && drawn < 1 ? drawn : MIDDLE;
    } catch (Throwable thrown) {
      failed(thrown);
      return MIDDLE;
    }
  }

  private void failed(Throwable thrown) {
    ApplicationCode.keepInterrupt(thrown);
    if (!failing.getAndSet(true)) {
      ApplicationCode.failed(log, "the time source", thrown);
    }
  }
}
