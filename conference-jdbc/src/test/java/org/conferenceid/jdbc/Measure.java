package org.conferenceid.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;

/**
 * Measures the store on PostgreSQL, with a million users and a disk that is waited for; not a test.
 * Prints a table. Where {@code pgbench} is on the path, it runs the store's own statement as well.
 *
 * <p>Arguments: seconds for each figure; and {@code occupancy} to measure nothing else.
 */
final class Measure {
  static final int USERS = 1_000_000;

  private final int seconds;
  private final EmbeddedPostgres server;
  private final String url;
  private final Path folder;

  private Measure(int seconds, EmbeddedPostgres server, Path folder) {
    this.seconds = seconds;
    this.server = server;
    this.url = server.getJdbcUrl("postgres", "postgres");
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("conference-jdbc-measure");
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("shared_buffers", "1GB")
            .setServerConfig("max_wal_size", "8GB")
            .start()) {
      Measure measure = new Measure(Integer.parseInt(arguments[0]), server, folder);
      try (HikariDataSource pool = TestDatabase.newPool(measure.url, 16)) {
        measure.fill(pool);
        if (arguments.length == 1) {
          measure.speed(pool);
        }
        measure.occupancy(pool);
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private void speed(HikariDataSource pool) throws Exception {
    for (int clients : new int[] {1, 4, 16}) {
      say("store, resets/s, " + clients + " clients", resets(pool, clients));
      say("pgbench, the same statement, " + clients + " clients", pgbench(clients));
    }
    drain(pool);
    try (Wire wire = new Wire(Wire.portOf(url));
        HikariDataSource far = TestDatabase.newPool(wire.through(url), 16)) {
      say("store through a wire, 1 client", resets(far, 1));
      wire.delay(700_000);
      say("store through a wire with 0.7 ms more, 1 client", resets(far, 1));
      say("store through a wire with 0.7 ms more, 16 clients", resets(far, 16));
    }
  }

  private void occupancy(HikariDataSource pool) throws Exception {
    for (int round = 0; round < 3; round++) {
      say("10 % full, resets/s, 4 clients", resets(pool, 4));
    }
    fillUp(pool);
    resets(pool, 4);
    for (int round = 0; round < 3; round++) {
      say("99 % full, resets/s, 4 clients", resets(pool, 4));
    }
  }

  /** A million users with every ninth ID. */
  static void fill(DataSource pool) throws Exception {
    JdbcConferenceStore.of(pool).createSchema();
    execute(
        pool,
        """
        INSERT INTO cid_user SELECT 'user ' || g, 1000000 + 9 * g, 1, 0
        FROM generate_series(0, %d) g"""
            .formatted(USERS - 1));
    execute(
        pool,
        """
        INSERT INTO cid_id SELECT 1000000 + 9 * g, 'user ' || g, 'user ' || g, 0
        FROM generate_series(0, %d) g"""
            .formatted(USERS - 1));
    execute(pool, "VACUUM ANALYZE cid_user");
    execute(pool, "VACUUM ANALYZE cid_id");
    execute(pool, "CHECKPOINT");
  }

  /** Everything but each hundredth ID. */
  private void fillUp(DataSource pool) throws Exception {
    execute(
        pool,
        """
        INSERT INTO cid_id (id, since, free_at)
        SELECT g, 0, 9000000000000000000 FROM generate_series(1000000, 9999999) g
        WHERE g % 100 <> 7 ON CONFLICT (id) DO NOTHING""");
    execute(pool, "VACUUM ANALYZE cid_id");
    execute(pool, "CHECKPOINT");
  }

  private static void execute(DataSource pool, String sql) throws Exception {
    try (var connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private double resets(DataSource pool, int clients) throws Exception {
    JdbcConferenceStore store = JdbcConferenceStore.of(pool);
    count(store, clients, Duration.ofSeconds(2)); // warm-up
    return count(store, clients, Duration.ofSeconds(seconds));
  }

  private double count(JdbcConferenceStore store, int clients, Duration time) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    long start = System.nanoTime();
    long end = start + time.toNanos();
    List<Future<Integer>> counts = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      counts.add(threads.submit(() -> resetUntil(store, end)));
    }
    int sum = 0;
    for (Future<Integer> count : counts) {
      sum += count.get();
    }
    threads.shutdown();
    return sum * 1e9 / (System.nanoTime() - start);
  }

  private static int resetUntil(JdbcConferenceStore store, long end) {
    Random random = ThreadLocalRandom.current();
    int count = 0;
    while (System.nanoTime() < end) {
      UserId user = UserId.of("user " + random.nextInt(USERS));
      store.change(Changes.of(EventKind.RESET, user), Changes.IDS);
      count++;
    }
    return count;
  }

  private double pgbench(int clients) throws IOException, InterruptedException {
    Texts texts = new Texts(new Postgresql(), "cid_", null);
    String candidates =
        IntStream.range(0, 16).mapToObj(i -> ":c" + i).collect(Collectors.joining(", "));
    String sql = texts.complete(Postgresql.CHANGE).replaceAll("--[^\n]*", "").replace('\n', ' ');
    for (String value :
        List.of(
            "'user ' || :u",
            "NULL",
            "'RESET'",
            "NULL",
            "ARRAY[" + candidates + "]",
            "86400000000",
            "NULL",
            "NULL",
            "'PENDING'")) {
      sql = sql.replaceFirst("\\?", value);
    }
    String draws =
        IntStream.range(0, 16)
            .mapToObj(i -> "\\set c" + i + " random(1000000, 9999999)\n")
            .collect(Collectors.joining());
    Path script = folder.resolve("reset.sql");
    Files.writeString(script, "\\set u random(0, " + (USERS - 1) + ")\n" + draws + sql + ";\n");
    Process process =
        new ProcessBuilder(
                "pgbench",
                "-n",
                "-M",
                "prepared",
                "-f",
                script.toString(),
                "-c",
                "" + clients,
                "-j",
                "2",
                "-T",
                "" + seconds,
                "-h",
                "localhost",
                "-p",
                "" + server.getPort(),
                "-U",
                "postgres",
                "postgres")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output
        .lines()
        .filter(line -> line.startsWith("tps = "))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9.]*([0-9.]+).*", "$1")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(output));
  }

  private void drain(DataSource pool) {
    JdbcConferenceStore store = JdbcConferenceStore.of(pool);
    long start = System.nanoTime();
    long end = start + Duration.ofSeconds(seconds).toNanos();
    int sent = 0;
    while (System.nanoTime() < end) {
      List<Lease> leases = store.outbox().claim("worker", 200, Duration.ofMinutes(5));
      store
          .outbox()
          .settle(leases.stream().map(l -> new Settlement(l, new Settlement.Sent())).toList());
      sent += leases.size();
    }
    say("messages claimed and settled/s, 1 worker", sent * 1e9 / (System.nanoTime() - start));
  }

  private static void say(String what, double figure) {
    System.out.printf("| %s | %.0f |%n", what, figure);
  }
}
