package org.conferenceid.jdbc;

import org.junit.jupiter.api.DisplayName;

@DisplayName("ConferenceStoreContract on Mariadb")
class MariadbStoreTest extends JdbcStoreContract {
  MariadbStoreTest() {
    super(TestDatabase.MARIADB);
  }
}
