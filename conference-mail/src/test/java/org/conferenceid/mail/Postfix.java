package org.conferenceid.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Debian's Postfix with a configuration, a queue and ports of its own, on this machine alone. It
 * takes mail for {@code amelie@example.org} and throws it away. Needs root, as Postfix does.
 */
final class Postfix implements AutoCloseable {
  /** What stands between a client and the queue, each at a port of its own. */
  enum Entrance {
    OPEN(""),
    SENDER_REFUSED("smtpd_sender_restrictions=$refuse_sender"),
    QUOTA_AT_RCPT("smtpd_recipient_restrictions=$refuse_quota"),
    QUOTA_AFTER_CONTENT("smtpd_end_of_data_restrictions=$refuse_quota"),
    POLICY_AFTER_CONTENT("smtpd_end_of_data_restrictions=$refuse_content"),
    SMALL("message_size_limit=500"),
    FILTERED("smtpd_proxy_filter=$filter"),
    ENCRYPTION_OFFERED("smtpd_tls_security_level=may"),
    ENCRYPTION_WANTED("smtpd_tls_security_level=encrypt");

    private final String option;

    Entrance(String option) {
      this.option = option;
    }
  }

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
      local_recipient_maps = inline:{ amelie=yes }
      local_transport = discard:
      alias_maps =
      alias_database =
      smtpd_relay_restrictions = reject_unauth_destination
      smtpd_tls_cert_file = $FOLDER/certificate.pem
      smtpd_tls_key_file = $FOLDER/key.pem
      filter = 127.0.0.1:$FILTER
      refuse_sender = check_sender_access static:{553 5.7.1 Sender address not owned by user}
      refuse_quota = check_client_access static:{554 5.2.0 Quota of this day used up}
      refuse_content = check_client_access static:{554 5.7.1 Refused by the filter}
      """;

  private static final String SERVICES =
      """
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
  private final Map<Entrance, Integer> ports = new EnumMap<>(Entrance.class);

  /**
   * Starts it.
   *
   * @param folder an empty folder for all that it has
   * @param filter the port of a server that sees each message before it is taken
   */
  Postfix(Path folder, int filter) throws IOException {
    this.folder = folder;
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String part : List.of("conf", "queue", "data")) {
      Files.createDirectory(folder.resolve(part));
    }
    StringBuilder services = new StringBuilder(SERVICES);
    for (Entrance entrance : Entrance.values()) {
      ports.put(entrance, freePort());
      services.append("127.0.0.1:" + port(entrance) + " inet n - n - - smtpd\n");
      if (!entrance.option.isEmpty()) {
        services.append("  -o ").append(entrance.option).append('\n');
      }
    }
    Files.writeString(
        folder.resolve("conf/main.cf"),
        MAIN.replace("$FOLDER", folder.toString()).replace("$FILTER", "" + filter));
    Files.writeString(folder.resolve("conf/master.cf"), services);
    run("chown", "postfix", folder.resolve("data").toString());
    run(
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=mail.invalid"
            + " -addext subjectAltName=DNS:mail.invalid -keyout key.pem -out certificate.pem");
    run("postfix -c " + folder.resolve("conf") + " start");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void run(String command) throws IOException {
    run(command.split(" ", -1));
  }

  private void run(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + told);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  int port(Entrance entrance) {
    return ports.get(entrance);
  }

  /** What clients have to trust. */
  Path certificate() {
    return folder.resolve("certificate.pem");
  }

  @Override
  public void close() {
    try {
      run("postfix -c " + folder.resolve("conf") + " stop");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
