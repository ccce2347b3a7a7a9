package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import org.conferenceid.ConferenceId;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.spi.ChangeResult.Done;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A PostgreSQL server that says of itself that it is a standby; {@link ReplicaTest} has one. */
class StandbyLookupTest {
  private static final TestDatabase DATABASE = TestDatabase.POSTGRESQL;

  private final String prefix = TestDatabase.newPrefix();
  private @Nullable HikariDataSource standby;

  @BeforeEach
  void pose() {
    DATABASE.execute(
        "CREATE SCHEMA posing",
        "CREATE FUNCTION posing.pg_is_in_recovery() RETURNS boolean LANGUAGE sql AS 'SELECT true'");
    standby =
        TestDatabase.newPool(
            DATABASE.url() + "&options=-c%20search_path=posing,pg_catalog,public", 1);
  }

  @AfterEach
  void stop() {
    if (standby == null) {
      return; // left out: this run has no PostgreSQL
    }
    standby.close();
    DATABASE.execute("DROP SCHEMA posing CASCADE");
  }

  @Test
  @DisplayName("S9: no caller is looked up on a standby, which may not know of a reset yet")
  void shouldNotLookUpOnAStandby() {
    JdbcConferenceStore primary =
        JdbcConferenceStore.builder(DATABASE.pool()).tablePrefix(prefix).build();
    primary.createSchema();
    Done enabled = (Done) primary.change(Changes.enable(Changes.AMELIE), Changes.IDS);
    ConferenceId active = enabled.event().newId().orElseThrow();
    Done reset = (Done) primary.change(Changes.reset(Changes.AMELIE), Changes.IDS);

    JdbcConferenceStore store = JdbcConferenceStore.builder(standby).tablePrefix(prefix).build();
    assertRefused(store, active);
    assertRefused(store, reset.event().newId().orElseThrow());
    assertRefused(store, Changes.IDS.next());
    assertThat(store.find(Changes.AMELIE)).flatMap(Organizer::id).isEqualTo(reset.event().newId());
    assertThat(primary.lookup(active)).isInstanceOf(Lookup.Retired.class);
  }

  private static void assertRefused(JdbcConferenceStore store, ConferenceId id) {
    assertThatThrownBy(() -> store.lookup(id))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("read-only")
        .hasMessageContaining("a standby may not know of a reset yet");
  }
}
