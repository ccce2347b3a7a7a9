package org.conferenceid.examples.quickstart;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.conferenceid.examples.support.JdbcUrl;
import org.conferenceid.examples.support.SmtpAddress;
import org.conferenceid.examples.support.SmtpPassword;
import org.jspecify.annotations.Nullable;

/**
 * The command line, see {@link #USAGE}.
 *
 * @param jdbc the database in which the IDs are kept
 * @param people a CSV file of people; {@code null} for the three that come along
 * @param smtp a mail server to talk to; {@code null} for one in this process
 * @param password where the password for the mail server is
 */
record Options(
    JdbcUrl jdbc,
    @Nullable Path people,
    @Nullable SmtpAddress smtp,
    Optional<SmtpPassword> password) {
  private static final Set<String> VALUED = Set.of("--jdbc", "--smtp", "--smtp-password");
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
      usage: quickstart [--jdbc URL] [--smtp SERVER [--smtp-password PLACE]] [FILE]

        FILE              people as CSV with the header key,name,address,language
                          (default: three people of our own)
        --jdbc URL        keep the IDs in this SQLite, PostgreSQL or MariaDB database
                          (default: the file conference-ids.db in the current folder)
        --smtp SERVER     send the mail there (default: a server in this process):
                          HOST:PORT, smtp://[USER@]HOST[:PORT][?starttls=no]
                          or smtps://[USER@]HOST[:PORT]
        --smtp-password PLACE
                          where the user's password is: env:NAME or file:FILE
      """;

  static Options parse(String... args) throws UsageException {
    JdbcUrl jdbc = OWN_FILE;
    Path people = null;
    SmtpAddress smtp = null;
    Optional<SmtpPassword> password = Optional.empty();
    for (int i = 0; i < args.length; i++) {
      if (VALUED.contains(args[i])) {
        if (i + 1 == args.length) {
          throw new UsageException(args[i] + " must be followed by its value");
        }
        String value = args[i + 1];
        switch (args[i++]) {
          case "--jdbc" -> jdbc = JdbcUrl.of(value);
          case "--smtp" -> smtp = SmtpAddress.of(value);
          default -> password = Optional.of(SmtpPassword.of(value));
        }
      } else if (args[i].startsWith("--")) {
        throw new UsageException("there is no option " + args[i]);
      } else if (people != null) {
        throw new UsageException("there is one FILE at most, not also " + args[i]);
      } else {
        people = Path.of(args[i]);
      }
    }
    if (smtp != null) {
      smtp.session(password); // so that a mistake is told before anything is done
    } else if (password.isPresent()) {
      throw new UsageException("--smtp-password needs --smtp");
    }
    return new Options(jdbc, people, smtp, password);
  }
}
