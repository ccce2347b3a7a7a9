package org.conferenceid.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.UserId;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;

/**
 * A process that changes and dispatches as fast as it can, until it is killed or has made so many
 * changes and finds nothing to send any more. It writes a line for each change that was
 * acknowledged, and one for each message, before that is settled.
 *
 * <p>Arguments: the database's URL, the table prefix, the name of this run, the number of users,
 * how many changes each of its writers tries, how many seconds it leases messages for.
 */
final class CrashChild {
  static final Duration QUARANTINE = Duration.ofDays(1);
  private static final int WRITERS = 8;
  private static final int MESSAGES = 20;

  /** How long the dispatcher waits for more when there was little to do, as a real one does. */
  private static final Duration POLL = Duration.ofMillis(50);

  /** Mostly what changes something; whoever finds a user without an ID enables it. */
  private static final EventKind[] KINDS = {
    EventKind.RESET,
    EventKind.RESET,
    EventKind.RESET,
    EventKind.RESET,
    EventKind.RESET,
    EventKind.ENABLED,
    EventKind.DISABLED
  };

  /** One write for each line, where {@code System.out} takes several. */
  private static final PrintWriter OUT =
      new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);

  private final ConferenceStore store;
  private final ConferenceIdGenerator generator = ConferenceIdGenerator.secure();
  private final String run;
  private final int users;
  private final int changes;
  private final Duration lease;
  private final CountDownLatch writing = new CountDownLatch(WRITERS);

  private CrashChild(ConferenceStore store, String[] arguments) {
    this.store = store;
    this.run = arguments[2];
    this.users = Integer.parseInt(arguments[3]);
    this.changes = Integer.parseInt(arguments[4]);
    this.lease = Duration.ofSeconds(Long.parseLong(arguments[5]));
  }

  public static void main(String[] arguments) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(arguments[0]);
    config.setMaximumPoolSize(WRITERS + 1);
    config.setConnectionTimeout(TestDatabase.LONGEST.toMillis());
    ConferenceStore store =
        JdbcConferenceStore.builder(new HikariDataSource(config)).tablePrefix(arguments[1]).build();
    CrashChild child = new CrashChild(store, arguments);
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
    for (int i = 0; i < changes; i++) {
      EventKind kind = KINDS[random.nextInt(KINDS.length)];
      UserId user = UserId.of("user " + random.nextInt(users));
      String key = run + "-" + writer + "-" + i;
      if (change(kind, user, key) instanceof ChangeResult.NotEnabled) {
        change(EventKind.ENABLED, user, key); // a refusal leaves its key unused
      }
    }
    writing.countDown();
  }

  private ChangeResult change(EventKind kind, UserId user, String key) {
    ChangeResult result =
        store.change(
            Change.builder(kind, user)
                .idempotencyKey(Optional.of(new IdempotencyKey(key)))
                .quarantine(QUARANTINE)
                .build(),
            generator);
    if (result instanceof ChangeResult.Done done) {
      say(line(key, done));
    }
    return result;
  }

  /** What the ledger hears of a change. */
  static String line(String key, ChangeResult.Done done) {
    return String.format(
        Locale.ROOT,
        "changed\t%s\t%s\t%d\t%s",
        key,
        done.event().kind(),
        done.event().version(),
        done.event().newId().map(ConferenceId::digits).orElse(""));
  }

  /** What another process has in hand at the end is that one's to settle. */
  private void dispatch() {
    boolean more = true;
    while (more) {
      boolean mayCome = writing.getCount() > 0;
      List<Lease> leases = store.outbox().claim(run, MESSAGES, lease);
      more = mayCome || !leases.isEmpty();
      leases.forEach(lease -> say("delivered\t" + lease.number()));
      store
          .outbox()
          .settle(
              leases.stream().map(lease -> new Settlement(lease, new Settlement.Sent())).toList());
      if (leases.size() < MESSAGES) {
        LockSupport.parkNanos(POLL.toNanos());
      }
    }
  }

  /** Written through at once: what is acknowledged must be known when the process is killed. */
  private static synchronized void say(String line) {
    OUT.println(line);
    OUT.flush();
  }
}
