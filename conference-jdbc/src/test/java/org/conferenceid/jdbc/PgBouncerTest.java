package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a set-up that the guide warns of leads to. */
@Tag("pgbouncer")
class PgBouncerTest {
  /** More than the driver waits for before it prepares a statement. */
  private static final int OFTEN = 10;

  @Test
  @DisplayName("With the driver's defaults PgBouncer's clients disturb each other, which is told")
  void shouldNameTheSetting() {
    String prefix = TestDatabase.newPrefix();
    PgBouncer bouncer = new PgBouncer(1);
    try (HikariDataSource first = bouncer.pool("", 1);
        HikariDataSource second = bouncer.pool("", 1)) {
      JdbcConferenceStore store = JdbcConferenceStore.builder(first).tablePrefix(prefix).build();
      store.createSchema();
      findOften(store);
      JdbcConferenceStore other = JdbcConferenceStore.builder(second).tablePrefix(prefix).build();
      assertThatThrownBy(() -> findOften(other))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("prepareThreshold=0");
    }
  }

  private static void findOften(JdbcConferenceStore store) {
    IntStream.range(0, OFTEN).forEach(i -> assertThat(store.find(Changes.AMELIE)).isEmpty());
  }
}
