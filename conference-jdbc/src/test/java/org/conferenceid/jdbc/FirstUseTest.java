package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store is opened by whoever uses it first, and that may be many at once. */
class FirstUseTest {
  private static final int CALLERS = 8;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("While the database is away, no first caller waits for another's connection")
  void shouldOpenWithoutQueueing(boolean dialectGiven) throws Exception {
    // Nobody gets an answer before all have asked: callers in a queue would never get one.
    CyclicBarrier allAsked = new CyclicBarrier(CALLERS);
    DataSource away =
        (DataSource)
            Proxy.newProxyInstance(
                FirstUseTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (self, method, arguments) -> {
                  allAsked.await();
                  throw new SQLException("the pool's time is over", "08001");
                });
    JdbcConferenceStore.Builder builder = JdbcConferenceStore.builder(away);
    if (dialectGiven) {
      builder.dialect(Dialect.POSTGRESQL);
    }
    JdbcConferenceStore store = builder.build();
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Future<?>> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        callers.add(threads.submit(() -> store.find(Changes.AMELIE)));
      }
      for (Future<?> caller : callers) {
        assertThatThrownBy(caller::get)
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(StoreUnavailableException.class)
            .hasMessageContaining("the pool's time is over");
      }
      assertThat(allAsked.isBroken()).isFalse();
    } finally {
      threads.shutdownNow();
    }
  }
}
