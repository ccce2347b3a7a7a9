package org.conferenceid.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Debian's Postfix with a configuration and a queue of its own, on this machine alone. It takes
 * mail over TLS, puts it into its queue as durably as ever, and throws it away from there. Needs
 * root, as Postfix does.
 */
final class PostfixServer implements AutoCloseable {
  private static final String MAIN =
      """
      compatibility_level = 3.6
      queue_directory = $FOLDER/queue
      data_directory = $FOLDER/data
      maillog_file = $FOLDER/log
      maillog_file_prefixes = $FOLDER
      myhostname = mail.invalid
      inet_interfaces = 127.0.0.1
      inet_protocols = ipv4
      mynetworks =
      mydestination = example.org
      local_recipient_maps = inline:{ user=yes }
      local_transport = discard:
      alias_maps =
      alias_database =
      smtpd_relay_restrictions = reject_unauth_destination
      smtpd_tls_security_level = encrypt
      smtpd_tls_cert_file = $FOLDER/certificate.pem
      smtpd_tls_key_file = $FOLDER/key.pem
      """;

  private static final String SERVICES =
      """
      127.0.0.1:$PORT inet n - n - - smtpd
      postlog unix-dgram n - n - 1 postlogd
      cleanup unix n - n - 0 cleanup
      qmgr unix n - n 300 1 qmgr
      rewrite unix - - n - - trivial-rewrite
      bounce unix - - n - 0 bounce
      defer unix - - n - 0 bounce
      discard unix - - n - - discard
      error unix - - n - - error
      retry unix - - n - - error
      anvil unix - - n - 1 anvil
      tlsmgr unix - - n 1000? 1 tlsmgr
      proxymap unix - - n - - proxymap
      """;

  private final Path folder;
  private final int port;

  PostfixServer() throws IOException, InterruptedException {
    folder = Files.createTempDirectory("conference-benchmarks-postfix");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String part : List.of("conf", "queue", "data")) {
      Files.createDirectory(folder.resolve(part));
    }
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Files.writeString(folder.resolve("conf/main.cf"), MAIN.replace("$FOLDER", folder.toString()));
    Files.writeString(folder.resolve("conf/master.cf"), SERVICES.replace("$PORT", "" + port));
    run("chown postfix " + folder.resolve("data"));
    run(
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=mail.invalid"
            + " -keyout key.pem -out certificate.pem");
    run("postfix -c " + folder.resolve("conf") + " start");
  }

  /** Whether this machine has what it takes. */
  static boolean isInstalled() {
    return System.getProperty("user.name").equals("root")
        && Files.isExecutable(Path.of("/usr/sbin/postfix"))
        && Files.isExecutable(Path.of("/usr/bin/openssl"));
  }

  int port() {
    return port;
  }

  private void run(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command.split(" ", -1))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + told);
    }
  }

  @Override
  public void close() {
    try {
      run("postfix -c " + folder.resolve("conf") + " stop");
    } catch (Exception e) {
      throw new IllegalStateException("Postfix does not stop", e);
    }
    Server.delete(folder);
  }
}
