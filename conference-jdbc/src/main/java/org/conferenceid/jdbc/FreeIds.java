package org.conferenceid.jdbc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.ConferenceIdPolicy;

/**
 * The IDs that were free when somebody looked: one bit for each. Advisory: whether an ID is still
 * free is for the database to say. Safe for use by several threads.
 */
final class FreeIds {
  /**
   * The IDs in one number of the query below: so many that their powers of two add up to an int.
   */
  private static final int GROUP = 30;

  private static final String TAKEN =
      """
      SELECT id - id % 30 AS first, sum(1 << (id % 30)) AS taken FROM cid_id
      WHERE free_at IS NULL OR free_at > (SELECT {now}) GROUP BY id - id % 30""";

  /** How many words of bits are counted together. */
  private static final int WORDS_PER_COUNT = 64;

  private final long[] words =
      new long[(ConferenceIdPolicy.WELL_FORMED + Long.SIZE - 1) / Long.SIZE];
  private final int[] counts = new int[(words.length + WORDS_PER_COUNT - 1) / WORDS_PER_COUNT];
  private int size;
  private int sizeAtFirst;

  private FreeIds() {
    Arrays.fill(words, -1L);
    int beyond = words.length * Long.SIZE - ConferenceIdPolicy.WELL_FORMED;
    words[words.length - 1] >>>= beyond;
  }

  /** Looks into the database: a scan of all IDs, about a second when the space is full. */
  static FreeIds load(Transactions transactions) {
    FreeIds free = new FreeIds();
    transactions.read(
        "look for free IDs",
        session -> {
          session.each(TAKEN, row -> free.clear(row.getInt("first"), row.getLong("taken")));
          return true;
        });
    free.finish();
    return free;
  }

  private void clear(int first, long taken) {
    for (int i = 0; i < GROUP; i++) {
      if ((taken >> i & 1) != 0) {
        int bit = first + i - ConferenceIdPolicy.LOWEST;
        words[bit / Long.SIZE] &= ~(1L << bit);
      }
    }
  }

  /** Takes out what is never issued, and counts. */
  private void finish() {
    for (int word = 0; word < words.length; word++) {
      for (long rest = words[word]; rest != 0; rest &= rest - 1) {
        if (ConferenceIdPolicy.isGuessable(id(word, Long.numberOfTrailingZeros(rest)))) {
          words[word] &= ~Long.lowestOneBit(rest);
        }
      }
      counts[word / WORDS_PER_COUNT] += Long.bitCount(words[word]);
      size += Long.bitCount(words[word]);
    }
    sizeAtFirst = size;
  }

  private static ConferenceId id(int word, int bit) {
    return ConferenceId.of(ConferenceIdPolicy.LOWEST + word * Long.SIZE + bit);
  }

  synchronized int size() {
    return size;
  }

  /** Whether so many were taken that others may have become free meanwhile. */
  synchronized boolean worn() {
    return size <= sizeAtFirst / 4;
  }

  /** The ID at a place, in their order. */
  synchronized ConferenceId get(int index) {
    int left = index;
    int block = 0;
    while (left >= counts[block]) {
      left -= counts[block++];
    }
    int word = block * WORDS_PER_COUNT;
    while (left >= Long.bitCount(words[word])) {
      left -= Long.bitCount(words[word++]);
    }
    long rest = words[word];
    for (; left > 0; left--) {
      rest &= rest - 1;
    }
    return id(word, Long.numberOfTrailingZeros(rest));
  }

  /** How many there were when somebody looked. */
  int sizeAtFirst() {
    return sizeAtFirst;
  }

  /** Takes some out, at random; fewer if there are no more. */
  synchronized List<ConferenceId> take(int most, ConferenceIdGenerator generator) {
    List<ConferenceId> taken = new ArrayList<>();
    while (taken.size() < most && size > 0) {
      ConferenceId id = get(generator.nextIndex(size));
      remove(id);
      taken.add(id);
    }
    return taken;
  }

  synchronized void add(ConferenceId id) {
    int bit = id.value() - ConferenceIdPolicy.LOWEST;
    int word = bit / Long.SIZE;
    if ((words[word] >> bit & 1) == 0) {
      words[word] |= 1L << bit;
      counts[word / WORDS_PER_COUNT]++;
      size++;
    }
  }

  synchronized void remove(ConferenceId id) {
    int bit = id.value() - ConferenceIdPolicy.LOWEST;
    int word = bit / Long.SIZE;
    if ((words[word] >> bit & 1) != 0) {
      words[word] &= ~(1L << bit);
      counts[word / WORDS_PER_COUNT]--;
      size--;
    }
  }
}
