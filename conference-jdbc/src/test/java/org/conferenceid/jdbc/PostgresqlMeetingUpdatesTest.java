package org.conferenceid.jdbc;

import org.junit.jupiter.api.DisplayName;

@DisplayName("MeetingUpdatesContract on Postgresql")
class PostgresqlMeetingUpdatesTest extends JdbcMeetingUpdatesContract {
  PostgresqlMeetingUpdatesTest() {
    super(TestDatabase.POSTGRESQL);
  }
}
