package org.conferenceid.jdbc;

import org.junit.jupiter.api.DisplayName;

@DisplayName("MeetingUpdatesContract on Mariadb")
class MariadbMeetingUpdatesTest extends JdbcMeetingUpdatesContract {
  MariadbMeetingUpdatesTest() {
    super(TestDatabase.MARIADB);
  }
}
