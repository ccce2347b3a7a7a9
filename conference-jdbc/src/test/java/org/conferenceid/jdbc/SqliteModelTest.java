package org.conferenceid.jdbc;

import net.jqwik.api.PropertyDefaults;

@PropertyDefaults(tries = 10)
class SqliteModelTest extends JdbcStoreModel {
  SqliteModelTest() {
    super(TestDatabase.SQLITE);
  }
}
