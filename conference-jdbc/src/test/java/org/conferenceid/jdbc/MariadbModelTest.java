package org.conferenceid.jdbc;

import net.jqwik.api.PropertyDefaults;

@PropertyDefaults(tries = 5)
class MariadbModelTest extends JdbcStoreModel {
  MariadbModelTest() {
    super(TestDatabase.MARIADB);
  }
}
