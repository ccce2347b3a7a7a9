package org.conferenceid.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.conferenceid.administration.Administration;
import org.conferenceid.jdbc.JdbcConferenceStore;
import org.sqlite.SQLiteDataSource;

/** How long a new process takes to its first reset. */
final class Start implements Benchmark {
  private static final String BARE = "a bare JVM that opens SQLite and commits once";
  private static final String MILLISECONDS = "ms";

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String title() {
    return "From the start of a JVM to the first reset";
  }

  @Override
  public String about() {
    return """
    A process of its own on an SQLite file with a user in it, from its start to its end: it makes the store with its
    defaults and resets once. The bare JVM opens the same file with the same driver and updates a row, in the same journal
    mode and as durably.""";
  }

  @Override
  public String limits() {
    return """
    loading classes, of which there are some hundred more, and seeding the random generator.""";
  }

  @Override
  public void run(Scale scale, ResultTable table) throws Exception {
    table.baseline(BARE);
    Path folder = Files.createTempDirectory("conference-benchmarks-start");
    try {
      String url = "jdbc:sqlite:" + folder.resolve("ids.db");
      JdbcConferenceStore store = JdbcConferenceStore.of(source(url));
      store.createSchema();
      Administration.builder(store).build().enable(Conferencing.user(0));
      Map<String, ResultTable.Measurement> contenders = new LinkedHashMap<>();
      contenders.put(ResultTable.OWN, () -> run(FirstReset.class, url));
      contenders.put(BARE, () -> run(FirstCommit.class, url));
      int rounds = scale.smoke() ? 1 : 4 * scale.rounds();
      table.takeTurns(rounds, "", MILLISECONDS, contenders);
      table.within(1.5, ResultTable.OWN, BARE, "", MILLISECONDS);
    } finally {
      Server.delete(folder);
    }
  }

  static SQLiteDataSource source(String url) {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl(url);
    return source;
  }

  private static double run(Class<?> program, String url) throws Exception {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                program.getName(),
                url)
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(program + " failed");
    }
    return (System.nanoTime() - start) / 1e6;
  }

  /** Surefire keeps the real one beside. */
  private static String classPath() {
    return System.getProperty(
        "surefire.test.class.path", System.getProperty("java.class.path", ""));
  }
}
