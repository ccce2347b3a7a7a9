package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.conferenceid.ConferenceId;
import org.conferenceid.RequestContext;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.ApplicationTransaction;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.OrganizerQuery;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Whose transaction a store uses: that is said by the application, and never guessed. */
class JoiningTest {
  private static final UserId BRUNO = UserId.of("bruno");

  private final String prefix = TestDatabase.newPrefix();

  /** What an application says about its transaction, for now. */
  private static final class Saying implements ApplicationTransaction {
    boolean active;

    @Override
    public boolean active() {
      return active;
    }

    @Override
    public void afterCommit(Runnable task) {
      throw new AssertionError("nothing was changed");
    }
  }

  /** Everything that a store can be asked for. */
  private static Map<String, Consumer<JdbcConferenceStore>> uses() {
    Map<String, Consumer<JdbcConferenceStore>> uses = new TreeMap<>();
    uses.put("change", store -> store.change(Changes.reset(Changes.AMELIE), Changes.IDS));
    uses.put("enable", store -> store.change(Changes.enable(BRUNO), Changes.IDS));
    uses.put(
        "changeAll", store -> store.changeAll(List.of(Changes.reset(Changes.AMELIE)), Changes.IDS));
    uses.put(
        "adopt",
        store ->
            store.adopt(
                List.of(new Adoption(BRUNO, ConferenceId.parse("4839201"), RequestContext.NONE)),
                AdoptionMode.SKIP_INVALID));
    uses.put("find", store -> store.find(Changes.AMELIE));
    uses.put("findAll", store -> store.findAll(List.of(Changes.AMELIE)));
    uses.put("organizers", store -> store.organizers(OrganizerQuery.all()));
    uses.put("lookup", store -> store.lookup(ConferenceId.parse("4839201")));
    uses.put("audit", store -> store.audit(AuditQuery.all()));
    uses.put("capacity", JdbcConferenceStore::capacity);
    uses.put("allocation rate", store -> store.allocationRate(Duration.ofDays(1)));
    uses.put("erase", store -> store.erase(Changes.AMELIE, Duration.ofDays(1)));
    uses.put("prune", store -> store.prune(Duration.ZERO));
    uses.put("settle", store -> store.outbox().settle(List.of()));
    uses.put("resend", store -> store.outbox().resend(List.of(1L)));
    uses.put("claim", store -> store.outbox().claim("worker", 1, Duration.ofMinutes(1)));
    uses.put("createSchema", JdbcConferenceStore::createSchema);
    uses.put("checkSchema", JdbcConferenceStore::checkSchema);
    return uses;
  }

  private JdbcConferenceStore store(DataSource dataSource) {
    return JdbcConferenceStore.builder(dataSource).tablePrefix(prefix).build();
  }

  private JdbcConferenceStore joining(DataSource dataSource, ApplicationTransaction transaction) {
    return JdbcConferenceStore.builder(dataSource).tablePrefix(prefix).joining(transaction).build();
  }

  /** Enables one user, and fails if the store is not the same afterwards. */
  private void assertNothingIsChangedBy(TestDatabase database, Runnable work) {
    JdbcConferenceStore store = store(database.pool());
    store.createSchema();
    ChangeResult.Done enabled =
        (ChangeResult.Done) store.change(Changes.enable(Changes.AMELIE), Changes.IDS);
    work.run();
    assertThat(store.find(Changes.AMELIE).orElseThrow().id())
        .contains(enabled.event().newId().orElseThrow());
    assertThat(store.find(BRUNO)).isEmpty();
    assertThat(store.audit(AuditQuery.all()).items()).hasSize(1);
  }

  private static HikariDataSource pool(TestDatabase database, boolean autoCommit) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(database.url());
    pool.setMaximumPoolSize(1);
    pool.setAutoCommit(autoCommit);
    return pool;
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("CS-15: a pool that turns autocommit off is refused at every use, with what to set")
  void shouldRefuseAPoolWithoutAutocommit(TestDatabase database) {
    assertNothingIsChangedBy(
        database,
        () -> {
          try (HikariDataSource pool = pool(database, /* autoCommit= */ false)) {
            uses()
                .forEach(
                    (name, use) ->
                        assertThatThrownBy(() -> use.accept(store(pool)))
                            .as(name)
                            .isInstanceOf(TransactionSetupException.class)
                            .hasMessageContaining("autocommit on")
                            .hasMessageContaining("Builder.joining"));
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A pool that turns autocommit off gets no tables that are gone again")
  void shouldMakeNoTablesWithoutAutocommit(TestDatabase database) {
    try (HikariDataSource pool = pool(database, /* autoCommit= */ false)) {
      assertThatThrownBy(() -> store(pool).createSchema())
          .isInstanceOf(TransactionSetupException.class);
    }
    assertThat(TestDatabase.tables(database.pool(), prefix + "%")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("CS-15: an active transaction is not that of a connection with autocommit on")
  void shouldRefuseAnotherPool(TestDatabase database) {
    Saying saying = new Saying();
    saying.active = true;
    assertNothingIsChangedBy(
        database,
        () -> {
          Map<String, Consumer<JdbcConferenceStore>> uses = uses();
          uses.remove("claim"); // refused in any transaction
          uses.remove("createSchema");
          uses.forEach(
              (name, use) ->
                  assertThatThrownBy(() -> use.accept(joining(database.pool(), saying)))
                      .as(name)
                      .isInstanceOf(TransactionSetupException.class)
                      .hasMessageContaining("of another pool"));
        });
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("CS-15: outside the application's transactions the store has its own")
  void shouldUseItsOwnOutside(TestDatabase database) {
    Saying saying = new Saying();
    JdbcConferenceStore store = joining(database.pool(), saying);
    store.createSchema();
    ChangeResult.Done done =
        (ChangeResult.Done) store.change(Changes.enable(Changes.AMELIE), Changes.IDS);
    assertThat(done.committed()).isTrue();

    try (HikariDataSource pool = pool(database, /* autoCommit= */ false)) {
      assertThatThrownBy(
              () -> joining(pool, saying).change(Changes.reset(Changes.AMELIE), Changes.IDS))
          .isInstanceOf(TransactionSetupException.class)
          .hasMessageContaining("no transaction of the application is active");
    }
    assertThat(store.find(Changes.AMELIE).orElseThrow().id())
        .contains(done.event().newId().orElseThrow());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("The schema is not created in a transaction of the application, which MariaDB ends")
  void shouldNotCreateTheSchemaInATransaction(TestDatabase database) throws Exception {
    try (Connection connection = database.pool().getConnection()) {
      connection.setAutoCommit(false);
      JdbcConferenceStore store = Fixture.joined(connection).tablePrefix(prefix).build();
      assertThatThrownBy(store::createSchema)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("in a transaction of the application");
      connection.rollback();
      connection.setAutoCommit(true);
    }
    assertThat(TestDatabase.tables(database.pool(), prefix + "%")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Whatever the application throws when asked for its transaction, nothing is changed")
  void shouldSurviveAnythingThrown(TestDatabase database) {
    assertNothingIsChangedBy(
        database,
        () ->
            Stream.of(
                    new IllegalStateException("no transaction manager"),
                    new Exception("undeclared"),
                    new NoClassDefFoundError("org/example/Transactions"),
                    new StackOverflowError(),
                    new OutOfMemoryError("as thrown"))
                .forEach(
                    thrown -> {
                      ApplicationTransaction broken =
                          new ApplicationTransaction() {
                            @Override
                            public boolean active() {
                              JoiningTest.<RuntimeException>undeclared(thrown);
                              return false;
                            }

                            @Override
                            public void afterCommit(Runnable task) {}
                          };
                      uses()
                          .forEach(
                              (name, use) ->
                                  assertThatThrownBy(
                                          () -> use.accept(joining(database.pool(), broken)))
                                      .as(name)
                                      .isInstanceOf(StoreException.class)
                                      .hasMessageContaining("nothing was changed")
                                      .hasMessageContaining(thrown.getClass().getName())
                                      .hasCause(thrown));
                    }));
  }

  @Test
  @DisplayName("CS-15: an application that cannot be told of a commit is told to roll back")
  void shouldTellThatTheCommitCannotBeTold() {
    IllegalStateException thrown = new IllegalStateException("no synchronization");
    ApplicationTransaction broken =
        new ApplicationTransaction() {
          @Override
          public boolean active() {
            return true;
          }

          @Override
          public void afterCommit(Runnable task) {
            throw thrown;
          }
        };
    DataSource pool = TestDatabase.SQLITE.pool();
    assertThatThrownBy(() -> joining(pool, broken).afterCommit(() -> {}))
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining("roll the transaction back")
        .hasCause(thrown);
    assertThatThrownBy(() -> store(pool).afterCommit(() -> {}))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Whatever the application's DataSource throws is told as no connection")
  void shouldSurviveAnyDataSource(TestDatabase database) {
    assertNothingIsChangedBy(
        database,
        () ->
            Stream.of(new IllegalStateException("no tenant"), new NoClassDefFoundError("Pool"))
                .forEach(
                    thrown -> {
                      DataSource broken = throwing(thrown);
                      uses()
                          .forEach(
                              (name, use) ->
                                  assertThatThrownBy(() -> use.accept(store(broken)))
                                      .as(name)
                                      .isInstanceOf(StoreUnavailableException.class)
                                      .hasMessageContaining(thrown.getMessage()));
                    }));
  }

  @Test
  @DisplayName("An interrupt that the application throws is not lost")
  void shouldKeepAnInterrupt() {
    InterruptedException interrupt = new InterruptedException("no more");
    ApplicationTransaction broken =
        new ApplicationTransaction() {
          @Override
          public boolean active() {
            JoiningTest.<RuntimeException>undeclared(interrupt);
            return false;
          }

          @Override
          public void afterCommit(Runnable task) {}
        };
    assertThatThrownBy(() -> joining(TestDatabase.SQLITE.pool(), broken).capacity())
        .isInstanceOf(TransactionSetupException.class);
    assertThat(Thread.interrupted()).isTrue();

    DataSource busy = throwing(interrupt);
    assertThatThrownBy(() -> store(busy).capacity()).isInstanceOf(StoreUnavailableException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static DataSource throwing(Throwable thrown) {
    return new AbstractDataSource() {
      @Override
      public Connection getConnection() {
        JoiningTest.<RuntimeException>undeclared(thrown);
        throw new AssertionError();
      }

      @Override
      public Connection getConnection(String user, String password) {
        return getConnection();
      }
    };
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void undeclared(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
