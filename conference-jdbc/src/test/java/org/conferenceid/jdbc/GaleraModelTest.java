package org.conferenceid.jdbc;

import net.jqwik.api.Tag;

/** Each connection is one to the next of three nodes. */
@Tag("galera")
class GaleraModelTest extends JdbcStoreModel {
  GaleraModelTest() {
    super(Fixture.onGalera(), /* tries= */ 5);
  }
}
