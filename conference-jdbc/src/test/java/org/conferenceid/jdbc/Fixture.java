package org.conferenceid.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.conferenceid.ConferenceId;
import org.conferenceid.spi.ApplicationTransaction;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.testkit.MutableClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.sqlite.SQLiteDataSource;

/**
 * Stores on a real database, as the contracts want them: each test has tables and a clock of its
 * own.
 */
final class Fixture {
  /** A transaction that the application has begun, and what it is to do after the commit. */
  private static final class Begun implements ApplicationTransaction {
    private final List<Runnable> tasks = new ArrayList<>();

    @Override
    public boolean active() {
      return true;
    }

    @Override
    public void afterCommit(Runnable task) {
      tasks.add(task);
    }
  }

  final MutableClock clock = new MutableClock();
  private final Supplier<DataSource> pool;
  private final Supplier<DataSource> secondPool;
  private final @Nullable Supplier<String> file;
  private final List<Path> copies = new ArrayList<>();
  private String prefix = "";

  Fixture(TestDatabase database) {
    this(database::pool, database::pool, database == TestDatabase.SQLITE ? database::url : null);
  }

  /**
   * On a database.
   *
   * @param secondPool where another node's connections come from
   * @param file the URL of the database, if it is a file
   */
  private Fixture(
      Supplier<DataSource> pool, Supplier<DataSource> secondPool, @Nullable Supplier<String> file) {
    this.pool = pool;
    this.secondPool = secondPool;
    this.file = file;
  }

  /** On three nodes, of which each connection takes the next one. */
  static Fixture onGalera() {
    return new Fixture(
        new Lazy<>(() -> GaleraCluster.started().spread(0))::get,
        new Lazy<>(() -> GaleraCluster.started().spread(1))::get,
        null);
  }

  /** On PostgreSQL, where each transaction may be in another session. */
  static Fixture throughPgBouncer() {
    Supplier<DataSource> pool = new Lazy<>(PgBouncer::pool)::get;
    return new Fixture(pool, pool, null);
  }

  ConferenceStore createStore() {
    prefix = TestDatabase.newPrefix();
    JdbcConferenceStore store = store(pool.get());
    store.createSchema();
    return store;
  }

  /** Another store on the same tables. */
  JdbcConferenceStore store(DataSource dataSource) {
    return store(JdbcConferenceStore.builder(dataSource));
  }

  private JdbcConferenceStore store(JdbcConferenceStore.Builder builder) {
    return builder.tablePrefix(prefix).clock(clock).build();
  }

  Instant now() {
    return clock.instant();
  }

  void advance(Duration step) {
    clock.advance(step);
  }

  ConferenceStore reopen() {
    return store(pool.get());
  }

  /** What another node has of the same tables. */
  ConferenceStore secondNode() {
    return store(secondPool.get());
  }

  boolean hasOneWriter() {
    return file != null;
  }

  /** A server does not die with the process. Files are copied as they are, while they are open. */
  ConferenceStore reopenAfterCrash() {
    return store(hasOneWriter() ? copyOfFiles() : pool.get());
  }

  private DataSource copyOfFiles() {
    try {
      String open =
          copies.isEmpty()
              ? Objects.requireNonNull(file).get().replaceAll("^jdbc:sqlite:|[?].*$", "")
              : copies.get(copies.size() - 1).resolve("ids.db").toString();
      Path copy = Files.createTempDirectory("conference-jdbc-crash");
      copies.add(copy);
      for (String end : List.of("", "-wal")) {
        Path part = Path.of(open + end);
        if (Files.exists(part)) {
          Files.copy(part, copy.resolve("ids.db" + end));
        }
      }
      SQLiteDataSource source = new SQLiteDataSource();
      source.setUrl("jdbc:sqlite:" + copy.resolve("ids.db"));
      return source;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void deleteCopies() {
    copies.forEach(Folders::delete);
    copies.clear();
  }

  void inTransaction(boolean commit, Consumer<ConferenceStore> work) {
    Begun transaction = new Begun();
    try (Connection connection = pool.get().getConnection()) {
      connection.setAutoCommit(false);
      try {
        work.accept(store(joined(connection, transaction)));
        if (commit) {
          connection.commit();
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    if (commit) {
      transaction.tasks.forEach(Runnable::run);
    }
  }

  /** A store that takes part in the transaction of a connection. */
  static JdbcConferenceStore.Builder joined(Connection connection) {
    return joined(connection, new Begun());
  }

  private static JdbcConferenceStore.Builder joined(Connection connection, Begun transaction) {
    return JdbcConferenceStore.builder(always(connection)).joining(transaction);
  }

  /**
   * A DataSource that hands out one connection and keeps it open, as a transaction-aware one does.
   */
  static DataSource always(Connection connection) {
    Connection kept = proxy(Connection.class, connection, "close");
    return proxy(DataSource.class, kept, "");
  }

  private static <T> T proxy(Class<T> type, Object target, String swallowed) {
    return type.cast(
        Proxy.newProxyInstance(
            Fixture.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getName().equals("getConnection")) {
                return target;
              }
              if (method.getName().equals(swallowed)) {
                return null;
              }
              try {
                return method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  /** Nine million rows: only where that takes seconds. */
  void occupyAllBut(Collection<ConferenceId> free) {
    Assumptions.assumeTrue(
        Boolean.getBoolean("full") && hasOneWriter(),
        "CS-3: filling takes long, see NearlyFullTest and -Pcrash");
    String spared =
        free.stream().map(id -> Integer.toString(id.value())).collect(Collectors.joining(", "));
    TestDatabase.execute(
        pool.get(),
        String.format(
            Locale.ROOT,
            """
            INSERT INTO %sid (id, since, free_at)
            WITH RECURSIVE ids (id) AS (
              SELECT 1000000 UNION ALL SELECT id + 1 FROM ids WHERE id < 9999999)
            SELECT id, 0, 9000000000000000000 FROM ids WHERE id NOT IN (%s)\
            """,
            prefix,
            spared));
  }
}
