package org.conferenceid.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * One try to make many changes in a transaction. All of them are judged, and their IDs chosen,
 * before anything is written: so IDs are locked in their order, and whoever finds too few of them
 * leaves with nothing changed.
 */
final class Chunk {
  private final Session session;
  private final Bulk bulk;
  private final List<Wish> wishes;
  private final Candidates candidates;
  private final List<@Nullable ChangeRow> answers = new ArrayList<>();
  private final Map<Integer, Boolean> chosen = new LinkedHashMap<>();

  Chunk(Session session, Bulk bulk, List<Wish> wishes, Candidates candidates) {
    this.session = session;
    this.bulk = bulk;
    this.wishes = wishes;
    this.candidates = candidates;
  }

  /**
   * What became of a try.
   *
   * @param answers to each wish; none if nothing was done because there were too few candidates
   * @param wanted how many IDs were wanted
   * @param committed whether nobody else decides about the transaction
   */
  record Made(List<ChangeRow> answers, int wanted, boolean committed) {}

  Made make() throws SQLException {
    Map<String, Standing> users = bulk.lock(wishes.stream().map(Wish::user).toList());
    Map<String, ChangeRow> seen = bulk.seen(wishes);
    long now = bulk.now();
    int wanted = 0;
    for (Wish wish : wishes) {
      Optional<ChangeRow> answer = standing(users, wish).answer(wish, seen.get(wish.user()));
      answers.add(answer.orElse(null));
      wanted += answer.isEmpty() && Wish.takesId(wish.kind()) ? 1 : 0;
    }
    choose(wanted, now);
    if (chosen.size() < wanted && !candidates.everyFreeOne()) {
      return new Made(List.of(), wanted, session.owned());
    }
    bulk.write(entries(users, now));
    return new Made(
        answers.stream().map(Objects::requireNonNull).toList(), wanted, session.owned());
  }

  private static Standing standing(Map<String, Standing> users, Wish wish) {
    return users.getOrDefault(wish.user(), Standing.UNKNOWN);
  }

  /** Chooses IDs, each with whether it has a row. */
  private void choose(int wanted, long now) throws SQLException {
    Set<Integer> met = new HashSet<>();
    int tried = 0;
    for (int round = 0; chosen.size() < wanted; round++) {
      Optional<List<ConferenceId>> offer = candidates.offer(wanted - chosen.size(), round);
      if (offer.isEmpty()) {
        break;
      }
      List<Integer> ids = offer.get().stream().map(ConferenceId::value).toList();
      Map<Integer, Boolean> expired = bulk.expired(ids, now);
      for (Iterator<Integer> i = ids.iterator(); i.hasNext() && chosen.size() < wanted; tried++) {
        int id = i.next();
        if (met.add(id) && expired.getOrDefault(id, true) && candidates.choose(id)) {
          chosen.put(id, expired.containsKey(id));
        }
      }
    }
    candidates.observe(tried, chosen.size());
  }

  /** What is to be written; adds the answers that are still missing. */
  private List<Entry> entries(Map<String, Standing> users, long now) {
    Iterator<Map.Entry<Integer, Boolean>> free = chosen.entrySet().iterator();
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < wishes.size(); i++) {
      if (answers.get(i) != null) {
        continue;
      }
      Wish wish = wishes.get(i);
      Standing before = standing(users, wish);
      Integer newId = wish.kind() == EventKind.INFO_REQUESTED ? before.currentId() : null;
      boolean again = false;
      if (Wish.takesId(wish.kind())) {
        if (!free.hasNext()) {
          answers.set(i, ChangeRow.of(ChangeRow.Outcome.ALL_TAKEN, 0));
          continue;
        }
        Map.Entry<Integer, Boolean> next = free.next();
        newId = next.getKey();
        again = next.getValue();
      }
      Entry entry = new Entry(wish, before, newId, again, now);
      entries.add(entry);
      answers.set(i, entry.done());
    }
    return entries;
  }
}
