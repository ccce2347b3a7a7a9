package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two stores with pools of their own, as two processes have: they share nothing but the database.
 */
class TwoStoresTest {
  private static final int USERS = 4;
  private static final int CHANGES = 60;
  private static final EventKind[] KINDS = {
    EventKind.ENABLED, EventKind.RESET, EventKind.RESET, EventKind.DISABLED
  };

  private final String prefix = TestDatabase.newPrefix();
  private final CrashLedger ledger = new CrashLedger(prefix);
  private final Set<UserId> beingTold = ConcurrentHashMap.newKeySet();

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "CS-1, CS-2, OB-2, OB-5: two stores that change and dispatch for the same users agree")
  void shouldAgree(TestDatabase database) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (HikariDataSource one = TestDatabase.newPool(database.url(), 3);
        HikariDataSource two = TestDatabase.newPool(database.url(), 3)) {
      JdbcConferenceStore first = JdbcConferenceStore.builder(one).tablePrefix(prefix).build();
      JdbcConferenceStore second = JdbcConferenceStore.builder(two).tablePrefix(prefix).build();
      first.createSchema();
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        String writer = "writer " + i;
        running.add(threads.submit(() -> write(first, writer + "a")));
        running.add(threads.submit(() -> write(second, writer + "b")));
        running.add(threads.submit(() -> dispatch(first)));
        running.add(threads.submit(() -> dispatch(second)));
      }
      for (Future<?> future : running) {
        future.get();
      }
      ledger.drain(first, database.pool());
      ledger.verify(database.pool());
    } finally {
      threads.shutdownNow();
    }
  }

  private void write(ConferenceStore store, String writer) {
    for (int i = 0; i < CHANGES; i++) {
      EventKind kind = KINDS[i % KINDS.length];
      UserId user = UserId.of("user " + Math.floorMod(i * 7 + writer.hashCode(), USERS));
      String key = writer + "-" + i;
      if (store.change(Changes.keyed(kind, user, key), Changes.IDS)
          instanceof ChangeResult.Done done) {
        String newId = done.event().newId().map(ConferenceId::digits).orElse("");
        hear(
            String.format(
                Locale.ROOT, "changed\t%s\t%s\t%d\t%s", key, kind, done.event().version(), newId));
      }
    }
  }

  private void dispatch(ConferenceStore store) {
    for (int i = 0; i < CHANGES; i++) {
      for (Lease lease : store.outbox().claim("worker", 3, Duration.ofHours(1))) {
        assertThat(beingTold.add(lease.user())).as("one message to a user at a time").isTrue();
        hear("delivered\t" + lease.number());
        assertThat(beingTold.remove(lease.user())).isTrue();
        assertThat(store.outbox().settle(List.of(new Settlement(lease, new Settlement.Sent()))))
            .isEmpty();
      }
    }
  }

  private synchronized void hear(String line) {
    ledger.hear(line);
  }
}
