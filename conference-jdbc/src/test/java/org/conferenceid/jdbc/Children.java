package org.conferenceid.jdbc;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Two processes of {@link CrashChild} on the same users, and the ledger that listens to them. */
final class Children implements AutoCloseable {
  private static final int USERS = 200;
  private static final int LEASE = 1;

  private final List<Process> processes = new ArrayList<>();
  private final List<Future<?>> hearing = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  Children(String url, String prefix, String run, CrashLedger ledger) throws IOException {
    for (String name : List.of(run + "a", run + "b")) {
      Process process =
          start(
              Redirect.PIPE, CrashChild.class, url, prefix, name, USERS, Integer.MAX_VALUE, LEASE);
      processes.add(process);
      hearing.add(threads.submit(() -> hear(process, ledger)));
    }
  }

  /** Starts a process of one of the tests' main classes. */
  static Process start(Redirect output, Class<?> main, Object... arguments) throws IOException {
    return start(output, List.of("-XX:TieredStopAtLevel=1"), main, arguments);
  }

  /** The same, with options of the JVM. */
  static Process start(Redirect output, List<String> options, Class<?> main, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(
        System.getProperty("java.class.path")
            + File.pathSeparator
            + System.getProperty("surefire.test.class.path", ""));
    command.add(main.getName());
    Stream.of(arguments).map(String::valueOf).forEach(command::add);
    return new ProcessBuilder(command)
        .redirectOutput(output)
        .redirectError(Redirect.DISCARD)
        .start();
  }

  private static void hear(Process process, CrashLedger ledger) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        ledger.hear(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With SIGKILL; unlike a process's own method, its handle's leaves the pipe open. */
  void kill() {
    processes.forEach(process -> process.toHandle().destroyForcibly());
  }

  boolean alive() {
    return processes.stream().allMatch(Process::isAlive);
  }

  /** Hears the rest: what was said before the end is acknowledged, though nobody had read it. */
  @Override
  public void close() {
    try {
      for (Future<?> heard : hearing) {
        heard.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("a child cannot be heard to its end", e);
    } finally {
      kill();
      threads.shutdownNow();
    }
  }
}
