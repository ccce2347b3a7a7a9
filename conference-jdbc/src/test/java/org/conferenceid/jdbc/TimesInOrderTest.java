package org.conferenceid.jdbc;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.spi.Change;
import org.conferenceid.testkit.SeededIdGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Times by the databases' own clocks, which the contract's clock cannot show. */
class TimesInOrderTest {
  private static final UserId AMELIE = UserId.of("amelie");
  private static final int WRITERS = 6;
  private static final int RESETS = 30;

  @ParameterizedTest
  @EnumSource
  @DisplayName("CS-10: the times of a user's changes do not go back, whoever waits for the user")
  void shouldNotGoBack(TestDatabase database) throws Exception {
    JdbcConferenceStore store =
        JdbcConferenceStore.builder(database.pool()).tablePrefix(TestDatabase.newPrefix()).build();
    store.createSchema();
    ConferenceIdGenerator ids = new SeededIdGenerator(31);
    store.change(Change.builder(EventKind.ENABLED, AMELIE).build(), ids);
    Change reset = Change.builder(EventKind.RESET, AMELIE).build();
    Change info = Change.builder(EventKind.INFO_REQUESTED, AMELIE).build();
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<?>> running =
          IntStream.range(0, WRITERS)
              .<Future<?>>mapToObj(
                  writer ->
                      threads.submit(
                          () -> {
                            for (int i = 0; i < RESETS; i++) {
                              if (writer % 3 == 0) {
                                store.changeAll(List.of(reset), ids);
                              } else {
                                store.change(writer % 3 == 1 ? reset : info, ids);
                              }
                            }
                          }))
              .toList();
      for (Future<?> one : running) {
        one.get(5, MINUTES);
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(store.audit(AuditQuery.all().limit(1000)).items())
        .as("the times of the changes of one user, by their numbers")
        .extracting(entry -> entry.event().at())
        .hasSize(1 + WRITERS * RESETS)
        .isSorted();
  }
}
