package org.conferenceid.examples.quickstart;

import java.nio.file.Path;
import org.conferenceid.examples.surroundings.JdbcUrl;
import org.conferenceid.examples.surroundings.SmtpAddress;
import org.jspecify.annotations.Nullable;

/**
 * The command line: {@code [--jdbc URL] [--smtp HOST:PORT] [FILE]}.
 *
 * @param jdbc the database in which the IDs are kept
 * @param people a CSV file of people; {@code null} for the three that come along
 * @param smtp a mail server to talk to; {@code null} for one in this process
 */
record Options(JdbcUrl jdbc, @Nullable Path people, @Nullable SmtpAddress smtp) {
  private static final JdbcUrl OWN_FILE = JdbcUrl.ofSqlite(Path.of("conference-ids.db"));

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
    JdbcUrl jdbc = OWN_FILE;
    Path people = null;
    SmtpAddress smtp = null;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--smtp") || args[i].equals("--jdbc")) {
        if (i + 1 == args.length) {
          throw new UsageException(args[i] + " must be followed by its value");
        }
        if (args[i].equals("--jdbc")) {
          jdbc = JdbcUrl.of(args[++i]);
        } else {
          smtp = SmtpAddress.of(args[++i]);
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
