package org.conferenceid.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.conferenceid.Cause;
import org.conferenceid.ChangeResult;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Done;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;

/**
 * A process that changes and dispatches as fast as it can until it is killed. It writes a line for
 * each change that was acknowledged, and one for each message, before that is settled.
 *
 * <p>Arguments: the database's URL, the table prefix, the name of this run, the number of users.
 */
final class CrashChild {
  static final Duration QUARANTINE = Duration.ofDays(1);
  private static final int WRITERS = 4;
  private static final EventKind[] KINDS = {
    EventKind.RESET, EventKind.RESET, EventKind.RESET, EventKind.ENABLED, EventKind.DISABLED
  };

  private final ConferenceStore store;
  private final ConferenceIdGenerator generator = ConferenceIdGenerator.secure();
  private final String run;
  private final int users;

  private CrashChild(ConferenceStore store, String run, int users) {
    this.store = store;
    this.run = run;
    this.users = users;
  }

  public static void main(String[] arguments) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(arguments[0]);
    config.setMaximumPoolSize(WRITERS + 1);
    config.setConnectionTimeout(10_000);
    ConferenceStore store =
        JdbcConferenceStore.builder(new HikariDataSource(config)).tablePrefix(arguments[1]).build();
    CrashChild child = new CrashChild(store, arguments[2], Integer.parseInt(arguments[3]));
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      start(() -> child.write(writer));
    }
    start(child::dispatch);
  }

  /** A failure, such as that of a killed server, ends the process. */
  private static void start(Runnable loop) {
    new Thread(
            () -> {
              try {
                loop.run();
              } catch (RuntimeException e) {
                System.err.println(e);
                Runtime.getRuntime().halt(1);
              }
            })
        .start();
  }

  private void write(int writer) {
    Random random = new Random();
    for (int i = 0; ; i++) {
      EventKind kind = KINDS[random.nextInt(KINDS.length)];
      UserId user = UserId.of("user " + random.nextInt(users));
      String key = run + "-" + writer + "-" + i;
      ChangeResult result =
          store.change(
              new Change(
                  kind,
                  user,
                  Cause.UNSTATED.keyed(key),
                  Optional.empty(),
                  QUARANTINE,
                  /* mail= */ true),
              generator);
      if (result instanceof Done done) {
        say(
            "changed\t%s\t%s\t%d\t%s"
                .formatted(
                    key,
                    kind,
                    done.event().version(),
                    done.event().newId().map(ConferenceId::digits).orElse("")));
      }
    }
  }

  private void dispatch() {
    while (true) {
      for (Lease lease : store.outbox().claim(run, 50, Duration.ofSeconds(1))) {
        say("delivered\t" + lease.number());
        store.outbox().settle(List.of(new Settlement(lease, new Settlement.Sent())));
      }
    }
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
