package org.conferenceid.cli;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.conferenceid.UserId;
import org.conferenceid.jdbc.JdbcConferenceStore;
import org.conferenceid.jdbc.SchemaException;
import org.conferenceid.spi.ConferenceStore;

/** A command: opens the database, does its work, and closes it. */
abstract class Action implements Callable<Integer> {
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
        new SendInfoAllCommand(program),
        new SendNumbersChangedCommand(program),
        new LookupCommand(program),
        new AdoptCommand(program),
        new ExportCommand(program),
        new CapacityCommand(program),
        new AuditCommand(program),
        new FailedMailsCommand(program),
        new ResendCommand(program),
        new DispatchCommand(program),
        new UpdateInvitationsCommand(program),
        new EraseCommand(program),
        new PruneCommand(program));
  }

  @Override
  public final Integer call() throws Exception {
    try (HikariDataSource database = program.database(bringsUsers())) {
      JdbcConferenceStore store = JdbcConferenceStore.of(database);
      if (bringsUsers()) {
        prepare(store);
      }
      return run(store).code();
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

  /** Does the work, with no more of the library than the work needs. */
  abstract Outcome run(ConferenceStore store) throws Exception;

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
