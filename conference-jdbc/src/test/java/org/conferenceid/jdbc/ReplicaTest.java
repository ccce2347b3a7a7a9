package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.conferenceid.ConferenceId;
import org.conferenceid.Organizer;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.spi.ChangeResult.Done;
import org.conferenceid.spi.OrganizerQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A store on a PostgreSQL standby, for whoever only reads. */
@Tag("postgresql-ha")
class ReplicaTest {
  private static final int RESETS = 300;
  private static PostgresqlCluster cluster;

  private final String prefix = TestDatabase.newPrefix();

  @BeforeAll
  static void start() {
    cluster = new PostgresqlCluster("on");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private JdbcConferenceStore store(HikariDataSource pool) {
    return JdbcConferenceStore.builder(pool).tablePrefix(prefix).build();
  }

  @Test
  @DisplayName(
      "S9: a standby can be read, but not by callers; and every write is refused, and changes"
          + " nothing")
  void shouldReadAndNotWrite() throws Exception {
    try (HikariDataSource primary = cluster.pool("primary", 1);
        HikariDataSource standby = cluster.pool("secondary", 1)) {
      JdbcConferenceStore writing = store(primary);
      writing.createSchema();
      Done done = (Done) writing.change(Changes.enable(Changes.AMELIE), Changes.IDS);
      ConferenceId id = done.event().newId().orElseThrow();
      PostgresqlCluster.awaitSame(primary, standby);

      JdbcConferenceStore reading = store(standby);
      reading.checkSchema();
      assertThat(reading.find(Changes.AMELIE)).flatMap(Organizer::id).contains(id);
      assertThat(reading.organizers(OrganizerQuery.all())).hasSize(1);
      assertThat(reading.formerIds(Changes.AMELIE)).isEmpty();
      assertThat(reading.audit(AuditQuery.all()).items()).hasSize(1);
      assertThat(reading.capacity().active()).isEqualTo(1);
      assertThat(reading.outbox().figures().waiting()).isEqualTo(1);

      assertRefused(() -> reading.lookup(id));
      assertRefused(() -> reading.lookup(ConferenceId.of(1_000_003)));
      assertRefused(() -> reading.change(Changes.reset(Changes.AMELIE), Changes.IDS));
      assertRefused(() -> reading.changeAll(List.of(Changes.reset(Changes.AMELIE)), Changes.IDS));
      assertRefused(() -> reading.outbox().claim("worker", 1, Duration.ofMinutes(1)));
      assertRefused(() -> reading.erase(Changes.AMELIE, Changes.QUARANTINE));
      assertRefused(reading::createSchema);
      assertThat(writing.find(Changes.AMELIE)).flatMap(Organizer::id).contains(id);
    }
  }

  private static void assertRefused(ThrowingCallable write) {
    assertThatThrownBy(write)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("read-only, and nothing was changed");
  }

  @Test
  @DisplayName("A standby shows each reset at once if the primary waits until it is applied")
  void shouldShowWhatWasApplied() throws Exception {
    try (HikariDataSource primary =
            cluster.pool("primary&options=-c%20synchronous_commit=remote_apply", 1);
        HikariDataSource standby = cluster.pool("secondary", 1)) {
      JdbcConferenceStore writing = store(primary);
      JdbcConferenceStore reading = store(standby);
      writing.createSchema();
      writing.change(Changes.enable(Changes.AMELIE), Changes.IDS);
      for (int i = 0; i < RESETS; i++) {
        Done reset = (Done) writing.change(Changes.reset(Changes.AMELIE), Changes.IDS);
        assertThat(reading.find(Changes.AMELIE))
            .flatMap(Organizer::id)
            .isEqualTo(reset.event().newId());
      }
    }
  }
}
