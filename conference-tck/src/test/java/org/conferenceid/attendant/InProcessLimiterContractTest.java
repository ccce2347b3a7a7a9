package org.conferenceid.attendant;

import java.time.Duration;
import java.util.List;
import org.conferenceid.spi.GuessLimiter;
import org.conferenceid.tck.GuessLimiterContract;
import org.conferenceid.testkit.MutableTimeSource;

/** The contract over the limiter in the process, which is not public. */
class InProcessLimiterContractTest extends GuessLimiterContract {
  private static final CallEvents NO_EVENTS =
      new CallEvents(
          List.of(),
          task -> {},
          new LimitedCalls(task -> {}, 1, Duration.ofSeconds(1), late -> {}));

  private final MutableTimeSource time = new MutableTimeSource();

  @Override
  protected GuessLimiter createLimiter(GuessLimits limits) {
    return new InProcessGuessLimiter(limits, time::nanoTime, NO_EVENTS);
  }

  @Override
  protected void advance(Duration step) {
    time.advance(step);
  }

  @Override
  protected int remembered(GuessLimiter limiter) {
    return ((InProcessGuessLimiter) limiter).remembered();
  }
}
