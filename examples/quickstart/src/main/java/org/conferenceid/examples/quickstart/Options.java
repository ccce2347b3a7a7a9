package org.conferenceid.examples.quickstart;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The command line: {@code [--jdbc URL] [--smtp HOST:PORT] [FILE]}.
 *
 * @param jdbc the database in which the IDs are kept
 * @param people a CSV file of people; {@code null} for the three that come along
 * @param smtp a mail server to talk to; {@code null} for one in this process
 */
record Options(String jdbc, @Nullable Path people, @Nullable SmtpAddress smtp) {
  private static final String OWN_FILE = "jdbc:sqlite:conference-ids.db";

  /** The database without the part of the URL that may hold a password. */
  String jdbcWithoutSecrets() {
    return jdbc.replaceFirst("\\?.*", "");
  }

  /** Where a mail server listens. */
  record SmtpAddress(String host, int port) {
    private static final int MAX_PORT = 65_535;

    static SmtpAddress parse(String text) throws UsageException {
      int colon = text.lastIndexOf(':');
      try {
        int port = Integer.parseInt(text.substring(colon + 1));
        if (colon > 0 && port > 0 && port <= MAX_PORT) {
          return new SmtpAddress(text.substring(0, colon), port);
        }
      } catch (NumberFormatException e) {
        // said below, like every other mistake
      }
      throw new UsageException("--smtp must be HOST:PORT, not \"" + text + "\"");
    }

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** The command line makes no sense. */
  static final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message);
    }
  }

  static final String USAGE =
      """
      usage: quickstart [--jdbc URL] [--smtp HOST:PORT] [FILE]

        FILE              people as CSV with the header key,name,address,language
                          (default: three people of our own)
        --jdbc URL        keep the IDs in this SQLite, PostgreSQL or MariaDB database
                          (default: the file conference-ids.db in the current folder)
        --smtp HOST:PORT  send the mail there (default: a server in this process)
      """;

  static Options parse(String... args) throws UsageException {
    String jdbc = OWN_FILE;
    Path people = null;
    SmtpAddress smtp = null;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--smtp") || args[i].equals("--jdbc")) {
        if (i + 1 == args.length) {
          throw new UsageException(args[i] + " must be followed by its value");
        }
        if (args[i].equals("--jdbc")) {
          jdbc = args[++i];
        } else {
          smtp = SmtpAddress.parse(args[++i]);
        }
      } else if (args[i].startsWith("--")) {
        throw new UsageException("there is no option " + args[i]);
      } else if (people != null) {
        throw new UsageException("there is one FILE at most, not also " + args[i]);
      } else {
        people = Path.of(args[i]);
      }
    }
    return new Options(jdbc, people, smtp);
  }
}
