package org.conferenceid.jdbc;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("galera")
@DisplayName("GuessLimiterContract on Galera, each connection to the next of three nodes")
class GaleraGuessLimiterTest extends JdbcGuessLimiterContract {
  GaleraGuessLimiterTest() {
    super(() -> GaleraCluster.started().spread(0));
  }
}
