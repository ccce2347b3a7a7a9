package org.conferenceid.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.conferenceid.administration.ResetService;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.jdbc.JdbcConferenceStore;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's own benchmark, running the very statement by which the store resets an ID. */
final class Pgbench {
  private static final Path PACKAGED = Path.of("/usr/lib/postgresql");

  private final Path program;
  private final int port;
  private final Path script;

  private Pgbench(Path program, int port, Path script) {
    this.program = program;
    this.port = port;
    this.script = script;
  }

  /** Empty where pgbench is not installed: it is not among the binaries on Maven Central. */
  static Optional<Pgbench> of(Server server, DataSource pool, int users) throws IOException {
    Optional<Path> program = find();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    Path script = Files.createTempFile("conference-benchmarks", ".sql");
    script.toFile().deleteOnExit();
    Files.writeString(script, script(pool, users));
    return Optional.of(new Pgbench(program.get(), server.port(), script));
  }

  /** On the path, or where Debian puts it. */
  private static Optional<Path> find() throws IOException {
    List<Path> folders = new ArrayList<>();
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      folders.add(Path.of(folder));
    }
    if (Files.isDirectory(PACKAGED)) {
      try (Stream<Path> versions = Files.list(PACKAGED)) {
        versions.forEach(version -> folders.add(version.resolve("bin")));
      }
    }
    return folders.stream()
        .map(folder -> folder.resolve("pgbench"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The statement of a reset, for a random user and random candidates. */
  static String script(DataSource pool, int users) {
    List<StatementRecorder.Recorded> statements =
        StatementRecorder.during(
            pool,
            source ->
                ResetService.builder(JdbcConferenceStore.of(source))
                    .build()
                    .reset(ResetRequest.of(Conferencing.user(0))));
    StatementRecorder.Recorded reset = statements.get(statements.size() - 1);
    StringBuilder script = new StringBuilder("\\set u random(0, " + (users - 1) + ")\n");
    String sql = reset.sql().replaceAll("--[^\n]*", "").replace('\n', ' ');
    for (Object value : reset.values().values()) {
      if (value instanceof Object[] candidates) {
        for (int i = 0; i < candidates.length; i++) {
          script.append("\\set c" + i + " random(1000000, 9999999)\n");
        }
      }
      sql = sql.replaceFirst("\\?", Matcher.quoteReplacement(literal(value)));
    }
    return script.append(sql).append(";\n").toString();
  }

  private static String literal(@Nullable Object value) {
    if (value instanceof Object[] candidates) {
      return IntStream.range(0, candidates.length)
          .mapToObj(i -> ":c" + i)
          .collect(Collectors.joining(", ", "ARRAY[", "]"));
    }
    if (Conferencing.user(0).value().equals(value)) {
      return "'user ' || :u";
    }
    return value == null || value instanceof Number ? "" + value : "'" + value + "'";
  }

  double perSecond(int clients, Duration time) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    long seconds = Math.max(1, time.toSeconds());
    command.addAll(
        List.of(
            String.format(
                    Locale.ROOT,
                    "-n -M prepared -j 2 -h localhost -U postgres -p %d -c %d -T %d",
                    port,
                    clients,
                    seconds)
                .split(" ")));
    command.addAll(List.of("-f", script.toString(), "postgres"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(output);
    }
    return output
        .lines()
        .filter(line -> line.startsWith("tps = "))
        .mapToDouble(line -> Double.parseDouble(line.split(" ", 4)[2]))
        .findFirst()
        .orElse(0); // so it is when no transaction came to an end
  }
}
