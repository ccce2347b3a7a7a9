package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.conferenceid.UserId;
import org.conferenceid.spi.Lease;
import org.conferenceid.testkit.MutableClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process is killed in the middle of a delivery, with messages in its hands. */
@Tag("thorough")
class KilledDispatcherTest {
  private static final int MESSAGES = 8;
  private static final int DELIVERED = 3;
  private static final Duration MICROSECOND = Duration.ofNanos(1000);

  private final String prefix = TestDatabase.newPrefix();

  @ParameterizedTest
  @EnumSource
  @DisplayName("OB-2: a killed dispatcher delays its messages until the lease ends, and no longer")
  void shouldDelayByTheLease(TestDatabase database) throws Exception {
    JdbcConferenceStore store =
        JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build();
    store.createSchema();
    IntStream.range(0, MESSAGES)
        .forEach(i -> store.change(Changes.enable(UserId.of("user " + i)), Changes.IDS));

    killWhileDelivering(database);
    Instant killed = database.now();

    List<Instant> ends = leaseEnds(database);
    assertThat(ends)
        .hasSizeBetween(MESSAGES - DELIVERED, MESSAGES) // what was acknowledged is done
        .allSatisfy(end -> assertThat(end).isBetween(killed, killed.plus(DispatchChild.LEASE)));
    MutableClock clock = new MutableClock(ends.get(0).minus(MICROSECOND));
    JdbcConferenceStore another =
        JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).clock(clock).build();
    assertThat(claim(another)).as("the dead one's lease is respected").isEmpty();
    clock.set(killed.plus(DispatchChild.LEASE));
    assertThat(claim(another))
        .hasSameSizeAs(ends)
        .allSatisfy(lease -> assertThat(lease.attempt()).isEqualTo(2));
  }

  private void killWhileDelivering(TestDatabase database) throws Exception {
    Process dispatcher =
        Children.start(Redirect.PIPE, DispatchChild.class, database.url(), prefix, DELIVERED);
    List<String> said = new ArrayList<>();
    try (BufferedReader lines = dispatcher.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null && !line.startsWith(DispatchChild.HANGING)) {
        said.add(line);
        line = lines.readLine();
      }
      assertThat(said).hasSize(DELIVERED);
      assertThat(line).as("the process hangs").isNotNull();
    } finally {
      dispatcher.destroyForcibly();
    }
    dispatcher.waitFor();
  }

  /** In their order. */
  private List<Instant> leaseEnds(TestDatabase database) throws Exception {
    List<Instant> ends = new ArrayList<>();
    try (Connection connection = database.pool().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT mail_due FROM "
                    + prefix
                    + "audit WHERE mail_state = 'LEASED' ORDER BY mail_due")) {
      while (row.next()) {
        ends.add(EpochMicros.toInstant(row.getLong("mail_due")));
      }
    }
    return ends;
  }

  private static List<Lease> claim(JdbcConferenceStore store) {
    return store.outbox().claim("another", MESSAGES, Duration.ofMinutes(1));
  }
}
