package org.conferenceid.jdbc;

import net.jqwik.api.PropertyDefaults;

@PropertyDefaults(tries = 10)
class PostgresqlModelTest extends JdbcStoreModel {
  PostgresqlModelTest() {
    super(TestDatabase.POSTGRESQL);
  }
}
