package org.conferenceid.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One try to make many changes in a transaction. All of them are judged, and their IDs chosen,
 * before anything is written: so IDs are locked in their order, and whoever finds too few of them
 * leaves with nothing changed.
 */
final class BulkAttempt {
  /** How many candidates are drawn beyond those that are wanted: a few may be taken. */
  private static final int SPARE = 16;

  /** How many are drawn at once where that was not enough. */
  private static final int DRAWN_AGAIN = 1024;

  /** After so many draws all free IDs are listed, which is quicker by then. */
  private static final int MOST_DRAWN = 1 << 16;

  private static final int MOST_DRAWN_FOR_ONE = 1104; // as for a change that comes alone

  private final Bulk bulk;
  private final List<ChangeCommand> wishes;
  private final ConferenceIdGenerator generator;
  private final @Nullable List<ConferenceId> free;
  private final List<@Nullable ChangeRow> answers = new ArrayList<>();
  private final Map<Integer, Boolean> chosen = new LinkedHashMap<>();

  /**
   * One try.
   *
   * @param free IDs that were free: one for each change, or all if there are fewer; null to draw
   */
  BulkAttempt(
      Bulk bulk,
      List<ChangeCommand> wishes,
      ConferenceIdGenerator generator,
      @Nullable List<ConferenceId> free) {
    this.bulk = bulk;
    this.wishes = wishes;
    this.generator = generator;
    this.free = free;
  }

  /** Tells what became of each wish; of none if nothing was done, as IDs are to be listed. */
  List<ChangeRow> make() throws SQLException {
    Map<String, UserRow> users = bulk.lock(wishes.stream().map(ChangeCommand::user).toList());
    Map<String, ChangeRow> seen = bulk.seen(wishes);
    long now = bulk.now();
    int wanted = 0;
    for (ChangeCommand wish : wishes) {
      Optional<ChangeRow> answer = standing(users, wish).answer(wish, seen.get(wish.user()));
      answers.add(answer.orElse(null));
      wanted += answer.isEmpty() && wish.kind().assignsId() ? 1 : 0;
    }
    choose(wanted, now);
    boolean everyFreeOne = free != null && free.size() < wishes.size();
    if (chosen.size() < wanted && !everyFreeOne) {
      return List.of();
    }
    bulk.write(entries(users, now));
    return answers.stream().map(Objects::requireNonNull).toList();
  }

  private static UserRow standing(Map<String, UserRow> users, ChangeCommand wish) {
    return users.getOrDefault(wish.user(), UserRow.UNKNOWN);
  }

  /** Chooses IDs, each with whether it has a row. */
  private void choose(int wanted, long now) throws SQLException {
    if (free != null) {
      choose(free, wanted, now);
      return;
    }
    long most = Math.min(MOST_DRAWN, (long) wanted * MOST_DRAWN_FOR_ONE);
    int drawn = 0;
    while (chosen.size() < wanted && drawn < most) {
      int count = Math.max(wanted - chosen.size() + SPARE, drawn == 0 ? 0 : DRAWN_AGAIN);
      choose(Candidates.draw(generator, count), wanted, now);
      drawn += count;
    }
  }

  private void choose(List<ConferenceId> offer, int wanted, long now) throws SQLException {
    List<Integer> ids = offer.stream().map(ConferenceId::value).toList();
    Map<Integer, Boolean> expired = bulk.expired(ids, now);
    for (int id : ids) {
      if (chosen.size() < wanted && expired.getOrDefault(id, true)) {
        chosen.putIfAbsent(id, expired.containsKey(id));
      }
    }
  }

  /** What is to be written; adds the answers that are still missing. */
  private List<PlannedChange> entries(Map<String, UserRow> users, long now) {
    Iterator<Map.Entry<Integer, Boolean>> free = chosen.entrySet().iterator();
    List<PlannedChange> entries = new ArrayList<>();
    for (int i = 0; i < wishes.size(); i++) {
      if (answers.get(i) != null) {
        continue;
      }
      ChangeCommand wish = wishes.get(i);
      UserRow before = standing(users, wish);
      Integer newId = wish.kind().changesId() ? null : before.currentId();
      boolean again = false;
      if (wish.kind().assignsId()) {
        if (!free.hasNext()) {
          answers.set(i, ChangeRow.of(ChangeRow.Outcome.ALL_TAKEN));
          continue;
        }
        Map.Entry<Integer, Boolean> next = free.next();
        newId = next.getKey();
        again = next.getValue();
      }
      PlannedChange entry = new PlannedChange(wish, before, newId, again, now);
      entries.add(entry);
      answers.set(i, entry.done());
    }
    return entries;
  }
}
