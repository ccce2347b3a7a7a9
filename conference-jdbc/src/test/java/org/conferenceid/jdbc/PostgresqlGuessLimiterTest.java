package org.conferenceid.jdbc;

import org.junit.jupiter.api.DisplayName;

@DisplayName("GuessLimiterContract on Postgresql")
class PostgresqlGuessLimiterTest extends JdbcGuessLimiterContract {
  PostgresqlGuessLimiterTest() {
    super(TestDatabase.POSTGRESQL);
  }
}
