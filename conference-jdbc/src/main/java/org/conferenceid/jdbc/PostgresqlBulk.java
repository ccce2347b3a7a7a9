package org.conferenceid.jdbc;

import java.sql.Array;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.conferenceid.Lookup;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL: arrays, one for each column, so that a statement's text is the same for any number of
 * rows. Statements see what was committed before each of them began, or locks.
 */
final class PostgresqlBulk extends Bulk {
  static final String USERS =
      "SELECT user_key, current_id, version, since FROM cid_user WHERE user_key = ANY (?)";
  static final String LOCKED = USERS + " ORDER BY user_key FOR UPDATE";

  static final String SEEN =
      """
      SELECT a.user_key, a.kind, a.version AS seen_version, a.at, a.old_id, a.new_id
      FROM unnest(CAST(? AS varchar[]), CAST(? AS varchar[])) AS w (user_key, idempotency_key)
        JOIN cid_audit a ON a.user_key = w.user_key COLLATE "C"
          AND a.idempotency_key = w.idempotency_key COLLATE "C\"""";

  static final String EXPIRED = "SELECT id, free_at FROM cid_id WHERE id = ANY (?)";

  private static final String LOOKUP = Queries.LOOKUP + "= ANY (?)";

  private static final String ENTER =
      """
      INSERT INTO cid_user (user_key, current_id, version, since)
      SELECT * FROM unnest(
        CAST(? AS varchar[]), CAST(? AS integer[]), CAST(? AS bigint[]), CAST(? AS bigint[]))""";

  static final String RETIRE =
      """
      UPDATE cid_id i SET since = w.at, free_at = w.free_at
      FROM unnest(
        CAST(? AS integer[]), CAST(? AS varchar[]), CAST(? AS bigint[]), CAST(? AS bigint[])
      ) AS w (id, owner, at, free_at)
      WHERE i.id = w.id AND i.owner = w.owner COLLATE "C" AND i.free_at IS NULL""";

  static final String ASSIGN =
      """
      INSERT INTO cid_id AS i (id, owner, since)
      SELECT id, owner, at FROM unnest(
        CAST(? AS integer[]), CAST(? AS varchar[]), CAST(? AS bigint[])) AS w (id, owner, at)
      ON CONFLICT (id) DO UPDATE SET
        owner = EXCLUDED.owner, since = EXCLUDED.since, free_at = NULL
      WHERE i.free_at <= EXCLUDED.since""";

  static final String MOVE =
      """
      UPDATE cid_user u SET current_id = w.new_id, version = w.version, since = w.at
      FROM unnest(
        CAST(? AS varchar[]), CAST(? AS integer[]), CAST(? AS bigint[]), CAST(? AS bigint[])
      ) AS w (user_key, new_id, version, at)
      WHERE u.user_key = w.user_key COLLATE "C\"""";

  static final String AUDIT =
      """
      INSERT INTO cid_audit (user_key, idempotency_key, kind, version, at, actor, reason, public_reason,
        old_id, new_id, mail_state, mail_due, mail_turn, mail_key)
      SELECT * FROM unnest(
        CAST(? AS varchar[]), CAST(? AS varchar[]), CAST(? AS varchar[]), CAST(? AS bigint[]),
        CAST(? AS bigint[]), CAST(? AS varchar[]), CAST(? AS varchar[]), CAST(? AS varchar[]),
        CAST(? AS integer[]), CAST(? AS integer[]), CAST(? AS varchar[]), CAST(? AS bigint[]), CAST(? AS bigint[]),
        CAST(? AS varchar[]))""";

  /** A chunk and its candidates in one statement each; beyond it they grow dear to plan. */
  private static final int PORTION = 2048;

  PostgresqlBulk(Session session) {
    super(session, PORTION);
  }

  @Override
  void users(List<String> users, boolean locked, Map<String, UserRow> into) throws SQLException {
    session.each(
        locked ? LOCKED : USERS,
        row -> into.put(row.getString("user_key"), UserRow.read(row)),
        texts(users, user -> user));
  }

  @Override
  void seen(List<ChangeCommand> wishes, Map<String, ChangeRow> into) throws SQLException {
    session.each(
        SEEN,
        row -> into.put(row.getString("user_key"), ChangeRow.seen(row)),
        texts(wishes, ChangeCommand::user),
        texts(wishes, ChangeCommand::key));
  }

  @Override
  void lookup(List<Integer> ids, Map<Integer, Lookup> into) throws SQLException {
    session.each(
        LOOKUP, row -> into.put(row.getInt("id"), Queries.lookup(row)), ints(ids, id -> id));
  }

  @Override
  void expired(List<Integer> ids, long now, Map<Integer, Boolean> into) throws SQLException {
    session.each(
        EXPIRED, row -> into.put(row.getInt("id"), Rows.isOver(row, now)), ints(ids, id -> id));
  }

  @Override
  int enter(List<PlannedChange> entries) throws SQLException {
    return session.update(
        ENTER,
        texts(entries, PlannedChange::user),
        ints(entries, PlannedChange::newId),
        longs(entries, PlannedChange::version),
        longs(entries, PlannedChange::at));
  }

  @Override
  int retire(List<PlannedChange> entries) throws SQLException {
    return session.update(
        RETIRE,
        ints(entries, PlannedChange::oldId),
        texts(entries, PlannedChange::user),
        longs(entries, PlannedChange::at),
        longs(entries, PlannedChange::freeAt));
  }

  @Override
  int assign(List<PlannedChange> entries) throws SQLException {
    return session.update(
        ASSIGN,
        ints(entries, PlannedChange::newId),
        texts(entries, PlannedChange::user),
        longs(entries, PlannedChange::at));
  }

  @Override
  int move(List<PlannedChange> entries) throws SQLException {
    return session.update(
        MOVE,
        texts(entries, PlannedChange::user),
        ints(entries, PlannedChange::newId),
        longs(entries, PlannedChange::version),
        longs(entries, PlannedChange::at));
  }

  @Override
  int audit(List<PlannedChange> entries) throws SQLException {
    return session.update(
        AUDIT,
        texts(entries, PlannedChange::user),
        texts(entries, entry -> entry.wish().key()),
        texts(entries, entry -> entry.kind().name()),
        longs(entries, PlannedChange::version),
        longs(entries, PlannedChange::at),
        texts(entries, entry -> entry.wish().actor()),
        texts(entries, entry -> entry.wish().reason()),
        texts(entries, entry -> entry.wish().publicReason()),
        ints(entries, PlannedChange::oldId),
        ints(entries, PlannedChange::newId),
        texts(entries, entry -> entry.wish().mailState()),
        longs(entries, PlannedChange::mailDue),
        longs(entries, PlannedChange::mailDue),
        texts(entries, entry -> entry.wish().newMailKey()));
  }

  private <T> Array texts(List<T> rows, Function<T, @Nullable String> column) throws SQLException {
    return array("varchar", rows, column);
  }

  private <T> Array ints(List<T> rows, Function<T, @Nullable Integer> column) throws SQLException {
    return array("integer", rows, column);
  }

  private <T> Array longs(List<T> rows, Function<T, @Nullable Long> column) throws SQLException {
    return array("bigint", rows, column);
  }

  /** Not freed: it holds nothing but memory. */
  private <T> Array array(String type, List<T> rows, Function<T, ? extends @Nullable Object> column)
      throws SQLException {
    @Nullable Object[] values = new @Nullable Object[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    return Postgresql.array(session, type, values);
  }
}
