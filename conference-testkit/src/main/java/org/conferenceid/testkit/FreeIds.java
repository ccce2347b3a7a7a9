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
 * space is, and none of them is a branch that the processor would guess wrong. Guessable IDs never
 * get in. About 1.2 MB; not safe for use by several threads.
 */
final class FreeIds {
  /** Drawing candidates is quicker than finding the n-th free ID while so many are free. */
  private static final int MOST = ConferenceIdPolicy.ISSUABLE / 4 * 3;

  private static final int DRAWS = 4;

  /** How many counts stand under one count of the next row, as a power of two. */
  private static final int FAN_OUT_BITS = 4;

  private static final int FAN_OUT = 1 << FAN_OUT_BITS;

  /** A block, the unit of the lowest counts, is as many words as fit into a cache line. */
  private static final int BLOCK_WORD_BITS = 3;

  private static final int WORD_BITS = 6;
  private static final int BLOCK_BITS = BLOCK_WORD_BITS + WORD_BITS;
  private static final int BLOCK_WORDS = 1 << BLOCK_WORD_BITS;
  private static final int BLOCKS = ((ConferenceIdPolicy.WELL_FORMED - 1) >> BLOCK_BITS) + 1;

  private final long[] bits;

  /**
   * Row 0 counts blocks, each further row counts groups of the row below; the last is one group.
   * Rows are filled up with zeros to whole groups.
   */
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
    int rows = 1;
    for (int groups = groupOf(BLOCKS - 1); groups > 0; groups = groupOf(groups)) {
      rows++;
    }
    int[][] counts = new int[rows][];
    counts[0] = new int[filledUp(BLOCKS)];
    for (int word = 0; word < bits.length; word++) {
      counts[0][word >> BLOCK_WORD_BITS] += Long.bitCount(bits[word]);
    }
    for (int row = 1; row < rows; row++) {
      int[] below = counts[row - 1];
      counts[row] = new int[filledUp(groupOf(below.length))];
      for (int i = 0; i < below.length; i++) {
        counts[row][groupOf(i)] += below[i];
      }
    }
    return new FreeIds(bits, counts, IntStream.of(counts[0]).sum());
  }

  private static int filledUp(int length) {
    return (length + FAN_OUT - 1) / FAN_OUT * FAN_OUT;
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

  /** Takes the first free one of some candidates out, or any one; empty if none is left (CS-3). */
  Optional<ConferenceId> take(ConferenceIdGenerator candidates) {
    for (int draw = 0; size > MOST && draw < DRAWS; draw++) {
      ConferenceId candidate = candidates.next();
      if (remove(candidate)) {
        return Optional.of(candidate);
      }
    }
    return removeAny(candidates);
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

  /**
   * The index of the free ID before which {@code rank} others are free. Each step counts how many
   * of the running sums the rank has reached: it looks at all of a group, which is quicker than to
   * leave off at the right one.
   */
  private int select(int rank) {
    int left = rank;
    int at = 0;
    for (int row = counts.length - 1; row >= 0; row--) {
      int[] inRow = counts[row];
      int first = at << FAN_OUT_BITS;
      at = first;
      int sum = 0;
      int before = 0;
      for (int i = first; i < first + FAN_OUT - 1; i++) {
        sum += inRow[i];
        int reached = allBitsIfReached(sum, left);
        at -= reached;
        before += (sum - before) & reached;
      }
      left -= before;
    }
    int first = at << BLOCK_WORD_BITS;
    int word = first;
    int sum = 0;
    int before = 0;
    for (int i = first; i < first + BLOCK_WORDS - 1; i++) {
      sum += Long.bitCount(bits[i]);
      int reached = allBitsIfReached(sum, left);
      word -= reached;
      before += (sum - before) & reached;
    }
    return (word << WORD_BITS) + selectInWord(bits[word], left - before);
  }

  /** The position of the set bit below which {@code rank} others are set, by halving. */
  private static int selectInWord(long word, int rank) {
    int left = rank;
    int at = 0;
    for (int half = Long.SIZE / 2; half > 0; half >>= 1) {
      int below = Long.bitCount((word >>> at) & ((1L << half) - 1));
      int reached = allBitsIfReached(below, left);
      left -= below & reached;
      at += half & reached;
    }
    return at;
  }

  /** All bits, which is also -1, if the rank has reached the sum; else none. */
  private static int allBitsIfReached(int sum, int rank) {
    return (sum - rank - 1) >> (Integer.SIZE - 1);
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
