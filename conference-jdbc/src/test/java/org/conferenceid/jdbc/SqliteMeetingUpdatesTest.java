package org.conferenceid.jdbc;

import org.junit.jupiter.api.DisplayName;

@DisplayName("MeetingUpdatesContract on Sqlite")
class SqliteMeetingUpdatesTest extends JdbcMeetingUpdatesContract {
  SqliteMeetingUpdatesTest() {
    super(TestDatabase.SQLITE);
  }
}
