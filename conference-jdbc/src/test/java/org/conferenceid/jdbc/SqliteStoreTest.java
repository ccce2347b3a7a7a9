package org.conferenceid.jdbc;

import org.junit.jupiter.api.DisplayName;

@DisplayName("ConferenceStoreContract on Sqlite")
class SqliteStoreTest extends JdbcStoreContract {
  SqliteStoreTest() {
    super(TestDatabase.SQLITE);
  }
}
