package org.conferenceid.examples.adminconsole;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import org.conferenceid.InvalidValueException;
import org.conferenceid.examples.support.Connections;
import org.conferenceid.examples.support.UsageException;

/**
 * The command line, see {@link #USAGE}.
 *
 * @param connections the database and the mail server
 * @param port where browsers find the console; 0 for one that is free
 */
record Options(Connections connections, int port) {
  private static final Path OWN_FILE = Path.of("admin-console.db");
  private static final int USUAL_PORT = 8080;
  private static final int MAX_PORT = 65_535;

  static final String USAGE =
      """
      usage: admin-console [--port NUMBER] [--jdbc URL] [--smtp SERVER [--smtp-password PLACE]]

        --port NUMBER     where browsers find the console (default: 8080)
      """
          + String.format(Locale.ROOT, Connections.USAGE, OWN_FILE);

  static Options parse(String... args) throws UsageException {
    Connections connections = Connections.parse(OWN_FILE, args);
    int port = USUAL_PORT;
    Iterator<String> rest = connections.rest().iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      if (!option.equals("--port")) {
        throw new UsageException("there is no option " + option);
      }
      port = port(Connections.value(option, rest.hasNext() ? rest.next() : null));
    }
    return new Options(connections, port);
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // refused like one that is too large
    }
    throw new InvalidValueException("port", "must be from 0 to " + MAX_PORT, text);
  }
}
