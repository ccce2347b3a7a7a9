package org.conferenceid.calendar.follower;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.conferenceid.UserId;
import org.conferenceid.calendar.caldav.CalDavAccount;
import org.conferenceid.calendar.caldav.CalDavMeetings;

/**
 * Debian's Radicale with a folder and a port of its own, on this machine alone. One account may
 * read and write everybody's calendar.
 */
final class Radicale implements AutoCloseable {
  private static final String SERVICE = "conference-service";
  private static final String PASSWORD = "geheim";

  private static final String CONFIGURATION =
      """
      [server]
      hosts = 127.0.0.1:$PORT
      [auth]
      type = htpasswd
      htpasswd_filename = $FOLDER/users
      htpasswd_encryption = plain
      delay = 0
      [rights]
      type = authenticated
      [storage]
      filesystem_folder = $FOLDER/storage
      [web]
      type = none
      [logging]
      level = info
      """;

  private final Path folder;
  private final int port;
  private final Process process;

  /** Starts it, and waits until it is ready. */
  Radicale(Path folder) throws IOException {
    this.folder = folder;
    this.port = freePort();
    Files.writeString(folder.resolve("users"), SERVICE + ":" + PASSWORD + "\n");
    Files.writeString(
        folder.resolve("configuration"),
        CONFIGURATION.replace("$FOLDER", folder.toString()).replace("$PORT", "" + port));
    process =
        new ProcessBuilder("radicale", "--config", folder.resolve("configuration").toString())
            .redirectErrorStream(true)
            .start();
    BufferedReader log = process.inputReader(StandardCharsets.UTF_8);
    String line = log.readLine();
    while (line != null && !line.contains("server ready")) {
      line = log.readLine();
    }
    if (line == null) {
      throw new IOException("Radicale has ended");
    }
    Thread reader = new Thread(() -> drain(log), "radicale-log");
    reader.setDaemon(true);
    reader.start();
  }

  /** What it says is of no interest, but it stops if nobody reads it. */
  private static void drain(BufferedReader log) {
    try (log) {
      while (log.readLine() != null) {}
    } catch (IOException e) {
      // it was ended
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  CalDavMeetings meetings() {
    return meetings(address());
  }

  static CalDavMeetings meetings(URI address) {
    return CalDavMeetings.builder(
            user ->
                Optional.of(
                    CalDavAccount.withPassword(
                        address.resolve("/" + user.value() + "/"), SERVICE, PASSWORD)))
        .allowPlainHttp()
        .requestsPerSecond(Double.POSITIVE_INFINITY)
        .build();
  }

  private Path calendar(UserId user) {
    return folder.resolve("storage/collection-root/" + user.value() + "/work");
  }

  /** Makes a calendar, as it is kept in Radicale's folder. */
  void addCalendar(UserId user) throws IOException {
    Files.createDirectories(calendar(user));
    Files.writeString(calendar(user).resolve(".Radicale.props"), "{\"tag\": \"VCALENDAR\"}");
  }

  void put(UserId user, String name, byte[] file) throws IOException {
    Files.write(calendar(user).resolve(name), file);
  }

  byte[] get(UserId user, String name) {
    try {
      return Files.readAllBytes(calendar(user).resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.toHandle().destroy();
    boolean interrupted = false;
    while (process.isAlive()) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
