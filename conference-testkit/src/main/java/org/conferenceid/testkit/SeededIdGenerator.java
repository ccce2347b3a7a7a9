package org.conferenceid.testkit;

import java.util.SplittableRandom;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.ConferenceIdPolicy;

/**
 * Draws the same IDs in every run. For tests only: who knows the seed knows all the IDs. Safe for
 * use by several threads, which then share one sequence.
 *
 * <pre>{@code
 * ConferenceIdGenerator ids = new SeededIdGenerator(42);
 * }</pre>
 *
 * @since 0.1.0
 */
public final class SeededIdGenerator implements ConferenceIdGenerator {
  private final SplittableRandom random;

  /**
   * Starts a sequence.
   *
   * @param seed what decides the sequence
   */
  public SeededIdGenerator(long seed) {
    this.random = new SplittableRandom(seed);
  }

  @Override
  public ConferenceId next() {
    ConferenceId drawn;
    do {
      drawn =
          ConferenceId.of(ConferenceIdPolicy.LOWEST + nextIndex(ConferenceIdPolicy.WELL_FORMED));
    } while (ConferenceIdPolicy.isGuessable(drawn));
    return drawn;
  }

  @Override
  public synchronized int nextIndex(int bound) {
    return random.nextInt(bound);
  }
}
