package org.conferenceid.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.conferenceid.administration.Administration;
import org.conferenceid.jdbc.JdbcConferenceStore;
import org.sqlite.SQLiteDataSource;

/** How long a new process takes to its first reset. */
final class Start implements Benchmark {
  private static final String BARE = "one commit by hand";
  private static final String PLAIN = "a JVM";
  private static final String SPRING = "Spring Boot with a data source";
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
    A process of its own, from its start to its end, on an SQLite file with a user in it: it makes the store with its defaults and resets once.
    By hand, the same process opens the same file with the same driver and updates a row, as durably. The Spring Boot application has a pool, a mail
    server and the starter, with attendant and dispatcher; by hand, the starter is turned off (`conference.enabled=false`).\
    """;
  }

  @Override
  public String limits() {
    return """
    loading classes: some hundred more.\
    """;
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
      Map<String, ResultTable.Measurement> plain = new LinkedHashMap<>();
      plain.put(ResultTable.OWN, () -> milliseconds(FirstReset.class, url));
      plain.put(BARE, () -> milliseconds(FirstCommit.class, url));
      table.takeTurns(scale.smoke() ? 1 : 3 * scale.rounds(), PLAIN, MILLISECONDS, plain);
      table.within(1.5, ResultTable.OWN, BARE, PLAIN, MILLISECONDS);
      Map<String, ResultTable.Measurement> spring = new LinkedHashMap<>();
      spring.put(ResultTable.OWN, () -> milliseconds(SpringStart.class, url, "true"));
      spring.put(BARE, () -> milliseconds(SpringStart.class, url, "false"));
      table.takeTurns(scale.rounds(), SPRING, MILLISECONDS, spring);
      table.within(1.5, ResultTable.OWN, BARE, SPRING, MILLISECONDS);
    } finally {
      Server.delete(folder);
    }
  }

  static SQLiteDataSource source(String url) {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl(url);
    return source;
  }

  private static double milliseconds(Class<?> program, String... arguments) throws Exception {
    long start = System.nanoTime();
    told(program, arguments);
    return (System.nanoTime() - start) / 1e6;
  }

  /** Runs a program in a JVM of its own, and returns what it has printed. */
  static String told(Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath(), program.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(program + " failed: " + told);
    }
    return told.strip();
  }

  /** Surefire keeps the real one beside. */
  private static String classPath() {
    return System.getProperty(
        "surefire.test.class.path", System.getProperty("java.class.path", ""));
  }
}
