package org.conferenceid.jdbc;

import org.junit.jupiter.api.DisplayName;

@DisplayName("GuessLimiterContract on Sqlite")
class SqliteGuessLimiterTest extends JdbcGuessLimiterContract {
  SqliteGuessLimiterTest() {
    super(TestDatabase.SQLITE);
  }
}
