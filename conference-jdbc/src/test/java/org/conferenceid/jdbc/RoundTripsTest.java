package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes over the network, seen from the middle of it. */
class RoundTripsTest {
  private static final int WARM_UP = 12;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
  @DisplayName("A reset is one round trip on PostgreSQL and four on MariaDB, at any time")
  void shouldTakeFewRoundTrips(TestDatabase database) throws Exception {
    try (Wire wire = new Wire(database);
        Connection connection = DriverManager.getConnection(wire.through(database.url()))) {
      JdbcConferenceStore store = store(connection, TestDatabase.newPrefix());
      store.createSchema();
      store.change(Changes.enable(Changes.AMELIE), Changes.IDS);
      for (int i = 0; i < WARM_UP; i++) { // drivers prepare statements after some uses
        store.change(Changes.reset(Changes.AMELIE), Changes.IDS);
        store.find(Changes.AMELIE);
      }
      boolean oneStatement = database == TestDatabase.POSTGRESQL;

      assertThat(trips(wire, () -> store.change(Changes.reset(Changes.AMELIE), Changes.IDS)))
          .isEqualTo(oneStatement ? 1 : 4);
      ConferenceIdGenerator firstIsTaken = firstIsTaken(store);
      assertThat(trips(wire, () -> store.change(Changes.reset(Changes.AMELIE), firstIsTaken)))
          .as("where the first candidate is taken, the others are looked at")
          .isEqualTo(oneStatement ? 1 : 5);
      assertThat(trips(wire, () -> store.change(Changes.enable(Changes.AMELIE), Changes.IDS)))
          .isEqualTo(oneStatement ? 1 : 3);
      assertThat(trips(wire, () -> store.find(Changes.AMELIE))).isEqualTo(1);
      assertThat(trips(wire, store::capacity)).isEqualTo(1);
      assertThat(trips(wire, () -> store.audit(AuditQuery.all().limit(5)))).isEqualTo(1);
      assertThat(trips(wire, () -> store.meetingUpdates().status(Changes.AMELIE))).isEqualTo(1);
      assertThat(trips(wire, () -> store.meetingUpdates().figures())).isEqualTo(1);
    }
  }

  @Test
  @DisplayName(
      "On PostgreSQL, claim and settlement take eight round trips for any number of messages")
  void shouldClaimAndSettleTogether() throws Exception {
    TestDatabase database = TestDatabase.POSTGRESQL;
    try (Wire wire = new Wire(database);
        Connection connection = DriverManager.getConnection(wire.through(database.url()))) {
      JdbcConferenceStore store = store(connection, TestDatabase.newPrefix());
      store.createSchema();
      for (int messages : new int[] {40, 1, 40}) {
        List<UserId> users =
            IntStream.range(0, messages).mapToObj(i -> UserId.of(messages + " " + i)).toList();
        users.forEach(user -> store.change(Changes.enable(user), Changes.IDS));
        users.forEach(user -> store.change(Changes.reset(user), Changes.IDS));

        assertThat(trips(wire, () -> claimAndSettle(store, messages))).isLessThanOrEqualTo(8);
        assertThat(trips(wire, () -> assertThat(store.findAll(users)).hasSize(messages)))
            .isEqualTo(1);
        users.forEach(user -> store.erase(user, Duration.ofDays(1)));
      }
    }
  }

  private static void claimAndSettle(JdbcConferenceStore store, int messages) {
    List<Lease> leases = store.outbox().claim("worker", 100, Duration.ofMinutes(1));
    assertThat(leases).hasSize(messages);
    store
        .outbox()
        .settle(leases.stream().map(l -> new Settlement(l, new Settlement.Sent())).toList());
  }

  /** Draws the user's own ID, and then others. */
  private static ConferenceIdGenerator firstIsTaken(JdbcConferenceStore store) {
    Iterator<ConferenceId> first =
        List.of(store.find(Changes.AMELIE).orElseThrow().id().orElseThrow()).iterator();
    return new ConferenceIdGenerator() {
      @Override
      public ConferenceId next() {
        return first.hasNext() ? first.next() : Changes.IDS.next();
      }

      @Override
      public int nextIndex(int bound) {
        return Changes.IDS.nextIndex(bound);
      }
    };
  }

  private static int trips(Wire wire, Runnable work) {
    int before = wire.requests();
    work.run();
    return wire.requests() - before;
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
  @DisplayName(
      "B1, B12: wherever a change is cut, it is done or not, and its key makes another try harmless")
  void shouldSurviveACutAnswer(TestDatabase database) throws Exception {
    String prefix = TestDatabase.newPrefix();
    JdbcConferenceStore other =
        JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build();
    other.createSchema();
    other.change(Changes.enable(Changes.AMELIE), Changes.IDS);
    int last = database == TestDatabase.POSTGRESQL ? 1 : 4;
    try (Wire wire = new Wire(database)) {
      for (int trip = 1; trip <= last; trip++) {
        Change change = Changes.keyed(EventKind.RESET, Changes.AMELIE, "cut " + trip);
        Throwable thrown = cut(wire, trip, database, prefix, change);
        if (trip == last) {
          assertThat(thrown)
              .isExactlyInstanceOf(StoreException.class)
              .hasMessageContaining("not known")
              .hasMessageContaining("same idempotency key");
        } else {
          assertThat(thrown)
              .isInstanceOf(StoreUnavailableException.class)
              .hasMessageContaining("nothing was changed")
              .hasMessageNotContaining("key");
        }

        ChangeResult.Done done = (ChangeResult.Done) other.change(change, Changes.IDS);
        assertThat(done.replayed())
            .as("only the last answer is the commit's")
            .isEqualTo(trip == last);
        assertThat(other.find(Changes.AMELIE).orElseThrow().id())
            .contains(done.event().newId().orElseThrow());
        assertThat(other.change(change, Changes.IDS))
            .isEqualTo(
                new ChangeResult.Done(done.event(), /* replayed= */ true, /* committed= */ true));
      }
    }
    assertThat(other.audit(AuditQuery.all()).items()).hasSize(1 + last);
    assertThat(other.capacity().active()).isEqualTo(1);
    assertThat(other.capacity().quarantined()).isEqualTo(last);
  }

  private static Throwable cut(
      Wire wire, int trip, TestDatabase database, String prefix, Change change) throws Exception {
    try (Connection connection = DriverManager.getConnection(wire.through(database.url()))) {
      JdbcConferenceStore store = store(connection, prefix);
      store.find(Changes.AMELIE); // the first use has round trips of its own
      wire.cutAnswer(trip);
      return catchThrowable(() -> store.change(change, Changes.IDS));
    }
  }

  /** On one connection, without a pool, which would look whether it is alive. */
  private static JdbcConferenceStore store(Connection connection, String prefix) {
    return JdbcConferenceStore.builder(Fixture.always(connection)).tablePrefix(prefix).build();
  }
}
