package org.conferenceid.jdbc;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;

/**
 * Where the IDs of one chunk come from. What is chosen is set apart until the chunk has ended: two
 * chunks of one process choose a thousand IDs each, and would often choose the same one.
 */
abstract class Candidates {
  private final IdSpace space;
  private final Set<Integer> chosen = new HashSet<>();

  private Candidates(IdSpace space) {
    this.space = space;
  }

  /** Drawn at random: most are free, unless the space is nearly full. */
  static Candidates drawn(IdSpace space, ConferenceIdGenerator generator) {
    return new Candidates(space) {
      @Override
      Optional<List<ConferenceId>> offer(int wanted, int round) {
        return space.draw(generator, wanted, round);
      }

      @Override
      boolean everyFreeOne() {
        return false;
      }

      @Override
      void observe(int tried, int found) {
        space.observe(tried, found);
      }
    };
  }

  /** Free when somebody looked. */
  static Candidates free(IdSpace space, IdSpace.Reserve reserve) {
    return new Candidates(space) {
      @Override
      Optional<List<ConferenceId>> offer(int wanted, int round) {
        return round == 0 ? Optional.of(reserve.ids()) : Optional.empty();
      }

      @Override
      boolean everyFreeOne() {
        return reserve.everyFreeOne();
      }

      @Override
      void observe(int tried, int found) {
        reserve.giveBackFrom(tried);
      }
    };
  }

  /**
   * Some more candidates.
   *
   * @param wanted how many free ones are still wanted
   * @param round how many offers were not enough
   * @return empty if there are no more
   */
  abstract Optional<List<ConferenceId>> offer(int wanted, int round);

  /** Whether no other ID is free, by a look into the database. */
  abstract boolean everyFreeOne();

  /** Learns how many were looked at to find so many free ones. */
  abstract void observe(int tried, int found);

  /** Whether an ID may be taken: it has not been chosen by another chunk. */
  boolean choose(int id) {
    return chosen.contains(id) || (space.setApart(id) && chosen.add(id));
  }

  /** Ends the choosing. */
  void close() {
    space.release(chosen);
  }
}
