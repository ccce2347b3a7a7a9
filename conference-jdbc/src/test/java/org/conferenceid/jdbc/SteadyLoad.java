package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.conferenceid.AudioConferencing;
import org.conferenceid.EmailAddress;
import org.conferenceid.EventKind;
import org.conferenceid.Lookup;
import org.conferenceid.Recipient;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.delivery.DeliverySettings;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.conferenceid.spi.OutboxFigures;

/**
 * An application that goes on, whatever happens to its database: writers that repeat each change
 * with its idempotency key until they have an answer, and then look up the ID that has stopped
 * working; and a dispatcher.
 */
final class SteadyLoad implements AutoCloseable {
  private static final int WRITERS = 6;
  private static final int USERS = 60;

  /** Between the changes of a writer, so that mail keeps up. */
  private static final Duration BREATH = Duration.ofMillis(10);

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Recipient SOMEBODY =
      new Recipient(EmailAddress.parse("somebody@example.org"), "Somebody", Locale.ENGLISH);

  /** Mostly resets. */
  private static final List<EventKind> KINDS =
      List.of(
          EventKind.RESET,
          EventKind.RESET,
          EventKind.RESET,
          EventKind.RESET,
          EventKind.ENABLED,
          EventKind.DISABLED);

  private final JdbcConferenceStore store;
  private final CrashLedger ledger;
  private final AudioConferencing conferencing;
  private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
  private final List<Future<?>> writers = new ArrayList<>();
  private final List<String> delivered = Collections.synchronizedList(new ArrayList<>());
  private final LongAdder unknown = new LongAdder();
  private final LongAdder replayed = new LongAdder();
  private final LongAdder outdated = new LongAdder();
  private int failures;
  private volatile boolean ended;
  private volatile boolean abandoned;

  SteadyLoad(JdbcConferenceStore store, CrashLedger ledger) {
    this.store = store;
    this.ledger = ledger;
    this.conferencing =
        AudioConferencing.builder()
            .store(store)
            .directory(user -> Optional.of(SOMEBODY))
            .notifier(this::deliver)
            .bridge(Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build())
            .delivery(
                delivery ->
                    delivery.settings(
                        DeliverySettings.builder()
                            .pollInterval(PAUSE)
                            .deliveryTimeout(Duration.ofSeconds(1))
                            .lease(Duration.ofSeconds(2))
                            .build()))
            .build();
    conferencing.dispatcher().start();
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      writers.add(threads.submit(() -> write(writer)));
    }
  }

  private Delivery deliver(Notification message) {
    delivered.add(message.messageKey());
    return new Delivery.Accepted();
  }

  private void write(int writer) {
    Random random = new Random();
    for (int i = 0; !ended; i++) {
      EventKind kind = KINDS.get(random.nextInt(KINDS.size()));
      UserId user = UserId.of("user " + random.nextInt(USERS));
      String key = writer + "-" + i;
      if (change(Changes.keyed(kind, user, key)) instanceof ChangeResult.NotEnabled) {
        change(Changes.keyed(EventKind.ENABLED, user, key)); // a refusal leaves its key unused
      }
      LockSupport.parkNanos(BREATH.toNanos());
    }
  }

  private ChangeResult change(Change change) {
    boolean known = true;
    while (true) {
      try {
        ChangeResult result = store.change(change, Changes.IDS);
        if (result instanceof ChangeResult.Done done) {
          assertThat(done.replayed() && known)
              .as("done already, though each failure said that nothing was changed")
              .isFalse();
          if (done.replayed()) {
            replayed.increment();
          }
          ledger.hear(CrashChild.line(change.idempotencyKey().orElseThrow().value(), done));
          lookBack(done);
        }
        return result;
      } catch (StoreException e) {
        if (e.getClass() == StoreException.class) {
          known = false;
          unknown.increment();
        }
        fail();
        if (abandoned) {
          throw e;
        }
      }
    }
  }

  /** S9, for whoever asks next. */
  private void lookBack(ChangeResult.Done done) {
    done.event()
        .oldId()
        .ifPresent(
            old -> {
              try {
                if (store.lookup(old) instanceof Lookup.Active) {
                  outdated.increment();
                }
              } catch (StoreUnavailableException e) {
                fail();
              }
            });
  }

  private void fail() {
    synchronized (this) {
      failures++;
      notifyAll();
    }
    LockSupport.parkNanos(PAUSE.toNanos());
  }

  /** Waits until so many more attempts have failed. */
  synchronized void awaitFailures(int more) throws InterruptedException {
    int enough = failures + more;
    while (failures < enough) {
      wait();
    }
  }

  /** How often an old ID was active when it had been reset. */
  long outdated() {
    return outdated.sum();
  }

  /** How often an outcome was not known, and how often the change had been done then. */
  String doubts() {
    return unknown + " not known, " + replayed + " of them done";
  }

  /** Lets the writers get their last answers, and the dispatcher deliver what is left. */
  void finish() throws InterruptedException, ExecutionException {
    ended = true;
    for (Future<?> writer : writers) {
      writer.get();
    }
    while (!isMailSettled()) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Leaves open what is not finished, such as after a failure in which no database is left. */
  @Override
  public void close() {
    ended = true;
    abandoned = true;
    threads.shutdownNow();
    conferencing.close();
  }

  private boolean isMailSettled() {
    try {
      OutboxFigures figures = store.outbox().figures();
      return figures.waiting() + figures.leased() + figures.leasesRunOut() == 0;
    } catch (StoreUnavailableException e) { // a connection from before the last failure
      return false;
    }
  }

  /**
   * Each message that counts as sent was delivered, none was about a change that is not there, and
   * none came after a later one of its user.
   */
  int verifyMail(DataSource dataSource, String prefix) throws SQLException {
    Map<String, Long> versions = new HashMap<>();
    Map<String, String> users = new HashMap<>();
    Set<String> heard = new HashSet<>(delivered);
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT number, user_key, version, mail_key, mail_state FROM "
                    + prefix
                    + "audit")) {
      while (row.next()) {
        String key = row.getString("mail_key");
        versions.put(key, row.getLong("version"));
        users.put(key, row.getString("user_key"));
        assertThat(row.getString("mail_state")).isIn("SENT", "SUPERSEDED");
        if (row.getString("mail_state").equals("SENT")) {
          assertThat(heard).contains(key);
          ledger.hear("delivered\t" + row.getLong("number"));
        }
      }
    }
    assertThat(versions).containsKeys(heard.toArray(String[]::new));
    Map<String, Long> last = new HashMap<>();
    for (String key : delivered) {
      long version = versions.get(key);
      Long before = last.put(users.get(key), version);
      assertThat(before == null || before <= version).as("a message that was outdated").isTrue();
    }
    return heard.size();
  }
}
