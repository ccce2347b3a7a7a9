package org.conferenceid.jdbc;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.ConferenceIdPolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides how many candidates are offered for a change, and from where. As long as the space is not
 * nearly full they are drawn, more of them the more were taken lately. From about 95 % on that
 * would be hundreds, so they come from a set of IDs that were free when this process last looked.
 */
final class IdSpace {
  private static final Logger log = LoggerFactory.getLogger(JdbcConferenceStore.class);

  private static final int FEWEST = 16;
  private static final int MOST = 1024;

  /** With so many times the expected tries, one offer in 3000 is too small. */
  private static final int SAFETY = 8;

  /** From so many expected tries on, which is an occupancy of 95 %, the space is nearly full. */
  private static final double NEARLY_FULL = 20;

  /**
   * After so many offers that were all taken, the free IDs are looked up, whatever was expected.
   */
  private static final int DRAWN_OFFERS = 3;

  /** How many free IDs are offered at once: some may have been taken by other processes. */
  private static final int FROM_FREE = 8;

  /** The weight of the latest observation. */
  private static final double NOVELTY = 0.1;

  private final ReentrantLock loading = new ReentrantLock();
  private volatile double expectedTries = 1;
  private volatile @Nullable FreeIds free;

  /**
   * The candidates for one round of a change.
   *
   * @param round how many offers for the same change were all taken
   * @return empty if no ID is free, by a look into the database
   */
  List<ConferenceId> offer(ConferenceIdGenerator generator, int round, Transactions transactions) {
    if (expectedTries < NEARLY_FULL && round < DRAWN_OFFERS) {
      int expected = (int) Math.max(FEWEST, SAFETY * expectedTries);
      List<ConferenceId> drawn =
          Stream.generate(generator::next)
              .limit(Math.min(MOST, (long) expected << (2 * round)))
              .filter(id -> !ConferenceIdPolicy.isGuessable(id))
              .toList();
      if (!drawn.isEmpty()) {
        return drawn;
      }
    }
    return choose(freeIds(transactions), generator);
  }

  private static List<ConferenceId> choose(FreeIds ids, ConferenceIdGenerator generator) {
    synchronized (ids) {
      int size = ids.size();
      return IntStream.range(0, Math.min(FROM_FREE, size))
          .mapToObj(i -> ids.get(generator.nextIndex(size)))
          .toList();
    }
  }

  /** A set that is worn out serves until another thread has loaded the next one. */
  private FreeIds freeIds(Transactions transactions) {
    FreeIds known = free;
    if (known != null && !known.worn()) {
      return known;
    }
    boolean mine = loading.tryLock();
    if (!mine && known != null && known.size() > 0) {
      return known;
    }
    if (!mine) {
      loading.lock();
    }
    try {
      FreeIds now = free;
      return now != null && now != known ? now : load(transactions);
    } finally {
      loading.unlock();
    }
  }

  private FreeIds load(Transactions transactions) {
    FreeIds loaded = FreeIds.load(transactions);
    log.info("{} of {} conference IDs are free", loaded.size(), ConferenceIdPolicy.ISSUABLE);
    free = loaded;
    expectedTries = (double) ConferenceIdPolicy.ISSUABLE / Math.max(1, loaded.size());
    return loaded;
  }

  /**
   * Learns from an offer of which the first so many were looked at: only the last one can be free.
   */
  void observe(List<ConferenceId> offer, int tried) {
    FreeIds known = free;
    if (known != null) {
      offer.stream().limit(tried).forEach(known::remove);
    }
    double expected = expectedTries; // an observation that another thread overwrites is no loss
    if (tried > 0 && expected < NEARLY_FULL) {
      expectedTries = expected + NOVELTY * (tried - expected);
    }
  }
}
