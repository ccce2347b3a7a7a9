package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.conferenceid.spi.ChangeResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Advisory locks are shared by all that use a database of PostgreSQL's. */
class ApplicationLocksTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hashtextextended(?, 0)",
        "hashtext(?)",
        "0, hashtext(?)",
        "1, hashtext(?)",
        "hashtext('conference-ids'), hashtext(?)",
        "hashtext('cid_user'), hashtext(?)"
      })
  @DisplayName("B1: an application's own advisory lock on a user stands in no one's way")
  void shouldNotWaitForTheApplicationsLocks(String key) throws SQLException {
    String prefix = TestDatabase.newPrefix();
    String impatient = TestDatabase.POSTGRESQL.url() + "&options=-c%20lock_timeout=250";
    try (HikariDataSource pool = TestDatabase.newPool(impatient, 1);
        Connection application = TestDatabase.POSTGRESQL.pool().getConnection()) {
      JdbcConferenceStore store = JdbcConferenceStore.builder(pool).tablePrefix(prefix).build();
      store.createSchema();
      application.setAutoCommit(false);
      try (PreparedStatement lock =
          application.prepareStatement("SELECT pg_advisory_xact_lock(" + key + ")")) {
        lock.setString(1, Changes.AMELIE.value());
        lock.execute();
        assertThat(store.change(Changes.enable(Changes.AMELIE), Changes.IDS))
            .isInstanceOf(ChangeResult.Done.class);
      } finally {
        application.rollback();
        application.setAutoCommit(true);
      }
    }
  }
}
