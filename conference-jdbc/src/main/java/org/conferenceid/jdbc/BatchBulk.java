package org.conferenceid.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.conferenceid.Lookup;
import org.jspecify.annotations.Nullable;

/**
 * By IN lists, inserts of many rows, and batches of updates, for databases without arrays. Inserts
 * are no batches: MariaDB's driver makes one command of such a batch, and a Galera node that ends
 * the transaction in it answers that all is well.
 */
final class BatchBulk extends Bulk {
  private static final String USERS =
      "SELECT user_key, current_id, version, since FROM cid_user WHERE user_key IN (%s)";
  private static final String LOCKED = USERS + " ORDER BY user_key {for update}";

  static final String SEEN =
      """
      SELECT user_key, kind, version AS seen_version, at, old_id, new_id
      FROM cid_audit WHERE %s""";

  private static final String LOOKUP = Queries.LOOKUP + "IN (%s)";

  /** MariaDB plans longer IN lists otherwise, and then locks in another order. */
  private static final int PORTION = 512;

  /** Pairs in an IN list would be a scan of the whole audit on SQLite. */
  static final String SEEN_ONE = "(user_key = ? AND idempotency_key = ?)";

  BatchBulk(Session session) {
    super(session, PORTION);
  }

  @Override
  void users(List<String> users, boolean locked, Map<String, UserRow> into) throws SQLException {
    session.eachIn(
        locked ? LOCKED : USERS,
        row -> into.put(row.getString("user_key"), UserRow.read(row)),
        users);
  }

  /** Filled up to a power of two with the last wish, so that there are few different statements. */
  @Override
  void seen(List<ChangeCommand> wishes, Map<String, ChangeRow> into) throws SQLException {
    int filled = Integer.highestOneBit(2 * wishes.size() - 1);
    List<@Nullable Object> values = new ArrayList<>(2 * filled);
    for (int i = 0; i < filled; i++) {
      ChangeCommand wish = wishes.get(Math.min(i, wishes.size() - 1));
      values.add(wish.user());
      values.add(wish.key());
    }
    String any = String.join(" OR ", Collections.nCopies(filled, SEEN_ONE));
    session.each(
        SEEN.replace("%s", any),
        row -> into.put(row.getString("user_key"), ChangeRow.seen(row)),
        values.toArray());
  }

  @Override
  void lookup(List<Integer> ids, Map<Integer, Lookup> into) throws SQLException {
    session.eachIn(LOOKUP, row -> into.put(row.getInt("id"), Queries.lookup(row)), ids);
  }

  @Override
  void expired(List<Integer> ids, long now, Map<Integer, Boolean> into) throws SQLException {
    session.eachIn(
        MultiStatementChange.TAKEN, row -> into.put(row.getInt("id"), Rows.isOver(row, now)), ids);
  }

  @Override
  int enter(List<PlannedChange> entries) throws SQLException {
    return session.insertAll(
        MultiStatementChange.ENTER, entries, e -> row(e.user(), e.newId(), e.version(), e.at()));
  }

  @Override
  int retire(List<PlannedChange> entries) throws SQLException {
    return batch(
        MultiStatementChange.RETIRE, entries, e -> row(e.at(), e.freeAt(), e.oldId(), e.user()));
  }

  @Override
  int assign(List<PlannedChange> entries) throws SQLException {
    return batch(
            MultiStatementChange.ASSIGN_AGAIN,
            entries.stream().filter(PlannedChange::again).toList(),
            e -> row(e.user(), e.at(), e.newId(), e.at()))
        + session.insertAll(
            MultiStatementChange.ASSIGN,
            entries.stream().filter(e -> !e.again()).toList(),
            e -> row(e.newId(), e.user(), e.at()));
  }

  @Override
  int move(List<PlannedChange> entries) throws SQLException {
    return batch(
        MultiStatementChange.MOVE,
        entries,
        e -> row(e.newId(), e.version(), e.at(), e.user(), e.before().version()));
  }

  @Override
  int audit(List<PlannedChange> entries) throws SQLException {
    return session.insertAll(
        MultiStatementChange.AUDIT,
        entries,
        e ->
            row(
                e.user(),
                e.wish().key(),
                e.kind().name(),
                e.version(),
                e.at(),
                e.wish().actor(),
                e.wish().reason(),
                e.wish().publicReason(),
                e.oldId(),
                e.newId(),
                e.wish().mailState(),
                e.mailDue(),
                e.mailDue(),
                e.wish().newMailKey()));
  }

  private static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }

  private int batch(
      String sql, List<PlannedChange> entries, Function<PlannedChange, @Nullable Object[]> values)
      throws SQLException {
    return session.batch(sql, entries, values).size();
  }
}
