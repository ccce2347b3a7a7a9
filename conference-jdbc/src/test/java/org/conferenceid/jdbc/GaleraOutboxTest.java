package org.conferenceid.jdbc;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("galera")
@DisplayName("OutboxContract on Galera, each connection to the next of three nodes")
class GaleraOutboxTest extends JdbcOutboxContract {
  GaleraOutboxTest() {
    super(Fixture.onGalera());
  }
}
