package org.conferenceid.examples.quickstart;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.conferenceid.AudioConferencing;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Recipient;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.examples.support.Connections;
import org.conferenceid.examples.support.MailServer;
import org.conferenceid.examples.support.PeopleFile;
import org.conferenceid.examples.support.Person;
import org.conferenceid.examples.support.Printable;
import org.conferenceid.examples.support.TextFile;
import org.conferenceid.examples.support.UsageException;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.jdbc.JdbcConferenceStore;
import org.conferenceid.mail.LibphonenumberFormat;
import org.conferenceid.mail.MailNotifier;
import org.conferenceid.spi.ConferenceStore;
import org.jspecify.annotations.Nullable;

/** The README's first command: builds the library from its parts and takes a tour. */
public final class Quickstart {
  /** Everything went well. */
  static final int OK = 0;

  /** Some line of the file was bad or some mail was not accepted; the rest was done. */
  static final int INCOMPLETE = 1;

  /** Nothing was done. */
  static final int USAGE = 2;

  private final PrintStream out;
  private final PrintStream err;

  Quickstart(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the tour and exits: with 0 if everything went well, 1 if a line of the file was bad or a
   * message was not accepted (the rest is done), 2 if nothing could be done.
   *
   * @param args see {@link Options#USAGE}
   */
  public static void main(String... args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int status = new Quickstart(out, err).run(args);
    if (status != OK) {
      System.exit(status);
    }
  }

  int run(String... args) {
    Options options;
    PeopleFile file;
    try {
      options = Options.parse(args);
    } catch (UsageException | InvalidValueException e) {
      err.println(e.getMessage());
      err.println();
      err.print(Options.USAGE);
      return USAGE;
    }
    try {
      file = read(options.people());
    } catch (IOException e) {
      err.println(options.people() + " cannot be read: " + TextFile.reason(e));
      return USAGE;
    }
    file.problems().forEach(problem -> err.println(Printable.line(problem)));
    try {
      boolean allSent = file.people().isEmpty() || tour(options.connections(), file);
      return file.problems().isEmpty() && allSent ? OK : INCOMPLETE;
    } catch (StoreException e) {
      err.println(e.getMessage());
    }
    return USAGE;
  }

  private static PeopleFile read(@Nullable Path people) throws IOException {
    if (people == null) {
      String own = "people.csv";
      try (Reader content =
          new InputStreamReader(
              Objects.requireNonNull(Quickstart.class.getResourceAsStream(own), own),
              StandardCharsets.UTF_8)) {
        return PeopleFile.read(own, content);
      }
    }
    return PeopleFile.read(people);
  }

  private boolean tour(Connections connections, PeopleFile file) {
    Map<UserId, Recipient> users =
        file.people().stream().collect(Collectors.toMap(Person::user, Person::recipient));
    try (HikariDataSource database = connections.jdbc().open();
        MailServer server = MailServer.of(connections);
        MailNotifier notifier =
            MailNotifier.builder(server.session())
                .from("Conferencing <conferencing@example.org>")
                .phoneNumberFormat(new LibphonenumberFormat())
                .build();
        AudioConferencing conferencing =
            AudioConferencing.builder()
                .store(store(database))
                .directory(user -> Optional.ofNullable(users.get(user)))
                .notifier(notifier)
                .bridge(bridge())
                .phoneNumberFormat(new LibphonenumberFormat())
                .build()) {
      out.println("The IDs are kept in " + connections.jdbc() + ".");
      return new Tour(conferencing, server, new Screen(out), err).walk(file.people());
    }
  }

  private static ConferenceStore store(DataSource database) {
    JdbcConferenceStore store = JdbcConferenceStore.of(database);
    store.createSchema();
    return store;
  }

  private static Bridge bridge() {
    return Bridge.builder()
        .toll("+33 1 70 00 00 00", "Paris")
        .tollFree("+33 800 000 000", "France")
        .meetingUpdateLink(URI.create("https://example.org/update-your-meetings"))
        .build();
  }
}
