package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills processes with SIGKILL in the middle of their work. Short here; {@code -Pcrash} makes it long,
 * and prints what was survived.
 */
class CrashTest {
  private static final int KILLS = Integer.getInteger("crash.kills", 2);
  private static final int OPERATIONS = Integer.getInteger("crash.operations", 1000);
  private static final int USERS = 200;

  private final Random random = new Random();

  @ParameterizedTest
  @EnumSource
  @DisplayName("B1: whatever was acknowledged outlives a killed process, whole and once")
  void shouldKeepWhatWasAcknowledged(TestDatabase database) throws Exception {
    String prefix = TestDatabase.newPrefix();
    JdbcConferenceStore store =
        JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build();
    store.createSchema();
    CrashLedger ledger = new CrashLedger(prefix);
    for (int kill = 1; kill <= KILLS; kill++) {
      Process child = start(database.url(), prefix, "run" + kill);
      hear(child, ledger, share(kill));
      child.toHandle().destroyForcibly(); // unlike the process's own, it leaves the pipe open
      hearTheRest(child, ledger);
      ledger.verify(database.pool());
    }
    ledger.drain(store, database.pool());
    ledger.verify(database.pool());
    report(database + ", process killed", ledger);
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
        Process child = start(server.getJdbcUrl("postgres", "postgres"), prefix, "run" + kill);
        hear(child, ledger, share(kill));
        kill(data);
        hearTheRest(child, ledger);
      }
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
        .start();
  }

  private static HikariDataSource pool(EmbeddedPostgres server) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(server.getJdbcUrl("postgres", "postgres"));
    pool.setMaximumPoolSize(2);
    return pool;
  }

  /** Kills the server's first process, and waits for those that it leaves behind. */
  private static void kill(Path data) throws Exception {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
    all.add(postmaster);
    postmaster.destroyForcibly();
    for (ProcessHandle process : all) {
      process.onExit().get(30, TimeUnit.SECONDS);
    }
    Files.deleteIfExists(data.resolve("postmaster.pid"));
  }

  /** How many changes a child may make before it is killed: random, and in the end enough. */
  private int share(int kill) {
    int even = OPERATIONS / KILLS;
    return kill == KILLS ? even * 3 / 2 + 1 : even / 2 + random.nextInt(even + 1);
  }

  private static Process start(String url, String prefix, String run) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path")
                + File.pathSeparator
                + System.getProperty("surefire.test.class.path", ""),
            CrashChild.class.getName(),
            url,
            prefix,
            run,
            "" + USERS)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void hear(Process child, CrashLedger ledger, int changes) throws IOException {
    int until = ledger.acknowledged() + changes;
    BufferedReader lines = child.inputReader(StandardCharsets.UTF_8);
    String line = "";
    while (line != null && ledger.acknowledged() < until) {
      line = lines.readLine();
      if (line != null) {
        ledger.hear(line);
      }
    }
    assertThat(line).as("the child went on until it was killed").isNotNull();
  }

  /** What was said before the end is acknowledged, though nobody had read it. */
  private static void hearTheRest(Process child, CrashLedger ledger) throws Exception {
    BufferedReader lines = child.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      ledger.hear(line);
    }
    assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  private static void report(String what, CrashLedger ledger) {
    if (Boolean.getBoolean("crash.report")) {
      System.out.printf(
          "| %s | %d | %d | %d | 0 |%n", what, KILLS, ledger.acknowledged(), ledger.delivered());
    }
  }
}
