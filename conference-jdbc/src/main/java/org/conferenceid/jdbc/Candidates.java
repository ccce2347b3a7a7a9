package org.conferenceid.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.ConferenceIdPolicy;

/**
 * IDs to try for a change. They are drawn at random; only where that finds no free one, which is
 * where more than 99 % are taken, all free IDs are listed.
 */
final class Candidates {
  /** How many IDs are one number of the query: their powers of two add up to an int. */
  private static final int GROUP = 30;

  private static final String TAKEN =
      """
      SELECT id - id % 30 AS first, sum(1 << (id % 30)) AS taken FROM cid_id
      WHERE free_at IS NULL OR free_at > (SELECT {now}) GROUP BY id - id % 30""";

  private Candidates() {}

  /** Draws so many, or fewer if the generator draws guessable ones. */
  static List<ConferenceId> draw(ConferenceIdGenerator generator, int count) {
    return Stream.generate(generator::next)
        .limit(count)
        .filter(id -> !ConferenceIdPolicy.isGuessable(id))
        .toList();
  }

  /**
   * Picks from all IDs that are free now, each with the same chance. Reads all that are not, which
   * takes seconds.
   *
   * @param most how many are wanted; fewer mean that no other is free
   */
  static List<ConferenceId> free(Session session, ConferenceIdGenerator generator, int most)
      throws SQLException {
    int[] free = free(session);
    List<ConferenceId> picked = new ArrayList<>();
    for (int i = 0; i < Math.min(most, free.length); i++) {
      int place = i + generator.nextIndex(free.length - i);
      picked.add(ConferenceId.of(free[place]));
      free[place] = free[i];
    }
    return picked;
  }

  private static int[] free(Session session) throws SQLException {
    BitSet free = new BitSet();
    free.set(ConferenceIdPolicy.LOWEST, ConferenceIdPolicy.HIGHEST + 1);
    session.each(
        TAKEN,
        row -> {
          int first = row.getInt("first");
          int taken = row.getInt("taken");
          for (int i = 0; i < GROUP; i++) {
            if ((taken >> i & 1) != 0) {
              free.clear(first + i);
            }
          }
        });
    return free.stream()
        .filter(id -> !ConferenceIdPolicy.isGuessable(ConferenceId.of(id)))
        .toArray();
  }
}
