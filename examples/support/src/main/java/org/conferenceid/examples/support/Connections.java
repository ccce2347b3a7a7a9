package org.conferenceid.examples.support;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.conferenceid.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * The part of a command line that says which database and which mail server to use, see {@link
 * #USAGE}.
 *
 * @param jdbc the database in which the IDs are kept
 * @param smtp a mail server to talk to; {@code null} for one in this process
 * @param password where the password for the mail server is
 * @param rest what else stands in the command line, in its order
 */
public record Connections(
    JdbcUrl jdbc, @Nullable SmtpAddress smtp, Optional<PasswordPlace> password, List<String> rest) {
  private static final Set<String> VALUED = Set.of("--jdbc", "--smtp", "--smtp-password");

  /** The options that are read, for the usage of a program; with the file of the database. */
  public static final String USAGE =
      """
        --jdbc URL        keep the IDs in this SQLite, PostgreSQL or MariaDB database
                          (default: the file %s in the current folder)
        --smtp SERVER     send the mail there (default: a server in this process):
                          HOST:PORT, smtp://[USER@]HOST[:PORT][?starttls=no]
                          or smtps://[USER@]HOST[:PORT]
        --smtp-password PLACE
                          where the user's password is: env:NAME or file:FILE
      """;

  /**
   * Reads its part of a command line.
   *
   * @param ownFile the SQLite file in which the IDs are kept unless another database is given
   * @param args the command line
   * @return what was said, and the rest
   * @throws UsageException if a value is missing, or there is a password without a server
   * @throws InvalidValueException if a value is not of its form
   */
  public static Connections parse(Path ownFile, String... args) throws UsageException {
    JdbcUrl jdbc = JdbcUrl.ofSqlite(ownFile);
    SmtpAddress smtp = null;
    Optional<PasswordPlace> password = Optional.empty();
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      if (!VALUED.contains(args[i])) {
        rest.add(args[i]);
        continue;
      }
      String option = args[i++];
      String value = value(option, i < args.length ? args[i] : null);
      switch (option) {
        case "--jdbc" -> jdbc = JdbcUrl.of(value);
        case "--smtp" -> smtp = SmtpAddress.of(value);
        default -> password = Optional.of(PasswordPlace.of(value));
      }
    }
    if (smtp != null) {
      smtp.session(password); // so that a mistake is told before anything is done
    } else if (password.isPresent()) {
      throw new UsageException("--smtp-password needs --smtp");
    }
    return new Connections(jdbc, smtp, password, List.copyOf(rest));
  }

  /**
   * Tells the value of an option, which must be there.
   *
   * @param option the option
   * @param value what follows it; {@code null} if nothing does
   * @return the value
   * @throws UsageException if nothing follows
   */
  public static String value(String option, @Nullable String value) throws UsageException {
    if (value == null) {
      throw new UsageException(option + " must be followed by its value");
    }
    return value;
  }
}
