package org.conferenceid.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import org.conferenceid.AudioConferencing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The application's randomness. While it fails, it is in the middle of its range (B23). */
public final class GuardedRandom implements DoubleSupplier {
  private static final Logger log = LoggerFactory.getLogger(AudioConferencing.class);
  private static final double MIDDLE = 0.5;

  private final DoubleSupplier random;
  private final AtomicBoolean failing = new AtomicBoolean();

  public GuardedRandom(DoubleSupplier random) {
    this.random = random;
  }

  @Override
  public double getAsDouble() {
    try {
      double drawn = random.getAsDouble();
      failing.set(false);
      return drawn >= 0 && drawn < 1 ? drawn : MIDDLE;
    } catch (Throwable thrown) {
      ApplicationCode.keepInterrupt(thrown);
      if (!failing.getAndSet(true)) {
        ApplicationCode.failed(log, "the randomness of retries", thrown);
      }
      return MIDDLE;
    }
  }
}
