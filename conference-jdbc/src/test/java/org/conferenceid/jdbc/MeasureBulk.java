package org.conferenceid.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.conferenceid.Done;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;

/**
 * Measures resets in chunks on PostgreSQL, with a million users and a disk that is waited for,
 * beside the same statements run bare in one session; not a test. Prints a table.
 *
 * <p>Arguments: seconds for each figure, how many rounds, and the size of a chunk.
 */
final class MeasureBulk {
  private final Duration time;
  private final int size;
  private final JdbcConferenceStore store;
  private final Random random = new Random(5);

  /** The users, in the order in which they are reset. */
  private final List<Integer> order =
      IntStream.range(0, Measure.USERS).boxed().collect(Collectors.toList());

  private int next;

  private MeasureBulk(Duration time, int size, JdbcConferenceStore store) {
    this.time = time;
    this.size = size;
    this.store = store;
    Collections.shuffle(order, random);
  }

  public static void main(String[] arguments) throws Exception {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("shared_buffers", "1GB")
            .setServerConfig("max_wal_size", "8GB")
            .start()) {
      String url = server.getJdbcUrl("postgres", "postgres");
      try (HikariDataSource pool = TestDatabase.newPool(url, 4);
          Connection session = DriverManager.getConnection(url)) {
        Measure.fill(pool);
        session.setAutoCommit(false);
        MeasureBulk measure =
            new MeasureBulk(
                Duration.ofSeconds(Integer.parseInt(arguments[0])),
                Integer.parseInt(arguments[2]),
                JdbcConferenceStore.of(pool));
        measure.run(Integer.parseInt(arguments[1]), new Bare(session));
      }
    }
  }

  /** Chunk by chunk in turn, so that whatever else the machine does is borne by both. */
  private void run(int rounds, Bare bare) throws SQLException {
    warmUp(bare);
    System.out.println("| round | store, rows/s | bare, rows/s | ratio | heap, MB |");
    System.out.println("|---|---|---|---|---|");
    for (int round = 1; round <= rounds; round++) {
      List<Long> ours = new ArrayList<>();
      List<Long> theirs = new ArrayList<>();
      long end = System.nanoTime() + time.toNanos();
      while (System.nanoTime() < end) {
        ours.add(nanos(this::throughTheStore));
        theirs.add(nanos(bare::reset));
      }
      System.out.printf(
          "| %d | %.0f | %.0f | %.2f | %d |%n",
          round, rate(ours), rate(theirs), rate(ours) / rate(theirs), heap());
    }
  }

  private long nanos(Resetting resetting) throws SQLException {
    List<Integer> users = users();
    long start = System.nanoTime();
    resetting.reset(users);
    return System.nanoTime() - start;
  }

  /** By the median chunk. */
  private double rate(List<Long> nanos) {
    nanos.sort(null);
    return size * 1e9 / nanos.get(nanos.size() / 2);
  }

  private void warmUp(Bare bare) throws SQLException {
    for (int i = 0; i < 20; i++) {
      throughTheStore(users());
      bare.reset(users());
    }
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }

  /** Resets some users. */
  private interface Resetting {
    void reset(List<Integer> users) throws SQLException;
  }

  private List<Integer> users() {
    if (next + size > order.size()) {
      next = 0;
    }
    next += size;
    return order.subList(next - size, next);
  }

  private void throughTheStore(List<Integer> users) {
    boolean done =
        store
            .changeAll(
                users.stream()
                    .map(user -> Changes.of(EventKind.RESET, UserId.of("user " + user)))
                    .toList(),
                Changes.IDS)
            .stream()
            .allMatch(Done.class::isInstance);
    if (!done) {
      throw new IllegalStateException("not all were reset");
    }
  }

  /** The store's statements, prepared once, and nothing else. */
  private static final class Bare {
    private final Connection session;
    private final Texts texts = new Texts(new Postgresql(), "cid_", null);
    private final PreparedStatement lock;
    private final PreparedStatement seen;
    private final PreparedStatement now;
    private final PreparedStatement expired;
    private final List<PreparedStatement> writes;

    Bare(Connection session) throws SQLException {
      this.session = session;
      this.lock = prepare(PostgresqlBulk.LOCKED);
      this.seen = prepare(PostgresqlBulk.SEEN);
      this.now = prepare("SELECT {now} AS now");
      this.expired = prepare(PostgresqlBulk.EXPIRED);
      this.writes =
          List.of(
              prepare(PostgresqlBulk.RETIRE),
              prepare(PostgresqlBulk.ASSIGN),
              prepare(PostgresqlBulk.MOVE),
              prepare(PostgresqlBulk.AUDIT));
    }

    private PreparedStatement prepare(String sql) throws SQLException {
      return session.prepareStatement(texts.complete(sql));
    }

    void reset(List<Integer> users) throws SQLException {
      int size = users.size();
      Object[] keys = users.stream().map(user -> "user " + user).sorted().toArray();
      Object[] oldIds = new Object[size];
      Object[] versions = new Object[size];
      bind(lock, array("varchar", keys));
      try (ResultSet rows = lock.executeQuery()) {
        for (int i = 0; rows.next(); i++) {
          oldIds[i] = rows.getInt(2);
          versions[i] = rows.getLong(3) + 1;
        }
      }
      Object at;
      try (ResultSet row = now.executeQuery()) {
        row.next();
        at = row.getLong(1);
      }
      Object nothing = array("varchar", new Object[0]);
      bind(seen, nothing, nothing);
      seen.executeQuery().close();
      Object[] newIds = freeIds(size);
      Object user = array("varchar", keys);
      Object times = array("int8", filled(size, at));
      Object none = array("varchar", new Object[size]);
      Object oldId = array("int4", oldIds);
      Object newId = array("int4", newIds);
      Object version = array("int8", versions);
      bind(
          writes.get(0),
          oldId,
          user,
          times,
          array("int8", filled(size, (Long) at + 86_400_000_000L)));
      bind(writes.get(1), newId, user, times);
      bind(writes.get(2), user, newId, version, times);
      bind(
          writes.get(3),
          user,
          none,
          array("varchar", filled(size, "RESET")),
          version,
          times,
          none,
          none,
          oldId,
          newId,
          array("varchar", filled(size, "PENDING")),
          times);
      for (PreparedStatement write : writes) {
        write.executeUpdate();
      }
      session.commit();
    }

    /** As many candidates as the store draws, without those that are taken. */
    private Object[] freeIds(int size) throws SQLException {
      int[] drawn =
          IntStream.generate(() -> Changes.IDS.next().value())
              .distinct()
              .limit(size * 5L / 4)
              .toArray();
      bind(expired, array("int4", Arrays.stream(drawn).boxed().toArray()));
      Set<Integer> known = new HashSet<>();
      try (ResultSet rows = expired.executeQuery()) {
        while (rows.next()) {
          known.add(rows.getInt(1));
        }
      }
      return Arrays.stream(drawn)
          .filter(id -> !known.contains(id))
          .limit(size)
          .sorted()
          .boxed()
          .toArray();
    }

    private Object array(String type, Object[] values) throws SQLException {
      return session.createArrayOf(type, values);
    }

    private static Object[] filled(int size, Object value) {
      Object[] values = new Object[size];
      Arrays.fill(values, value);
      return values;
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
    }
  }
}
