package org.conferenceid.jdbc;

import org.junit.jupiter.api.DisplayName;

@DisplayName("OutboxContract on Postgresql")
class PostgresqlOutboxTest extends JdbcOutboxContract {
  PostgresqlOutboxTest() {
    super(TestDatabase.POSTGRESQL);
  }
}
