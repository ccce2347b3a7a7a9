package org.conferenceid.jdbc;

class SqliteModelTest extends JdbcStoreModel {
  SqliteModelTest() {
    super(TestDatabase.SQLITE, /* tries= */ 10);
  }
}
