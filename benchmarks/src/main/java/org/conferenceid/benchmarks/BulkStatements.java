package org.conferenceid.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.conferenceid.ConferenceIdGenerator;

/** Resets of everybody on PostgreSQL by plain statements, in chunks, to IDs that are free. */
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

  /** What is to be known first: who the users are, what was done before, what is free. */
  private static final String READS =
      """
      SELECT user_key, current_id, version, since FROM cid_user
      WHERE user_key > (SELECT min(w.key) FROM {wanted}) ORDER BY user_key LIMIT 1001
      ;
      SELECT u.user_key, u.current_id, u.version, u.since FROM {wanted} JOIN cid_user u ON u.user_key = w.key
      ORDER BY u.user_key FOR UPDATE OF u
      ;
      SELECT a.user_key, a.kind, a.version, a.at, a.old_id, a.new_id
      FROM {wanted} JOIN cid_audit a ON a.user_key = w.key AND a.idempotency_key = 'everyone'
      ;
      SELECT i.id, i.free_at FROM {wanted} JOIN cid_id i ON i.id = w.id
      ;
      """;

  private static final String NOW = "CAST(extract(epoch FROM now()) * 1000000 AS bigint)";
  private static final String ARRAYS =
      "unnest(CAST(? AS varchar[]), CAST(? AS integer[])) AS w (key, id)";
  private static final String ONE_ROW =
      "(SELECT CAST(? AS varchar) AS key, CAST(? AS integer) AS id) AS w";

  private final ConferenceIdGenerator ids = ConferenceIdGenerator.secure();
  private final DataSource source;
  private final int users;

  BulkStatements(DataSource source, int users) {
    this.source = source;
    this.users = users;
  }

  /** Runs one statement for the users from one number to another. */
  private interface Run {
    void on(PreparedStatement statement, int from, int to) throws SQLException;
  }

  /** What the library does, with nothing around it. */
  void withArrays(int[] newIds) throws SQLException {
    arrays(READS + WRITES, newIds);
  }

  /** The writes alone: nobody else may change anything meanwhile. */
  void writing(int[] newIds) throws SQLException {
    arrays(WRITES, newIds);
  }

  private void arrays(String script, int[] newIds) throws SQLException {
    reset(
        script.replace("{wanted}", ARRAYS),
        (statement, from, to) -> {
          Connection connection = statement.getConnection();
          String[] keys =
              IntStream.range(from, to)
                  .mapToObj(i -> Conferencing.user(i).value())
                  .toArray(String[]::new);
          Integer[] wanted =
              IntStream.range(from, to).mapToObj(i -> newIds[i]).toArray(Integer[]::new);
          statement.setArray(1, connection.createArrayOf("varchar", keys));
          statement.setArray(2, connection.createArrayOf("int4", wanted));
          if (statement.execute()) {
            read(statement);
          }
        });
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

  void withBatches(int[] newIds) throws SQLException {
    reset(
        WRITES.replace("{wanted}", ONE_ROW),
        (statement, from, to) -> {
          for (int i = from; i < to; i++) {
            statement.setString(1, Conferencing.user(i).value());
            statement.setInt(2, newIds[i]);
            statement.addBatch();
          }
          statement.executeBatch();
        });
  }

  private void reset(String script, Run run) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      List<PreparedStatement> statements = new ArrayList<>();
      for (String sql : script.replace("{now}", NOW).split(";", -1)) {
        statements.add(connection.prepareStatement(sql));
      }
      for (int from = 0; from < users; from += BATCH_SIZE) {
        for (PreparedStatement statement : statements) {
          run.on(statement, from, Math.min(users, from + BATCH_SIZE));
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
    BitSet taken = new BitSet();
    try (Connection connection = source.getConnection();
        PreparedStatement all = connection.prepareStatement("SELECT id FROM cid_id");
        ResultSet rows = all.executeQuery()) {
      while (rows.next()) {
        taken.set(rows.getInt(1));
      }
    }
    int[] free = new int[users];
    for (int i = 0; i < users; i++) {
      do {
        free[i] = ids.next().value();
      } while (taken.get(free[i]));
      taken.set(free[i]);
    }
    return free;
  }
}
