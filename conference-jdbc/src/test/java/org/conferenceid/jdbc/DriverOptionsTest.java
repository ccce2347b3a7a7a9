package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.conferenceid.EventKind;
import org.conferenceid.Lookup;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Applications set options in the URL, for other reasons than this library. */
class DriverOptionsTest {

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, prepareThreshold=0", // behind a pooler of transactions
    "POSTGRESQL, prepareThreshold=1",
    "POSTGRESQL, preferQueryMode=simple",
    "POSTGRESQL, preferQueryMode=extendedForPrepared",
    "POSTGRESQL, autosave=always",
    "POSTGRESQL, reWriteBatchedInserts=true",
    "MARIADB, useServerPrepStmts=true",
    "MARIADB, useAffectedRows=true",
    "MARIADB, allowMultiQueries=true",
    "MARIADB, sessionVariables=sql_mode='NO_BACKSLASH_ESCAPES'",
    "MARIADB, sessionVariables=sql_mode='ANSI_QUOTES'",
    "SQLITE, foreign_keys=true",
  })
  @DisplayName("CS-1, CS-5, OB-1: all works, however the driver prepares, counts and quotes")
  void shouldNotMatter(TestDatabase database, String option) {
    String url = database.url();
    String separator = url.contains("?") ? "&" : "?";
    try (HikariDataSource pool = TestDatabase.newPool(url + separator + option, 2)) {
      JdbcConferenceStore store =
          JdbcConferenceStore.builder(pool).tablePrefix(TestDatabase.newPrefix()).build();
      store.createSchema();
      UserId odd = UserId.of("o'\\\"?; --");
      ChangeResult.Done enabled =
          (ChangeResult.Done) store.change(Changes.enable(odd), Changes.IDS);
      ChangeResult.Done reset =
          (ChangeResult.Done)
              store.change(
                  Changes.keyed(
                      Changes.of(
                          EventKind.RESET,
                          odd,
                          RequestContext.NONE
                              .by("an \\admin'")
                              .reason("why?; \\")
                              .publicReason("it's \\")),
                      "key"),
                  Changes.IDS);
      assertThat(reset.event().oldId())
          .isEqualTo(Optional.of(enabled.event().newId().orElseThrow()));
      assertThat(store.lookup(enabled.event().newId().orElseThrow()))
          .isInstanceOf(Lookup.Retired.class);
      assertThat(store.lookup(reset.event().newId().orElseThrow()))
          .isInstanceOf(Lookup.Active.class);

      List<UserId> users = IntStream.range(0, 20).mapToObj(i -> UserId.of("user " + i)).toList();
      assertThat(store.changeAll(users.stream().map(Changes::enable).toList(), Changes.IDS))
          .hasSize(20)
          .allMatch(ChangeResult.Done.class::isInstance);
      List<ChangeResult> resets =
          store.changeAll(users.stream().map(Changes::reset).toList(), Changes.IDS);
      assertThat(resets).hasSize(20).allMatch(ChangeResult.Done.class::isInstance);
      assertThat(store.change(Changes.of(EventKind.DISABLED, odd), Changes.IDS))
          .isInstanceOf(ChangeResult.Done.class);

      assertThat(store.capacity()).extracting(Capacity::active).isEqualTo(20L);
      List<Lease> leases = store.outbox().claim("worker", 100, Duration.ofMinutes(1));
      assertThat(leases).hasSize(21); // what is newer takes the place of what is still waiting
      assertThat(
              store
                  .outbox()
                  .settle(
                      leases.stream()
                          .map(lease -> new Settlement(lease, new Settlement.Sent()))
                          .toList()))
          .as("leases that were lost")
          .isEmpty();
    }
  }
}
