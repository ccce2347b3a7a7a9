package org.conferenceid.jdbc;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("pgbouncer")
@DisplayName("OutboxContract on PostgreSQL through PgBouncer in transaction mode")
class PgBouncerOutboxTest extends JdbcOutboxContract {
  PgBouncerOutboxTest() {
    super(Fixture.throughPgBouncer());
  }
}
