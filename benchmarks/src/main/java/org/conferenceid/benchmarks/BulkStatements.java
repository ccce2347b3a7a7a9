package org.conferenceid.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Resets of everybody on PostgreSQL by plain statements, 1,000 at a time, to IDs that are free. */
final class BulkStatements {
  private static final int BATCH_SIZE = 1000;

  /** For a set of keys and new IDs {@code w}, wherever that comes from. */
  private static final String WRITES =
      """
      UPDATE cid_id i SET since = {now}, free_at = {now} + 31536000000000
      FROM {wanted} JOIN cid_user u ON u.user_key = w.key WHERE i.id = u.current_id
      ;
      INSERT INTO cid_id (id, owner, since) SELECT w.id, w.key, {now} FROM {wanted}
      ;
      INSERT INTO cid_audit (user_key, idempotency_key, kind, version, at, old_id, new_id, mail_state,
        mail_due, mail_turn)
      SELECT w.key, 'everyone', 'RESET', u.version + 1, {now}, u.current_id, w.id, 'PENDING', 0, 0
      FROM {wanted} JOIN cid_user u ON u.user_key = w.key
      ;
      UPDATE cid_user u SET current_id = w.id, version = version + 1, since = {now}
      FROM {wanted} WHERE u.user_key = w.key""";

  /**
   * What is to be known first: who the users are, what was done before, what is free. What was done
   * is looked up user by user: a plan that is made while the run has done nothing would read all of
   * the run.
   */
  private static final String READS =
      """
      SELECT user_key, current_id, version, since FROM cid_user
      WHERE user_key > (SELECT min(w.key) FROM {wanted}) ORDER BY user_key LIMIT 1001
      ;
      SELECT u.user_key, u.current_id, u.version, u.since FROM {wanted} JOIN cid_user u ON u.user_key = w.key
      ORDER BY u.user_key FOR UPDATE OF u
      ;
      SELECT a.* FROM {wanted} CROSS JOIN LATERAL (
        SELECT user_key, kind, version, at, old_id, new_id FROM cid_audit
        WHERE user_key = w.key AND idempotency_key = 'everyone' OFFSET 0) AS a
      ;
      SELECT i.id, i.free_at FROM {wanted} JOIN cid_id i ON i.id = w.id
      ;
      """;

  private static final String NOW = "CAST(extract(epoch FROM now()) * 1000000 AS bigint)";
  private static final String ARRAYS =
      "unnest(CAST(? AS varchar[]), CAST(? AS integer[])) AS w (key, id)";

  private final DataSource source;
  private final int users;

  BulkStatements(DataSource source, int users) {
    this.source = source;
    this.users = users;
  }

  private static void run(PreparedStatement statement, int[] newIds, int from, int to)
      throws SQLException {
    Connection connection = statement.getConnection();
    String[] keys =
        IntStream.range(from, to)
            .mapToObj(i -> Conferencing.user(i).value())
            .toArray(String[]::new);
    Integer[] wanted = IntStream.range(from, to).mapToObj(i -> newIds[i]).toArray(Integer[]::new);
    statement.setArray(1, connection.createArrayOf("varchar", keys));
    statement.setArray(2, connection.createArrayOf("int4", wanted));
    if (statement.execute()) {
      read(statement);
    }
  }

  /** Every value of every row. */
  private static void read(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.getResultSet()) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          rows.getObject(i);
        }
      }
    }
  }

  /** Resets everybody. */
  void reset(int[] newIds) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      List<PreparedStatement> statements = new ArrayList<>();
      for (String sql :
          (READS + WRITES).replace("{wanted}", ARRAYS).replace("{now}", NOW).split(";", -1)) {
        statements.add(connection.prepareStatement(sql));
      }
      for (int from = 0; from < users; from += BATCH_SIZE) {
        for (PreparedStatement statement : statements) {
          run(statement, newIds, from, Math.min(users, from + BATCH_SIZE));
        }
        connection.commit();
      }
      for (PreparedStatement statement : statements) {
        statement.close();
      }
      connection.setAutoCommit(true);
    }
  }

  /** A free ID for everybody: found before the clock runs. */
  int[] freeIds() throws SQLException {
    FreeIds free = new FreeIds(source);
    return IntStream.range(0, users).map(i -> free.next()).toArray();
  }
}
