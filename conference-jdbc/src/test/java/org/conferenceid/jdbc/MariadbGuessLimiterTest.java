package org.conferenceid.jdbc;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("thorough")
@DisplayName("GuessLimiterContract on Mariadb")
class MariadbGuessLimiterTest extends JdbcGuessLimiterContract {
  MariadbGuessLimiterTest() {
    super(TestDatabase.MARIADB);
  }
}
