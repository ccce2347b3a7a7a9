package org.conferenceid.jdbc;

class PostgresqlModelTest extends JdbcStoreModel {
  PostgresqlModelTest() {
    super(TestDatabase.POSTGRESQL, /* tries= */ 10);
  }
}
