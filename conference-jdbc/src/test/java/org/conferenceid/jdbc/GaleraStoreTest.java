package org.conferenceid.jdbc;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("galera")
@DisplayName("ConferenceStoreContract on Galera, each connection to the next of three nodes")
class GaleraStoreTest extends JdbcStoreContract {
  GaleraStoreTest() {
    super(Fixture.onGalera());
  }
}
