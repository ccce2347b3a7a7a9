package org.conferenceid.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server of a MariaDB that is installed on this machine, with data and a port of its own. */
final class InstalledMariadb {
  private static final String USER = System.getProperty("user.name");
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final long MAX_TRIES = TestDatabase.LONGEST.dividedBy(PAUSE);

  private InstalledMariadb() {}

  /**
   * Starts it, until this JVM ends.
   *
   * @param program such as {@code /usr/sbin/mariadbd}
   * @param setUp what the server runs at its start
   * @return how to connect to the database {@code ids}
   */
  static String start(Path program, String setUp) throws Exception {
    Path folder = Files.createTempDirectory("conference-jdbc-mariadb");
    Path data = folder.resolve("data");
    Path log = folder.resolve("log");
    Process install =
        run(
            log,
            "mariadb-install-db",
            "--no-defaults",
            "--user=" + USER,
            "--datadir=" + data,
            "--auth-root-authentication-method=normal",
            "--skip-test-db");
    if (install.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
    int port = freePort();
    Process server =
        run(
            log,
            program.toString(),
            "--no-defaults",
            "--user=" + USER,
            "--datadir=" + data,
            "--socket=" + folder.resolve("socket"),
            "--pid-file=" + folder.resolve("pid"),
            "--port=" + port,
            "--bind-address=127.0.0.1",
            "--character-set-server=latin1", // what an old installation may say
            "--init-file=" + Files.writeString(folder.resolve("set-up.sql"), setUp),
            "--log-bin=" + folder.resolve("binary-log"), // as a server with replicas
            "--innodb-buffer-pool-size=64M",
            "--innodb-flush-log-at-trx-commit=2"); // only the process is ever killed
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder)));
    String url = "jdbc:mariadb://localhost:" + port + "/ids?user=tester&password=right";
    awaitStart(server, url, log);
    return url;
  }

  private static Process run(Path log, String... command) throws IOException {
    return new ProcessBuilder(new ArrayList<>(List.of(command)))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitStart(Process server, String url, Path log) throws Exception {
    for (int tries = 1; ; tries++) {
      try {
        DriverManager.getConnection(url).close();
        return;
      } catch (SQLException e) {
        if (server.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS) || tries == MAX_TRIES) {
          throw new IllegalStateException(Files.readString(log), e);
        }
      }
    }
  }

  private static void stop(Process server, Path folder) {
    try {
      server.destroy();
      if (!server.waitFor(30, TimeUnit.SECONDS)) {
        server.destroyForcibly().waitFor();
      }
      Folders.delete(folder);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
