package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills processes with SIGKILL in the middle of their work. Short here; {@code -Pcrash} makes it
 * long, and prints what was survived.
 */
@Tag("thorough")
class CrashTest {
  private static final int KILLS = Integer.getInteger("crash.kills", 2);
  private static final int OPERATIONS = Integer.getInteger("crash.operations", 1000);

  /** How long a kill is waited for at most: a slow machine makes fewer changes. */
  private static final Duration LONGEST =
      Duration.ofMinutes(Integer.getInteger("crash.minutes", 60)).dividedBy(KILLS);

  private final Random random = new Random();

  @ParameterizedTest
  @EnumSource
  @DisplayName("B1: whatever was acknowledged outlives two killed processes, whole and once")
  void shouldKeepWhatWasAcknowledged(TestDatabase database) throws Exception {
    String prefix = TestDatabase.newPrefix();
    JdbcConferenceStore store =
        JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build();
    store.createSchema();
    CrashLedger ledger = new CrashLedger(prefix);
    for (int kill = 1; kill <= KILLS; kill++) {
      try (Children children = new Children(database.url(), prefix, "run" + kill, ledger)) {
        ledger.await(share(kill, ledger.acknowledged()), LONGEST);
        assertThat(children.alive()).as("the children go on until they are killed").isTrue();
        children.kill();
      }
      ledger.verify(database.pool());
      progress(kill, ledger);
    }
    ledger.drain(store, database.pool());
    ledger.verify(database.pool());
    report(database + ", processes killed", ledger);
  }

  @Test
  @DisplayName("B1: whatever was acknowledged outlives a killed PostgreSQL server, whole and once")
  void shouldKeepWhatAServerAcknowledged() throws Exception {
    Path data = Files.createTempDirectory("conference-jdbc-server");
    String prefix = TestDatabase.newPrefix();
    CrashLedger ledger = new CrashLedger(prefix);
    for (int kill = 1; kill <= KILLS; kill++) {
      try (EmbeddedPostgres server = server(data);
          HikariDataSource pool = pool(server)) {
        JdbcConferenceStore store = JdbcConferenceStore.builder(pool).tablePrefix(prefix).build();
        store.createSchema();
        ledger.verify(pool);
        String url = server.getJdbcUrl("postgres", "postgres");
        try (Children children = new Children(url, prefix, "run" + kill, ledger)) {
          ledger.await(share(kill, ledger.acknowledged()), LONGEST);
          assertThat(children.alive()).as("the children go on until the server is killed").isTrue();
          kill(data);
        }
      }
      progress(kill, ledger);
    }
    try (EmbeddedPostgres server = server(data);
        HikariDataSource pool = pool(server)) {
      ledger.verify(pool);
      ledger.drain(JdbcConferenceStore.builder(pool).tablePrefix(prefix).build(), pool);
      ledger.verify(pool);
    }
    Folders.delete(data);
    report("POSTGRESQL, server killed", ledger);
  }

  private static EmbeddedPostgres server(Path data) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        // The embedded server is set up for speed alone.
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setPGStartupWait(TestDatabase.LONGEST)
        .start();
  }

  private static HikariDataSource pool(EmbeddedPostgres server) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(server.getJdbcUrl("postgres", "postgres"));
    pool.setMaximumPoolSize(2);
    return pool;
  }

  /**
   * Kills the server's first process, and waits for those that it leaves behind: they go on until
   * they notice, which takes long while the disk is busy.
   */
  private static void kill(Path data) throws Exception {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
    all.add(postmaster);
    postmaster.destroyForcibly();
    for (ProcessHandle process : all) {
      process.onExit().get(10, TimeUnit.MINUTES);
    }
    Files.deleteIfExists(data.resolve("postmaster.pid"));
  }

  /** How many changes a child may make before it is killed: random, and in the end enough. */
  private int share(int kill, int acknowledged) {
    int even = OPERATIONS / KILLS;
    int some = even / 2 + random.nextInt(even + 1);
    return kill == KILLS ? Math.max(some, OPERATIONS - acknowledged) : some;
  }

  /** A long run shows that it is getting on. */
  private static void progress(int kill, CrashLedger ledger) {
    if (Boolean.getBoolean("crash.report")) {
      System.out.printf(
          Locale.ROOT, "kill %d of %d: %d acknowledged%n", kill, KILLS, ledger.acknowledged());
    }
  }

  private static void report(String what, CrashLedger ledger) {
    if (Boolean.getBoolean("crash.report")) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %d | %d | 0 |%n",
          what,
          KILLS,
          ledger.acknowledged(),
          ledger.delivered());
    }
  }
}
