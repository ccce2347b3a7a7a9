package org.conferenceid.jdbc;

class MariadbModelTest extends JdbcStoreModel {
  MariadbModelTest() {
    super(TestDatabase.MARIADB, /* tries= */ 5);
  }
}
