package org.conferenceid;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Objects;

/**
 * Draws IDs from a {@link SecureRandom}. The JDK's own bounded draw makes the result uniform,
 * without modulo bias. Nothing is drawn ahead, so that no ID is in memory before it is issued.
 */
final class SecureIdGenerator implements ConferenceIdGenerator {
  private final SecureRandom random;

  SecureIdGenerator(SecureRandom random) {
    this.random = Objects.requireNonNull(random, "random");
  }

  static SecureRandom preferredRandom() {
    try {
      return SecureRandom.getInstance("DRBG");
    } catch (NoSuchAlgorithmException removedByPolicy) {
      return new SecureRandom();
    }
  }

  @Override
  public ConferenceId next() {
    int drawn;
    do {
      drawn = random.nextInt(ConferenceIdPolicy.LOWEST, ConferenceIdPolicy.HIGHEST + 1);
    } while (ConferenceIdPolicy.isGuessable(drawn));
    return ConferenceId.of(drawn);
  }

  @Override
  public int nextIndex(int bound) {
    return random.nextInt(bound);
  }
}
