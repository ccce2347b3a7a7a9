package org.conferenceid.jdbc;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.conferenceid.Lookup;

/**
 * Many rows with few statements, in a transaction. Everybody locks in one order, so that bulk
 * operations and single changes wait for each other instead of blocking each other: users before
 * IDs, users in the order of their keys, IDs in their own.
 *
 * <p>What is written is written as found: if somebody else was faster meanwhile the transaction
 * fails as one that lost a race.
 */
abstract class Bulk {
  /**
   * As databases compare keys, but for characters beyond the first plane, where the difference
   * costs a second try at most.
   */
  private static final Comparator<PlannedChange> BY_USER =
      Comparator.comparing(PlannedChange::user);

  private static final Comparator<PlannedChange> BY_OLD_ID =
      Comparator.comparing(entry -> Objects.requireNonNull(entry.oldId()));
  private static final Comparator<PlannedChange> BY_NEW_ID =
      Comparator.comparing(entry -> Objects.requireNonNull(entry.newId()));

  /** Lets the next claim meet what waits for users: it may have become untrue. */
  static final String MEET =
      """
      UPDATE cid_audit SET mail_turn = 0
      WHERE user_key IN (%s) AND mail_due IS NOT NULL AND mail_state <> 'LEASED'\
      """;

  /** What is only read is read by one statement, as it is at one moment. */
  private static final int AT_ONE_MOMENT = 16_384;

  final Session session;
  private final int portion;

  /**
   * On a session.
   *
   * @param portion how many rows one statement is about at most
   */
  Bulk(Session session, int portion) {
    this.session = session;
    this.portion = portion;
  }

  /** What is done with some of many. */
  private interface Work<T> {
    void on(List<T> portion) throws SQLException;
  }

  private <T> void inPortions(List<T> all, Work<T> work) throws SQLException {
    for (List<T> some : portions(all, portion)) {
      work.on(some);
    }
  }

  /** Splits a list into parts of a size, and a last one of what is left. */
  static <T> List<List<T>> portions(List<T> all, int size) {
    return IntStream.iterate(0, from -> from < all.size(), from -> from + size)
        .mapToObj(from -> all.subList(from, Math.min(all.size(), from + size)))
        .toList();
  }

  /** Writes some of many, and tells how many rows that were. */
  private interface Writing {
    int of(List<PlannedChange> portion) throws SQLException;
  }

  /** The users who have a row. */
  Map<String, UserRow> find(Collection<String> users) throws SQLException {
    return find(users, /* locked= */ false);
  }

  /** The same, and keeps their rows as they are until the transaction ends. */
  Map<String, UserRow> lock(Collection<String> users) throws SQLException {
    return find(users, /* locked= */ true);
  }

  private Map<String, UserRow> find(Collection<String> users, boolean locked) throws SQLException {
    Map<String, UserRow> found = new HashMap<>();
    List<String> sorted = users.stream().distinct().sorted().toList();
    for (List<String> some : portions(sorted, locked ? portion : AT_ONE_MOMENT)) {
      users(some, locked, found);
    }
    return found;
  }

  /** What the idempotency keys of wishes did before, by user. */
  Map<String, ChangeRow> seen(List<ChangeCommand> wishes) throws SQLException {
    Map<String, ChangeRow> seen = new HashMap<>();
    inPortions(
        wishes.stream().filter(wish -> wish.key() != null).toList(),
        portion -> seen(portion, seen));
    return seen;
  }

  long now() throws SQLException {
    return session.first("SELECT {now} AS now", row -> row.getLong("now")).orElseThrow();
  }

  /** Those of some IDs that have a row, each with whether its quarantine is over. */
  Map<Integer, Boolean> expired(List<Integer> ids, long now) throws SQLException {
    Map<Integer, Boolean> expired = new HashMap<>();
    inPortions(ids, portion -> expired(portion, now, expired));
    return expired;
  }

  /** What those of some IDs that have a row are. */
  Map<Integer, Lookup> lookup(List<Integer> ids) throws SQLException {
    Map<Integer, Lookup> found = new HashMap<>();
    inPortions(ids, portion -> lookup(portion, found));
    return found;
  }

  /** Writes changes; the audit in their order. */
  void write(List<PlannedChange> entries) throws SQLException {
    write(sorted(entries, PlannedChange::enters, BY_USER), this::enter);
    // The old ID first: nobody has two.
    write(sorted(entries, PlannedChange::retires, BY_OLD_ID), this::retire);
    write(sorted(entries, PlannedChange::assigns, BY_NEW_ID), this::assign);
    write(sorted(entries, PlannedChange::moves, BY_USER), this::move);
    inPortions(
        entries.stream().filter(e -> !e.changesId()).map(PlannedChange::user).sorted().toList(),
        session::rely);
    write(entries, this::audit);
    inPortions(
        entries.stream()
            .filter(e -> e.wish().leavesUntrueUnmet())
            .map(PlannedChange::user)
            .toList(),
        users -> session.updateIn(MEET, users));
  }

  private static List<PlannedChange> sorted(
      List<PlannedChange> entries,
      Predicate<PlannedChange> which,
      Comparator<PlannedChange> order) {
    return entries.stream().filter(which).sorted(order).toList();
  }

  private void write(List<PlannedChange> entries, Writing writing) throws SQLException {
    inPortions(
        entries,
        portion -> {
          if (writing.of(portion) != portion.size()) {
            throw Transactions.lostRace();
          }
        });
  }

  abstract void users(List<String> users, boolean locked, Map<String, UserRow> into)
      throws SQLException;

  abstract void seen(List<ChangeCommand> wishes, Map<String, ChangeRow> into) throws SQLException;

  abstract void lookup(List<Integer> ids, Map<Integer, Lookup> into) throws SQLException;

  abstract void expired(List<Integer> ids, long now, Map<Integer, Boolean> into)
      throws SQLException;

  /** Each of these tells how many rows it wrote: one for each entry, or a race was lost. */
  abstract int enter(List<PlannedChange> entries) throws SQLException;

  abstract int retire(List<PlannedChange> entries) throws SQLException;

  abstract int assign(List<PlannedChange> entries) throws SQLException;

  abstract int move(List<PlannedChange> entries) throws SQLException;

  abstract int audit(List<PlannedChange> entries) throws SQLException;
}
