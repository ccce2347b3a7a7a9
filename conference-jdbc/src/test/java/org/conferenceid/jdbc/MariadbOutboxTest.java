package org.conferenceid.jdbc;

import org.junit.jupiter.api.DisplayName;

@DisplayName("OutboxContract on Mariadb")
class MariadbOutboxTest extends JdbcOutboxContract {
  MariadbOutboxTest() {
    super(TestDatabase.MARIADB);
  }
}
