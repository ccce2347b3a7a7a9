package org.conferenceid.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A script of the folder {@code clusters}.
 *
 * @param name such as {@code postgresql.sh}
 * @param variables of its environment
 */
record Script(String name, Map<String, String> variables) {
  private static final Path FOLDER = Path.of("clusters");

  /** Runs a command of it, and returns what it tells. */
  String run(String... command) {
    ProcessBuilder builder = new ProcessBuilder(FOLDER.resolve(name).toString());
    builder.command().addAll(List.of(command));
    builder.environment().putAll(variables);
    try {
      Process process = builder.redirectErrorStream(true).start();
      process.getOutputStream().close();
      String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", builder.command()) + ": " + told);
      }
      return told;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
