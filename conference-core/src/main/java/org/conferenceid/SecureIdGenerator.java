package org.conferenceid;

import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Draws IDs from a {@link SecureRandom} that is read in portions, because a call costs about the
 * same for eight bytes as for many. The JDK's own bounded draw makes the result uniform, without
 * modulo bias.
 */
final class SecureIdGenerator implements ConferenceIdGenerator {
  private static final int READ_AHEAD_BYTES = 4096;

  private final RandomGenerator ahead;

  SecureIdGenerator(SecureRandom random) {
    this.ahead = new ReadAhead(Objects.requireNonNull(random, "random"));
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
      drawn = ahead.nextInt(ConferenceIdPolicy.LOWEST, ConferenceIdPolicy.HIGHEST + 1);
    } while (ConferenceIdPolicy.isGuessable(drawn));
    return ConferenceId.of(drawn);
  }

  @Override
  public int nextIndex(int bound) {
    return ahead.nextInt(bound);
  }

  /** Bytes are used once and wiped, so that memory never tells what was issued. */
  private static final class ReadAhead implements RandomGenerator {
    private final SecureRandom random;
    private final ByteBuffer bytes = ByteBuffer.allocate(READ_AHEAD_BYTES).limit(0);

    ReadAhead(SecureRandom random) {
      this.random = random;
    }

    @Override
    public synchronized int nextInt() {
      if (!bytes.hasRemaining()) {
        random.nextBytes(bytes.array());
        bytes.clear();
      }
      int at = bytes.position();
      int drawn = bytes.getInt();
      bytes.putInt(at, 0);
      return drawn;
    }

    @Override
    public long nextLong() {
      return ((long) nextInt() << Integer.SIZE) ^ nextInt();
    }
  }
}
