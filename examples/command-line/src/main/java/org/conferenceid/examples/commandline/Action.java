package org.conferenceid.examples.commandline;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.conferenceid.AudioConferencing;
import org.conferenceid.AudioConferencingBuilder;
import org.conferenceid.UserId;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.jdbc.JdbcConferenceStore;
import org.conferenceid.jdbc.SchemaException;

/** A command: opens the database, does its work, and closes it. */
abstract class Action implements Callable<Integer> {
  /** A number that is nobody's (of the range that is kept for films), until a real one is given. */
  static final Bridge EXAMPLE_BRIDGE = Bridge.builder().toll("+33 1 99 00 00 00", "Paris").build();

  private final ConferenceIds program;

  Action(ConferenceIds program) {
    this.program = program;
  }

  /** Every command, in the order of the help. */
  static List<Action> all(ConferenceIds program) {
    return List.of(
        new EnableCommand(program),
        new DisableCommand(program),
        new ResetCommand(program),
        new ResetAllCommand(program),
        new RotateCommand(program),
        new ShowCommand(program),
        new SendInfoCommand(program),
        new LookupCommand(program),
        new AdoptCommand(program),
        new ExportCommand(program),
        new CapacityCommand(program),
        new AuditCommand(program),
        new FailedMailsCommand(program),
        new ResendCommand(program),
        new DispatchCommand(program));
  }

  @Override
  public final Integer call() throws Exception {
    try (HikariDataSource database = program.database(bringsUsers())) {
      JdbcConferenceStore store = JdbcConferenceStore.of(database);
      if (bringsUsers()) {
        prepare(store);
      }
      return start(
              AudioConferencing.builder()
                  .store(store)
                  .directory(
                      user -> {
                        throw new IllegalStateException("no file of people was given");
                      })
                  .notifier(
                      notification -> {
                        throw new IllegalStateException("only dispatch sends mail");
                      })
                  .bridge(EXAMPLE_BRIDGE))
          .code();
    }
  }

  /** Makes the tables, for whose making the rights are needed only where they are not there. */
  private static void prepare(JdbcConferenceStore store) {
    try {
      store.checkSchema();
    } catch (SchemaException e) {
      store.createSchema();
    }
  }

  /** Whether this is a command to begin with: one that makes the tables where there are none. */
  boolean bringsUsers() {
    return false;
  }

  /** Completes the parts and does the work. */
  Outcome start(AudioConferencingBuilder builder) throws Exception {
    try (AudioConferencing conferencing = builder.build()) {
      return run(conferencing);
    }
  }

  /** Does the work. */
  abstract Outcome run(AudioConferencing conferencing) throws Exception;

  ConferenceIds program() {
    return program;
  }

  Output output() {
    return program.output();
  }

  /** Checks all keys before anything is done. */
  static List<UserId> users(List<String> keys) {
    return keys.stream().map(UserId::of).toList();
  }
}
