package org.conferenceid.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.conferenceid.AudioConferencing;
import org.conferenceid.Caller;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.attendant.Admission;
import org.conferenceid.attendant.AutoAttendant;
import org.conferenceid.attendant.GuessLimits;
import org.conferenceid.bulk.BulkObserver;
import org.conferenceid.bulk.BulkProgress;
import org.conferenceid.bulk.BulkReport;
import org.conferenceid.bulk.BulkReset;
import org.conferenceid.bulk.BulkResult;
import org.conferenceid.bulk.Rotation;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;

/**
 * An application node with everything on it: it takes part in a run over everyone, rotates old IDs,
 * sends messages, and meets callers who guess. It begins when it is told to, and ends when there is
 * nothing left to do.
 *
 * <p>Arguments: the database's URL, the table prefix, an ID that was reset. It says a line for each
 * message that it delivers, and one for each thing that it has done.
 */
final class NodeChild {
  static final String RUN = "everyone";
  static final Duration OLD = Duration.ofDays(50);
  static final String NOBODYS = "1111111"; // guessable, and so never given
  static final int GUESSES = 40;

  /** However slow a machine is, no lock-out ends and no attempt comes back. */
  static final GuessLimits LIMITS =
      GuessLimits.builder()
          .initialLockout(Duration.ofDays(10))
          .maxLockout(Duration.ofDays(10))
          .forgetAfter(Duration.ofDays(20))
          .window(Duration.ofDays(365))
          .build();

  private static final Recipient SOMEBODY =
      new Recipient(EmailAddress.parse("somebody@example.org"), "Somebody", Locale.ENGLISH);

  private static final PrintWriter OUT =
      new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);

  private NodeChild() {}

  public static void main(String[] arguments) throws Exception {
    try (HikariDataSource pool = TestDatabase.newPool(arguments[0], 8)) {
      ConferenceStore store = JdbcConferenceStore.builder(pool).tablePrefix(arguments[1]).build();
      AudioConferencing conferencing = conferencing(store, pool, arguments[1]);
      say("ready");
      if (System.in.read() < 0) {
        throw new IOException("nobody says when to begin");
      }
      ExecutorService threads = Executors.newCachedThreadPool();
      List<Future<?>> work = new ArrayList<>();
      work.add(threads.submit(() -> runOverEveryone(conferencing)));
      work.add(threads.submit(() -> rotate(conferencing)));
      work.add(threads.submit(() -> meetGuessers(conferencing.attendant(), arguments[2])));
      deliver(conferencing, store, work);
      for (Future<?> done : work) {
        done.get();
      }
      threads.shutdown();
    }
  }

  static AudioConferencing conferencing(
      ConferenceStore store, HikariDataSource pool, String prefix) {
    return AudioConferencing.builder()
        .store(store)
        .directory(user -> Optional.of(SOMEBODY))
        .notifier(NodeChild::delivered)
        .bridge(Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build())
        .attendant(
            attendant ->
                attendant
                    .guessLimits(LIMITS)
                    .guessLimiterTimeout(Duration.ofMinutes(1)) // nothing hangs here
                    .guessLimiter(
                        JdbcGuessLimiter.builder(pool)
                            .tablePrefix(prefix)
                            .limits(LIMITS)
                            .timeout(Duration.ofMinutes(1))
                            .build()))
        .build();
  }

  private static Delivery delivered(Notification message) {
    say("delivered\t" + message.messageKey());
    return new Delivery.Accepted();
  }

  private static void runOverEveryone(AudioConferencing conferencing) {
    say("run", conferencing.administration().bulkResets().reset(everyone(), new Nobody()));
  }

  private static BulkReset everyone() {
    return BulkReset.everyone(RUN);
  }

  private static void rotate(AudioConferencing conferencing) {
    Rotation old = Rotation.ofIdsOlderThan(OLD).batchSize(1000);
    say("rotation", conferencing.administration().bulkResets().rotate(old, new Nobody()));
  }

  private static void meetGuessers(AutoAttendant attendant, String oldId) {
    say("number\t" + lookedAt(attendant, NOBODYS, Caller.of("+33612345678")));
    say("anonymous\t" + lookedAt(attendant, NOBODYS, Caller.anonymous()));
    Admission old = attendant.admit(oldId, Caller.of("+336" + ProcessHandle.current().pid()));
    say("old\t" + old.getClass().getSimpleName());
  }

  private static long lookedAt(AutoAttendant attendant, String keyed, Caller caller) {
    return IntStream.range(0, GUESSES)
        .filter(i -> attendant.admit(keyed, caller) instanceof Admission.Refused)
        .count();
  }

  /** What this node makes after the others have ended is delivered here. */
  private static void deliver(
      AudioConferencing conferencing, ConferenceStore store, List<Future<?>> work) {
    boolean more = true;
    while (more) {
      boolean mayCome = !work.stream().allMatch(Future::isDone);
      conferencing.dispatcher().deliverDue();
      more = mayCome || store.outbox().figures().waiting() > 0;
    }
  }

  private static void say(String what, BulkReport report) {
    say(
        String.format(
            Locale.ROOT,
            "%s\t%d\t%d\t%d",
            what,
            report.done(),
            report.unchanged(),
            report.notEnabled() + report.failed()));
  }

  /** A line is written at once, so that it is whole among those of others. */
  private static synchronized void say(String line) {
    OUT.println(line);
    OUT.flush();
  }

  private static final class Nobody implements BulkObserver {
    @Override
    public void onResult(BulkResult result) {}

    @Override
    public void onProgress(BulkProgress progress) {}
  }
}
