package org.conferenceid.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A process that commits once. */
final class FirstCommit {
  private FirstCommit() {}

  /**
   * Updates the first user.
   *
   * @param arguments the URL of an SQLite file
   * @throws SQLException if it does not work
   */
  public static void main(String[] arguments) throws SQLException {
    commit(Start.source(arguments[0]));
  }

  static void commit(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("BEGIN IMMEDIATE");
      statement.execute("UPDATE cid_user SET version = version + 1 WHERE user_key = 'user 0'");
      statement.execute("COMMIT");
    }
  }
}
