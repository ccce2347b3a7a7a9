package org.conferenceid.jdbc;

import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("galera")
@DisplayName("GuessLimiterContract on Galera, all connections to the first node")
class GaleraOneWriterGuessLimiterTest extends JdbcGuessLimiterContract {
  private static final Lazy<DataSource> POOL =
      new Lazy<>(() -> GaleraCluster.started().oneWriter());

  GaleraOneWriterGuessLimiterTest() {
    super(POOL::get);
  }
}
