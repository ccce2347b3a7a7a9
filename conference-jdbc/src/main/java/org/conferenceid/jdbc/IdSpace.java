package org.conferenceid.jdbc;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

  /** How many standard deviations more than expected are drawn for a chunk. */
  private static final double DEVIATIONS = 3;

  private final Set<Integer> beingAssigned = ConcurrentHashMap.newKeySet();
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
      List<ConferenceId> drawn = draw(generator, Math.min(MOST, (long) expected << (2 * round)));
      if (!drawn.isEmpty()) {
        return drawn;
      }
    }
    return choose(freeIds(transactions), generator);
  }

  private static List<ConferenceId> draw(ConferenceIdGenerator generator, long count) {
    return Stream.generate(generator::next)
        .limit(count)
        .filter(id -> !ConferenceIdPolicy.isGuessable(id))
        .toList();
  }

  /**
   * The candidates for one round of a chunk: as many as are expected to hold so many free ones, and
   * some more.
   *
   * @return empty if the free IDs are better looked up
   */
  Optional<List<ConferenceId>> draw(ConferenceIdGenerator generator, int wanted, int round) {
    double tries = expectedTries;
    if (tries >= NEARLY_FULL || round >= DRAWN_OFFERS) {
      return Optional.empty();
    }
    double expected = wanted * tries;
    double deviation = Math.sqrt(expected * (tries - 1));
    return Optional.of(
        draw(generator, (long) (expected + DEVIATIONS * deviation + FEWEST) << round));
  }

  /**
   * Takes free IDs out of the set of those that are known, for a chunk.
   *
   * @param wanted how many; if there are not so many, the database is asked for more
   */
  Reserve reserve(ConferenceIdGenerator generator, int wanted, Transactions transactions) {
    FreeIds known = free;
    if (known != null && !known.worn() && known.size() >= wanted) {
      return reserve(known, generator, wanted, /* fresh= */ false);
    }
    loading.lock();
    try {
      FreeIds now = free;
      return now == null || now == known
          ? reserve(load(transactions), generator, wanted, /* fresh= */ true)
          : reserve(now, generator, wanted, /* fresh= */ false);
    } finally {
      loading.unlock();
    }
  }

  private static Reserve reserve(
      FreeIds source, ConferenceIdGenerator generator, int wanted, boolean fresh) {
    List<ConferenceId> ids = source.take(wanted + FROM_FREE, generator);
    return new Reserve(source, ids, fresh && ids.size() == source.sizeAtFirst());
  }

  /**
   * Free IDs that are set apart for a chunk.
   *
   * @param source where they were taken from
   * @param ids the IDs
   * @param everyFreeOne whether no others were free when we looked
   */
  record Reserve(FreeIds source, List<ConferenceId> ids, boolean everyFreeOne) {

    /** Gives back what was not looked at. */
    void giveBackFrom(int tried) {
      ids.stream().skip(tried).forEach(source::add);
    }
  }

  /** Sets an ID apart, and tells whether it was not. */
  boolean setApart(int id) {
    return beingAssigned.add(id);
  }

  void release(Collection<Integer> ids) {
    beingAssigned.removeAll(ids);
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
    if (tried > 0) {
      observe(tried, 1);
    }
  }

  /** Learns how many candidates were looked at to find so many free ones. */
  void observe(int tried, int found) {
    double expected = expectedTries; // an observation that another thread overwrites is no loss
    if (found > 0 && expected < NEARLY_FULL) {
      double novelty = 1 - Math.pow(1 - NOVELTY, found);
      expectedTries = expected + novelty * ((double) tried / found - expected);
    }
  }
}
