package org.conferenceid.jdbc;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("pgbouncer")
@DisplayName("GuessLimiterContract on PostgreSQL through PgBouncer in transaction mode")
class PgBouncerGuessLimiterTest extends JdbcGuessLimiterContract {
  PgBouncerGuessLimiterTest() {
    super(PgBouncer::pool);
  }
}
