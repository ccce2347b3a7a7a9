package org.conferenceid.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

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
    try (Connection connection = Start.source(arguments[0]).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("BEGIN IMMEDIATE");
      statement.execute("UPDATE cid_user SET version = version + 1 WHERE user_key = 'user 0'");
      statement.execute("COMMIT");
    }
  }
}
