package org.conferenceid.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.jdbc.JdbcConferenceStore;

/** Fills the store's tables faster than the store would. */
final class Tables {
  private static final int BATCH = 5000;

  private Tables() {}

  /** Everybody enabled, with IDs at even distances; nobody was told. */
  static void enableEverybody(DataSource source, int users) throws SQLException {
    JdbcConferenceStore.of(source).createSchema();
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement user =
              connection.prepareStatement(
                  "INSERT INTO cid_user (user_key, current_id, version, since) VALUES (?, ?, 1, 0)");
          PreparedStatement id =
              connection.prepareStatement(
                  "INSERT INTO cid_id (id, owner, since) VALUES (?, ?, 0)");
          PreparedStatement audit =
              connection.prepareStatement(
                  "INSERT INTO cid_audit (user_key, kind, version, at, new_id, mail_state)"
                      + " VALUES (?, 'ENABLED', 1, 0, ?, 'OFF')")) {
        for (int i = 0; i < users; i++) {
          String key = Conferencing.user(i).value();
          user.setString(1, key);
          user.setInt(2, id(i, users));
          user.addBatch();
          id.setInt(1, id(i, users));
          id.setString(2, key);
          id.addBatch();
          audit.setString(1, key);
          audit.setInt(2, id(i, users));
          audit.addBatch();
          if ((i + 1) % BATCH == 0 || i + 1 == users) {
            user.executeBatch();
            id.executeBatch();
            audit.executeBatch();
          }
        }
      }
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  /** The ID that a user was given by {@link #enableEverybody}. */
  static int id(int user, int users) {
    return ConferenceIdPolicy.LOWEST + user * (ConferenceIdPolicy.WELL_FORMED / users);
  }

  /** After much was written: so that the next figure does not pay for it. */
  static void settle(DataSource postgresql) throws SQLException {
    execute(postgresql, "VACUUM ANALYZE cid_user");
    execute(postgresql, "VACUUM ANALYZE cid_id");
    execute(postgresql, "VACUUM ANALYZE cid_audit");
    execute(postgresql, "CHECKPOINT");
  }

  static void execute(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
