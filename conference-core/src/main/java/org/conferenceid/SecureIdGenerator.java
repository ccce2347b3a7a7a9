package org.conferenceid;

import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Draws IDs from a {@link SecureRandom} that is read in portions, because a call costs about the
 * same for eight bytes as for many. The JDK's own bounded draw makes the result uniform, without
 * modulo bias.
 */
final class SecureIdGenerator implements ConferenceIdGenerator {
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

  private static final class ReadAhead implements RandomGenerator {
    private final SecureRandom random;
    private volatile Portion portion = new Portion(new int[0]);

    ReadAhead(SecureRandom random) {
      this.random = random;
    }

    @Override
    public int nextInt() {
      while (true) {
        Portion present = portion;
        int place = present.claim();
        if (place >= 0) {
          return present.take(place);
        }
        readAfter(present);
      }
    }

    /** The first of the threads that find a portion used up reads the next one. */
    private synchronized void readAfter(Portion usedUp) {
      if (portion == usedUp) {
        portion = Portion.read(random);
      }
    }

    @Override
    public long nextLong() {
      return ((long) nextInt() << Integer.SIZE) ^ nextInt();
    }
  }

  /**
   * What was read at once. Threads claim places in it, so that none waits for another. A number is
   * used once and wiped, so that memory never tells what was issued. A portion is never filled
   * again: a thread that is late with its claim would take what another one has claimed.
   */
  private static final class Portion {
    private static final int BYTES = 4096;

    private final int[] numbers;
    private final AtomicInteger claimed = new AtomicInteger();

    Portion(int[] numbers) {
      this.numbers = numbers;
    }

    static Portion read(SecureRandom random) {
      byte[] bytes = new byte[BYTES];
      random.nextBytes(bytes);
      int[] numbers = new int[BYTES / Integer.BYTES];
      ByteBuffer.wrap(bytes).asIntBuffer().get(numbers);
      Arrays.fill(bytes, (byte) 0);
      return new Portion(numbers);
    }

    /** A place of the caller's own; negative when all are taken. */
    int claim() {
      int place = claimed.getAndIncrement();
      return place < numbers.length ? place : -1;
    }

    int take(int place) {
      int number = numbers[place];
      numbers[place] = 0;
      return number;
    }
  }
}
