package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.jdbc.Changes.AMELIE;
import static org.conferenceid.jdbc.Changes.IDS;
import static org.conferenceid.jdbc.Changes.QUARANTINE;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.conferenceid.ConferenceId;
import org.conferenceid.Lookup;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A node whose clock is an hour behind the database's, or an hour ahead. The database's clock
 * stands still here and is moved by hand, so every time can be compared to the microsecond: one
 * that came from this process would differ.
 */
class WrongClockTest {
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration SECOND = Duration.ofSeconds(1);

  static Stream<Arguments> everySkew() {
    return Stream.of(TestDatabase.values())
        .flatMap(
            database ->
                Stream.of(Duration.ofHours(1), Duration.ofHours(-1))
                    .map(skew -> Arguments.of(database, skew)));
  }

  @ParameterizedTest
  @MethodSource("everySkew")
  @DisplayName("B2, CS-4, CS-14: the quarantine begins and ends by the database's clock")
  void shouldKeepTheQuarantine(TestDatabase database, Duration skew) throws Exception {
    try (SkewedDatabase skewed = new SkewedDatabase(database, skew)) {
      JdbcConferenceStore store = newStore(skewed);
      Instant start = skewed.now();
      ChangeResult.Done enabled = (ChangeResult.Done) store.change(Changes.enable(AMELIE), IDS);
      assertThat(enabled.event().at()).isEqualTo(start);
      assertThat(store.find(AMELIE).orElseThrow().since()).isEqualTo(start);

      Instant retired = move(skewed, SECOND);
      store.change(Changes.reset(AMELIE), IDS);
      Instant free = retired.plus(QUARANTINE);
      ConferenceId old = enabled.event().newId().orElseThrow();
      assertThat(store.lookup(old)).isInstanceOf(Lookup.Retired.class);
      Lookup.Retired reserved = (Lookup.Retired) store.lookup(old);
      assertThat(reserved.retiredAt()).isEqualTo(retired);
      assertThat(reserved.freeAt()).isEqualTo(free);

      skewed.setNow(free.minus(SECOND));
      assertThat(store.lookup(old)).isInstanceOf(Lookup.Retired.class);
      assertThat(store.capacity().quarantined()).isEqualTo(1);
      skewed.setNow(free);
      assertThat(store.lookup(old)).isEqualTo(new Lookup.Unknown());
      assertThat(store.capacity().quarantined()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("everySkew")
  @DisplayName("OB-2, OB-7: messages are due, and leases end, by the database's clock")
  void shouldLeaseAndRetry(TestDatabase database, Duration skew) throws Exception {
    try (SkewedDatabase skewed = new SkewedDatabase(database, skew)) {
      JdbcConferenceStore store = newStore(skewed);
      Outbox outbox = store.outbox();
      store.change(Changes.enable(AMELIE), IDS);
      assertThat(claim(outbox)).as("due at once").hasSize(1);

      move(skewed, LEASE.minus(SECOND));
      assertThat(claim(outbox)).as("leased").isEmpty();
      move(skewed, SECOND);
      List<Lease> again = claim(outbox);
      assertThat(again).as("the lease has ended").hasSize(1);

      Duration delay = Duration.ofMinutes(20);
      outbox.settle(
          List.of(new Settlement(again.get(0), new Settlement.Retry(delay, "mailbox full"))));
      move(skewed, delay.minus(SECOND));
      assertThat(claim(outbox)).as("not due yet").isEmpty();
      move(skewed, SECOND);
      assertThat(claim(outbox)).as("due again").hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "OB-7: what was queued, leased or put off while the clock was ahead goes out all the same")
  void shouldSendWhatWasQueuedAhead(TestDatabase database) throws Exception {
    Duration year = Duration.ofDays(365);
    try (SkewedDatabase skewed = new SkewedDatabase(database, year)) {
      JdbcConferenceStore store = newStore(skewed);
      Outbox outbox = store.outbox();
      store.change(Changes.enable(AMELIE), IDS);
      store.change(Changes.enable(UserId.of("bruno")), IDS);
      List<Lease> leases = claim(outbox);
      outbox.settle(
          List.of(
              new Settlement(leases.get(0), new Settlement.Retry(Duration.ofHours(1), "busy"))));
      store.change(Changes.enable(UserId.of("chloe")), IDS);
      assertThat(outbox.claim("worker", 1, LEASE)).hasSize(1); // chloe's, as the others wait
      store.change(Changes.enable(UserId.of("dora")), IDS);

      move(skewed, year.negated());
      assertThat(claim(outbox))
          .extracting(lease -> lease.user().value())
          .containsExactlyInAnyOrder("amelie", "bruno", "chloe", "dora");
    }
  }

  @ParameterizedTest
  @MethodSource("everySkew")
  @DisplayName("CS-12, CS-13: what is erased and what is old is told by the database's clock")
  void shouldForget(TestDatabase database, Duration skew) throws Exception {
    try (SkewedDatabase skewed = new SkewedDatabase(database, skew)) {
      JdbcConferenceStore store = newStore(skewed);
      ChangeResult.Done done = (ChangeResult.Done) store.change(Changes.enable(AMELIE), IDS);
      Duration age = Duration.ofMinutes(30);
      move(skewed, SECOND);
      store.change(Changes.enable(UserId.of("bruno")), IDS);
      List<Settlement> sent =
          claim(store.outbox()).stream()
              .map(lease -> new Settlement(lease, new Settlement.Sent()))
              .toList();
      store.outbox().settle(sent);

      Instant erased = move(skewed, age.minus(SECOND));
      assertThat(store.prune(age)).as("amelie's entry is just old enough").isEqualTo(1);
      assertThat(store.audit(AuditQuery.all()).items())
          .extracting(AuditEntry::event)
          .singleElement()
          .satisfies(event -> assertThat(event.at()).isEqualTo(erased.minus(age).plus(SECOND)));
      store.erase(AMELIE, QUARANTINE);
      Lookup.Retired reserved = (Lookup.Retired) store.lookup(done.event().newId().orElseThrow());
      assertThat(reserved.retiredAt()).isEqualTo(erased);
      assertThat(reserved.freeAt()).isEqualTo(erased.plus(QUARANTINE));
    }
  }

  private static JdbcConferenceStore newStore(SkewedDatabase skewed) {
    JdbcConferenceStore store = skewed.store(TestDatabase.newPrefix());
    store.createSchema();
    return store;
  }

  private static Instant move(SkewedDatabase skewed, Duration step) throws SQLException {
    skewed.setNow(skewed.now().plus(step));
    return skewed.now();
  }

  private static List<Lease> claim(Outbox outbox) {
    return outbox.claim("worker", 10, LEASE);
  }
}
