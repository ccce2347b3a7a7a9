package org.conferenceid.jdbc;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("pgbouncer")
@DisplayName("ConferenceStoreContract on PostgreSQL through PgBouncer in transaction mode")
class PgBouncerStoreTest extends JdbcStoreContract {
  PgBouncerStoreTest() {
    super(Fixture.throughPgBouncer());
  }
}
