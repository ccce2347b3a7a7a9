package org.conferenceid.testkit;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.ConferenceIdPolicy;

/**
 * The set of assignable IDs: a bit for each well-formed ID, and above the bits a shallow tree that
 * counts those that are set. To find the n-th free ID takes the same few steps however full the
 * space is. Guessable IDs never get in. About 1.2 MB; not safe for use by several threads.
 */
final class FreeIds {
  /** How many counts stand under one count of the next row, as a power of two. */
  private static final int FAN_OUT_BITS = 4;

  /** A block, the unit of the lowest counts, is as many words as fit into a cache line. */
  private static final int BLOCK_WORD_BITS = 3;

  private static final int WORD_BITS = 6;
  private static final int BLOCK_BITS = BLOCK_WORD_BITS + WORD_BITS;
  private static final int BLOCKS = ((ConferenceIdPolicy.WELL_FORMED - 1) >> BLOCK_BITS) + 1;

  private final long[] bits;

  /** Row 0 counts blocks, each further row counts groups of the row below; the last has few. */
  private final int[][] counts;

  private int size;

  private FreeIds(long[] bits, int[][] counts, int size) {
    this.bits = bits;
    this.counts = counts;
    this.size = size;
  }

  /** Every ID that may be issued. */
  static FreeIds all() {
    return All.IDS.copy();
  }

  /** No ID. */
  static FreeIds none() {
    return ofBits(new long[BLOCKS << BLOCK_WORD_BITS]);
  }

  private static FreeIds ofBits(long[] bits) {
    int blocks = bits.length >> BLOCK_WORD_BITS;
    int rows = 1;
    for (int groups = blocks; groups > 1 << FAN_OUT_BITS; groups = groupOf(groups - 1) + 1) {
      rows++;
    }
    int[][] counts = new int[rows][];
    counts[0] = new int[blocks];
    for (int word = 0; word < bits.length; word++) {
      counts[0][word >> BLOCK_WORD_BITS] += Long.bitCount(bits[word]);
    }
    for (int row = 1; row < rows; row++) {
      int[] below = counts[row - 1];
      counts[row] = new int[groupOf(below.length - 1) + 1];
      for (int i = 0; i < below.length; i++) {
        counts[row][groupOf(i)] += below[i];
      }
    }
    return new FreeIds(bits, counts, IntStream.of(counts[0]).sum());
  }

  private static int groupOf(int count) {
    return count >> FAN_OUT_BITS;
  }

  private FreeIds copy() {
    int[][] copies = counts.clone();
    for (int row = 0; row < copies.length; row++) {
      copies[row] = counts[row].clone();
    }
    return new FreeIds(bits.clone(), copies, size);
  }

  /** How many IDs are free. */
  int size() {
    return size;
  }

  /** Whether an ID is free. */
  boolean contains(ConferenceId id) {
    int at = indexOf(id);
    return (bits[at >> WORD_BITS] & (1L << at)) != 0;
  }

  /** Puts an ID in that is issuable; does nothing if it is there. */
  void add(ConferenceId id) {
    if (!contains(id)) {
      flip(indexOf(id), 1);
    }
  }

  /** Takes an ID out, and tells whether it was there. */
  boolean remove(ConferenceId id) {
    boolean there = contains(id);
    if (there) {
      flip(indexOf(id), -1);
    }
    return there;
  }

  /** Takes all IDs out that are not among the given ones, and tells how many they were. */
  int retainAll(Collection<ConferenceId> kept) {
    List<ConferenceId> stay = kept.stream().filter(this::contains).distinct().toList();
    int removed = size - stay.size();
    Arrays.fill(bits, 0);
    for (int[] row : counts) {
      Arrays.fill(row, 0);
    }
    size = 0;
    stay.forEach(this::add);
    return removed;
  }

  /** Takes one of the free IDs out, each with the same chance; empty when none is left. */
  Optional<ConferenceId> removeAny(ConferenceIdGenerator random) {
    if (size == 0) {
      return Optional.empty();
    }
    int index = select(random.nextIndex(size));
    flip(index, -1);
    return Optional.of(ConferenceId.of(ConferenceIdPolicy.LOWEST + index));
  }

  private static int indexOf(ConferenceId id) {
    return id.value() - ConferenceIdPolicy.LOWEST;
  }

  private void flip(int index, int difference) {
    bits[index >> WORD_BITS] ^= 1L << index;
    int count = index >> BLOCK_BITS;
    for (int[] row : counts) {
      row[count] += difference;
      count = groupOf(count);
    }
    size += difference;
  }

  /** The index of the free ID before which {@code rank} others are free. */
  private int select(int rank) {
    int left = rank;
    int at = 0;
    for (int row = counts.length - 1; row >= 0; row--) {
      at <<= FAN_OUT_BITS;
      int[] inRow = counts[row];
      while (left >= inRow[at]) {
        left -= inRow[at++];
      }
    }
    int word = at << BLOCK_WORD_BITS;
    for (int inWord; left >= (inWord = Long.bitCount(bits[word])); word++) {
      left -= inWord;
    }
    return (word << WORD_BITS) + selectInWord(bits[word], left);
  }

  /** The position of the set bit below which {@code rank} others are set, by halving. */
  private static int selectInWord(long word, int rank) {
    int left = rank;
    int at = 0;
    for (int half = Long.SIZE / 2; half > 0; half /= 2) {
      int below = Long.bitCount((word >>> at) & ((1L << half) - 1));
      if (left >= below) {
        left -= below;
        at += half;
      }
    }
    return at;
  }

  /** Every issuable ID: computed once, when the first store needs it, and copied by all. */
  private static final class All {
    static final FreeIds IDS = compute();

    private static FreeIds compute() {
      long[] bits = new long[BLOCKS << BLOCK_WORD_BITS];
      Arrays.setAll(bits, All::issuable);
      return ofBits(bits);
    }

    private static long issuable(int word) {
      long issuable = 0;
      int first = ConferenceIdPolicy.LOWEST + (word << WORD_BITS);
      for (int bit = 0; bit < Long.SIZE && first + bit <= ConferenceIdPolicy.HIGHEST; bit++) {
        if (!ConferenceIdPolicy.isGuessable(ConferenceId.of(first + bit))) {
          issuable |= 1L << bit;
        }
      }
      return issuable;
    }
  }
}
