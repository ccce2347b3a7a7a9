package org.conferenceid.jdbc;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.conferenceid.ConferenceId;
import org.conferenceid.Lookup;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL. A change is one statement and one round trip.
 *
 * <p>All parts of a statement see one snapshot, taken before the user's row was locked. What
 * another transaction committed while we waited for the lock is invisible, except in the locked row
 * itself. So the locked row is compared with the one in the snapshot: where the versions differ,
 * nothing is done, and the statement is run again on a fresh snapshot.
 */
final class Postgresql extends Database {
  private static final String WARNING = "01000";
  private static final String READ_ONLY = "25006";

  /** Each rerun means that somebody else has just changed the same user or taken the same ID. */
  private static final int RERUNS = 20;

  private static final Pattern NAME_OF_DRIVER = Pattern.compile("\\bS_[0-9]+\\b");

  static final String CHANGE =
      """
      WITH
      -- the inputs
      w AS MATERIALIZED (
        SELECT CAST(? AS varchar) COLLATE "C" AS user_key, CAST(? AS varchar) COLLATE "C" AS idempotency_key,
          CAST(? AS varchar) AS kind, CAST(? AS integer) AS expected,
          CAST(? AS bigint) AS expected_version, CAST(? AS integer[]) AS candidates,
          CAST(? AS bigint) AS quarantine, CAST(? AS varchar) AS actor, CAST(? AS varchar) AS reason,
          CAST(? AS varchar) AS public_reason,
          CAST(? AS varchar) AS mail_state, CAST(? AS varchar) AS mail_key),
      -- A user without a row cannot be locked: those who enable the same user queue here, or each would
      -- insert, and wait at the end for the other until the server calls it a deadlock. Advisory locks are
      -- everybody's in a database: the table's number sets these apart.
      queued AS MATERIALIZED (
        SELECT pg_advisory_xact_lock(CAST(CAST('cid_user' AS regclass) AS integer), hashtext(user_key))
        FROM w WHERE kind = 'ENABLED'),
      -- the user as the snapshot shows it, and as it is once the row is locked
      shown AS MATERIALIZED (SELECT version FROM cid_user WHERE user_key = (SELECT user_key FROM w)),
      u AS MATERIALIZED (
        SELECT current_id, version, since FROM cid_user
        WHERE (SELECT count(*) FROM queued) < 2 AND user_key = (SELECT user_key FROM w) FOR UPDATE),
      -- the time, read after the lock, so that a user's versions stand in the order of their times
      t AS MATERIALIZED (SELECT {now} AS now FROM (SELECT count(*) FROM u) AS locked),
      -- Not looked for without a key. A plan that was made while the audit was empty reads it from end to end.
      seen AS MATERIALIZED (
        SELECT kind, version, at, old_id, new_id FROM cid_audit
        WHERE (SELECT idempotency_key FROM w) IS NOT NULL
          AND user_key = (SELECT user_key FROM w) AND idempotency_key = (SELECT idempotency_key FROM w)),
      verdict AS MATERIALIZED (
        SELECT CASE
          WHEN (SELECT version FROM shown) IS DISTINCT FROM u.version THEN 'LOST_RACE'
          WHEN EXISTS (SELECT FROM seen) THEN 'SEEN'
          WHEN w.kind = 'ENABLED' AND u.current_id IS NOT NULL THEN 'ALREADY_ENABLED'
          WHEN w.kind <> 'ENABLED' AND u.current_id IS NULL THEN 'NOT_ENABLED'
          WHEN w.expected <> u.current_id OR w.expected_version <> u.version THEN 'STALE'
          ELSE 'GO' END AS verdict
        FROM w CROSS JOIN t LEFT JOIN u ON true),
      -- The first free candidate. Each look is one look into the primary key, and none follows the
      -- first success: an array with ordinality is known to be in order.
      pick AS MATERIALIZED (
        SELECT c.id FROM unnest((SELECT candidates FROM w)) WITH ORDINALITY AS c (id, n)
        WHERE (SELECT verdict FROM verdict) = 'GO' AND (
          SELECT i.free_at IS NULL OR i.free_at > (SELECT now FROM t) FROM cid_id i WHERE i.id = c.id
        ) IS NOT TRUE
        ORDER BY c.n LIMIT 1),
      won AS (
        INSERT INTO cid_id AS i (id, owner, since)
        SELECT pick.id, w.user_key, t.now FROM pick CROSS JOIN w CROSS JOIN t
        ON CONFLICT (id) DO UPDATE SET
          owner = EXCLUDED.owner, since = EXCLUDED.since, free_at = NULL
        WHERE i.free_at <= EXCLUDED.since
        RETURNING id),
      go AS MATERIALIZED (
        SELECT w.*, t.now, u.current_id AS old_id,
          CASE WHEN w.kind IN ('ENABLED', 'RESET', 'DISABLED') THEN won.id ELSE u.current_id END AS new_id,
          coalesce(u.version, 0) + CASE WHEN w.kind IN ('ENABLED', 'RESET', 'DISABLED') THEN 1 ELSE 0 END AS version
        FROM verdict CROSS JOIN w CROSS JOIN t LEFT JOIN u ON true LEFT JOIN won ON true
        WHERE verdict = 'GO' AND (w.kind NOT IN ('ENABLED', 'RESET') OR won.id IS NOT NULL)),
      -- by upsert, never by UPDATE: the present ID's row may be invisible to the snapshot
      retired AS (
        INSERT INTO cid_id AS i (id, owner, since, free_at)
        SELECT old_id, user_key, now, now + quarantine FROM go WHERE kind IN ('RESET', 'DISABLED')
        ON CONFLICT (id) DO UPDATE SET
          since = EXCLUDED.since, free_at = EXCLUDED.free_at),
      -- a user who was enabled for the first time by somebody else meanwhile breaks the primary key,
      -- and the statement is run again
      entered AS (
        INSERT INTO cid_user (user_key, current_id, version, since)
        SELECT user_key, new_id, version, now FROM go WHERE version = 1 AND kind = 'ENABLED'),
      moved AS (
        UPDATE cid_user SET current_id = go.new_id, version = go.version, since = go.now
        FROM go WHERE cid_user.user_key = go.user_key AND go.version > 1
          AND go.kind IN ('ENABLED', 'RESET', 'DISABLED')),
      audited AS (
        INSERT INTO cid_audit (user_key, idempotency_key, kind, version, at, actor, reason, public_reason,
          old_id, new_id, mail_state, mail_due, mail_turn, mail_key)
        SELECT user_key, idempotency_key, kind, version, now, actor, reason, public_reason, old_id, new_id,
          mail_state, CASE mail_state WHEN 'PENDING' THEN 0 END, CASE mail_state WHEN 'PENDING' THEN 0 END,
          mail_key FROM go
        RETURNING kind, version, at, old_id, new_id),
      -- What waits for the user may have become untrue: the next claim shall meet it. It does anyway where
      -- the change queues a message.
      met AS (
        UPDATE cid_audit SET mail_turn = 0
        WHERE (SELECT mail_state FROM w) = 'OFF'
          AND user_key = (SELECT user_key FROM go WHERE kind IN ('ENABLED', 'RESET', 'DISABLED'))
          AND mail_due IS NOT NULL AND mail_state <> 'LEASED'),
      -- what to tell: what was done, or had been done, or what the user is
      told AS (
        SELECT 1 AS rank, audited.* FROM audited
        UNION ALL SELECT 2, seen.* FROM seen
        UNION ALL SELECT 3, NULL, version, since, NULL, current_id FROM u)
      SELECT
        CASE
          WHEN verdict <> 'GO' THEN verdict
          WHEN EXISTS (SELECT FROM audited) THEN 'DONE'
          WHEN EXISTS (SELECT FROM pick) THEN 'LOST_RACE'
          ELSE 'ALL_TAKEN' END AS outcome,
        told.kind, told.version, told.at, told.old_id, told.new_id
      FROM verdict LEFT JOIN told ON true
      ORDER BY told.rank LIMIT 1\
      """;

  private static final String LOOKUP =
      Queries.LOOKUP.replace("SELECT ", "SELECT pg_is_in_recovery() AS standby, ") + "= ?";

  /** Has one row always. */
  private static final String LOOKUP_OF_UNKNOWN =
      "SELECT server.standby, found.* FROM (SELECT pg_is_in_recovery() AS standby) AS server"
          + " LEFT JOIN ("
          + Queries.LOOKUP
          + "= ?) AS found ON true";

  private volatile PostgresqlSettings settings = PostgresqlSettings.UNKNOWN;

  @Override
  String now() {
    return "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)";
  }

  @Override
  boolean changesInOneStatement() {
    return true;
  }

  @Override
  ChangeRow change(Session session, ChangeCommand wish) throws SQLException {
    Integer[] values = wish.candidates().stream().map(ConferenceId::value).toArray(Integer[]::new);
    Array candidates = session.connection().createArrayOf("integer", values);
    try {
      for (int runs = 1; runs <= RERUNS; runs++) {
        ChangeRow row =
            session
                .first(
                    CHANGE,
                    ChangeRow::read,
                    wish.user(),
                    wish.key(),
                    wish.kind().name(),
                    wish.expected(),
                    wish.expectedVersion(),
                    candidates,
                    wish.quarantine(),
                    wish.actor(),
                    wish.reason(),
                    wish.publicReason(),
                    wish.mailState(),
                    wish.newMailKey())
                .orElseThrow();
        if (row.outcome() != ChangeRow.Outcome.LOST_RACE) {
          return row;
        }
      }
      throw Transactions.lostRace();
    } finally {
      candidates.free();
    }
  }

  /** Most IDs are known. Only for the others, whether this is a standby is to be asked apart. */
  @Override
  Lookup lookup(Session session, int id) throws SQLException {
    Optional<Lookup> found = session.first(LOOKUP, Postgresql::lookup, id);
    return found.isPresent()
        ? found.get()
        : session.first(LOOKUP_OF_UNKNOWN, Postgresql::lookup, id).orElseThrow();
  }

  /** A standby is behind its primary, and may not know yet that an ID was reset. */
  private static Lookup lookup(ResultSet row) throws SQLException {
    if (row.getBoolean("standby")) {
      throw new SQLException("a standby may not know of a reset yet", READ_ONLY);
    }
    return Rows.integer(row, "id") == null ? new Lookup.Unknown() : Queries.lookup(row);
  }

  @Override
  Bulk bulk(Session session) {
    return new PostgresqlBulk(session);
  }

  /** The values travel as one array for each column, and the rows are changed by one statement. */
  @Override
  <T> List<T> updateEach(
      Session session, BatchUpdate update, List<T> things, Function<T, @Nullable Object[]> values)
      throws SQLException {
    if (things.isEmpty()) {
      return List.of();
    }
    List<@Nullable Object[]> rows = things.stream().map(values).toList();
    List<Array> columns = new ArrayList<>();
    try {
      for (int i = 0; i < update.types().size(); i++) {
        int column = i;
        @Nullable Object[] all = rows.stream().map(row -> row[column]).toArray();
        columns.add(array(session, update.types().get(i), all));
      }
      return session.list(update.joined(), row -> row.getInt("place"), columns.toArray()).stream()
          .sorted()
          .<T>map(place -> things.get(place - 1))
          .toList();
    } finally {
      for (Array column : columns) {
        column.free();
      }
    }
  }

  /** In the driver's binary form, which it has for arrays of the very type only. */
  static Array array(Session session, String type, @Nullable Object[] values) throws SQLException {
    Class<? extends Object[]> typed =
        switch (type) {
          case "integer" -> Integer[].class;
          case "bigint" -> Long[].class;
          default -> String[].class;
        };
    return session.connection().createArrayOf(type, Arrays.copyOf(values, values.length, typed));
  }

  @Override
  boolean updatesInOneStatement() {
    return true;
  }

  @Override
  Optional<String> unfit(Session session) throws SQLException {
    settings = PostgresqlSettings.read(session);
    return settings.unfit();
  }

  @Override
  List<String> doubts() {
    return settings.doubts();
  }

  /** A warning can come with the commit, which has happened then, but perhaps here only. */
  @Override
  void commit(Connection connection) throws SQLException {
    connection.clearWarnings();
    connection.commit();
    confirmCommit(connection.getWarnings());
    connection.setAutoCommit(true);
  }

  /** Only what has written waits for the standby. */
  @Override
  void confirmEarlier(Session session) throws SQLException {
    session.list("SELECT pg_logical_emit_message(true, 'conference-ids', '')", row -> true);
  }

  /**
   * A commit whose wait for a standby was cancelled. The texts are in the server's language, so all
   * warnings of the same class count, such as those of a trigger.
   */
  @Override
  void confirmCommit(@Nullable SQLWarning warnings) throws SQLException {
    for (SQLWarning said = warnings; said != null; said = said.getNextWarning()) {
      if (WARNING.equals(said.getSQLState())) {
        throw new SQLException(said.getMessage(), WARNING);
      }
    }
  }

  /**
   * Whether the values do not fit the statement that the server has under the driver's name, which
   * is S_1 and so on in every language. Nothing was run then.
   */
  private static boolean shapesDiffer(SQLException thrown) {
    return NAME_OF_DRIVER.matcher(String.valueOf(thrown.getMessage())).find();
  }

  /** By SQLSTATE, see appendix A of the PostgreSQL documentation. */
  @Override
  ErrorKind judge(SQLException thrown) {
    String state = String.valueOf(thrown.getSQLState());
    return switch (state) {
      case WARNING -> ErrorKind.IN_DOUBT;
      case "40001", "40P01", "55P03", "23505" -> ErrorKind.CONFLICT;
      case "42P01", "42703", "3F000" -> ErrorKind.SCHEMA;
      case "42501", "28000", "28P01" -> ErrorKind.ACCESS;
      case READ_ONLY -> ErrorKind.READ_ONLY;
      case "53100" -> ErrorKind.FULL;
      case "26000", "42P05" -> ErrorKind.POOLER;
      case "08P01" -> shapesDiffer(thrown) ? ErrorKind.POOLER : ErrorKind.LOST;
      // shut down, crashed, starting, dropped; time-outs that end the session
      case "57P01", "57P02", "57P03", "57P04", "57P05", "25P03", "25P04" -> ErrorKind.LOST;
      default -> state.startsWith("08") ? ErrorKind.LOST : ErrorKind.REFUSED;
    };
  }
}
