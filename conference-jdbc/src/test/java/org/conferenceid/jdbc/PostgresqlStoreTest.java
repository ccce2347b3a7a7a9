package org.conferenceid.jdbc;

import org.junit.jupiter.api.DisplayName;

@DisplayName("ConferenceStoreContract on Postgresql")
class PostgresqlStoreTest extends JdbcStoreContract {
  PostgresqlStoreTest() {
    super(TestDatabase.POSTGRESQL);
  }
}
