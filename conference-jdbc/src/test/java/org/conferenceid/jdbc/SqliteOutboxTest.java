package org.conferenceid.jdbc;

import org.junit.jupiter.api.DisplayName;

@DisplayName("OutboxContract on Sqlite")
class SqliteOutboxTest extends JdbcOutboxContract {
  SqliteOutboxTest() {
    super(TestDatabase.SQLITE);
  }
}
