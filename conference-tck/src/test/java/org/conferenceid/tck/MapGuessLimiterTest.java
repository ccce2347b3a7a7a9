package org.conferenceid.tck;

import java.time.Duration;
import org.conferenceid.attendant.GuessLimits;
import org.conferenceid.spi.GuessLimiter;
import org.conferenceid.testkit.MutableTimeSource;

/** The contract over a limiter that several nodes share. */
class MapGuessLimiterTest extends GuessLimiterContract {
  private final MutableTimeSource time = new MutableTimeSource();

  @Override
  protected GuessLimiter createLimiter(GuessLimits limits) {
    return new MapGuessLimiter(limits, time, new MapGuessLimiter.Shared());
  }

  @Override
  protected void advance(Duration step) {
    time.advance(step);
  }

  @Override
  protected int remembered(GuessLimiter limiter) {
    return ((MapGuessLimiter) limiter).remembered();
  }

  @Override
  protected GuessLimiter onAnotherNode(GuessLimiter limiter) {
    MapGuessLimiter first = (MapGuessLimiter) limiter;
    return new MapGuessLimiter(first.limits, time, first.shared);
  }

  @Override
  protected GuessLimiter restarted(GuessLimiter limiter) {
    return onAnotherNode(limiter);
  }
}
