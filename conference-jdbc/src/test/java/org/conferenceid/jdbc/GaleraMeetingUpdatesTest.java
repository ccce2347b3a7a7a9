package org.conferenceid.jdbc;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("galera")
@DisplayName("MeetingUpdatesContract on Galera, each connection to the next of three nodes")
class GaleraMeetingUpdatesTest extends JdbcMeetingUpdatesContract {
  GaleraMeetingUpdatesTest() {
    super(Fixture.onGalera());
  }
}
