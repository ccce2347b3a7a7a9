package org.conferenceid.examples.quickstart;

import java.nio.file.Path;
import java.util.Locale;
import org.conferenceid.examples.support.Connections;
import org.conferenceid.examples.support.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * The command line, see {@link #USAGE}.
 *
 * @param connections the database and the mail server
 * @param people a CSV file of people; {@code null} for the three that come along
 */
record Options(Connections connections, @Nullable Path people) {
  private static final Path OWN_FILE = Path.of("conference-ids.db");

  static final String USAGE =
      """
      usage: quickstart [--jdbc URL] [--smtp SERVER [--smtp-password PLACE]] [FILE]

        FILE              people as CSV with the header key,name,address,language
                          (default: three people of our own)
      """
          + String.format(Locale.ROOT, Connections.USAGE, OWN_FILE);

  static Options parse(String... args) throws UsageException {
    Connections connections = Connections.parse(OWN_FILE, args);
    Path people = null;
    for (String more : connections.rest()) {
      if (more.startsWith("--")) {
        throw new UsageException("there is no option " + more);
      }
      if (people != null) {
        throw new UsageException("there is one FILE at most, not also " + more);
      }
      people = Path.of(more);
    }
    return new Options(connections, people);
  }
}
