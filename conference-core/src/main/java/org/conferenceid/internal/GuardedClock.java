package org.conferenceid.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.conferenceid.AudioConferencing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The application's clock. While it fails, time stands still (B23). */
public final class GuardedClock implements LongSupplier {
  private static final Logger log = LoggerFactory.getLogger(AudioConferencing.class);

  private final LongSupplier clock;
  private final AtomicBoolean failing = new AtomicBoolean();
  private volatile long last;

  public GuardedClock(LongSupplier clock) {
    this.clock = clock;
  }

  @Override
  public long getAsLong() {
    try {
      last = clock.getAsLong();
      failing.set(false);
    } catch (Throwable thrown) {
      ApplicationCode.keepInterrupt(thrown);
      if (!failing.getAndSet(true)) {
        ApplicationCode.failed(log, "the clock", thrown);
      }
    }
    return last;
  }
}
