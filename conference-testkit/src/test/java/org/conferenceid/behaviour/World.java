package org.conferenceid.behaviour;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.conferenceid.AudioConferencing;
import org.conferenceid.AudioConferencingBuilder;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.EventKind;
import org.conferenceid.Recipient;
import org.conferenceid.TimeSource;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.audit.DeliveryStatus;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.change.ResetResult;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.InMemoryUserDirectory;
import org.conferenceid.testkit.MutableClock;
import org.conferenceid.testkit.RecordingNotifier;
import org.conferenceid.testkit.SeededIdGenerator;

/** An application in small: the library on doubles, with a clock that only the test moves. */
public class World {
  public static final UserId AMELIE = UserId.of("amelie");
  public static final UserId BRUNO = UserId.of("bruno");
  public static final Recipient AMELIE_BY_MAIL =
      new Recipient(EmailAddress.parse("amelie@example.org"), "Amélie Durand", Locale.FRENCH);
  public static final Recipient BRUNO_BY_MAIL =
      new Recipient(EmailAddress.parse("bruno@example.org"), "Bruno Keller", Locale.ENGLISH);
  public static final Bridge BRIDGE =
      Bridge.builder()
          .toll("+33 1 70 00 00 00", "Paris")
          .tollFree("+33 800 000 000", "France")
          .meetingUpdateLink(URI.create("https://example.org/update"))
          .build();

  public final MutableClock clock = new MutableClock();
  public final InMemoryConferenceStore store = new InMemoryConferenceStore(clock);
  public final InMemoryUserDirectory directory = new InMemoryUserDirectory();
  public final RecordingNotifier notifier = new RecordingNotifier();
  public AudioConferencing conferencing = builder().build();

  public World() {
    directory.put(AMELIE, AMELIE_BY_MAIL);
    directory.put(BRUNO, BRUNO_BY_MAIL);
  }

  /**
   * The parts of this world, for a test that sets something more. Limits of time are the longest
   * that there are, so that only what hangs comes upon them, on the slowest machine.
   */
  public final AudioConferencingBuilder builder() {
    return AudioConferencing.builder()
        .store(store)
        .directory(directory)
        .notifier(notifier)
        .bridge(BRIDGE)
        .administration(component -> component.generator(new SeededIdGenerator(7)))
        .timeSource(time(TimeSource.system()::nanoTime))
        .attendant(component -> component.guessLimiterTimeout(Duration.ofMinutes(1)))
        .attendant(component -> component.listenerTimeout(Duration.ofMinutes(1)));
  }

  /** The machine's time but for the nanoseconds, and without chance. */
  public static TimeSource time(LongSupplier nanoTime) {
    return new TimeSource() {
      @Override
      public long nanoTime() {
        return nanoTime.getAsLong();
      }

      @Override
      public void sleep(Duration time) throws InterruptedException {
        TimeSource.system().sleep(time);
      }

      @Override
      public double jitter() {
        return 0.5;
      }
    };
  }

  /** Waits until something is so, of which nobody tells. */
  public static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("waited too long");
      }
    }
  }

  /** What listeners and the audit are told of a reset. */
  public static ConferenceEvent eventOf(ResetResult.Reset reset) {
    return new ConferenceEvent(
        EventKind.RESET,
        reset.user(),
        Optional.of(reset.oldId()),
        Optional.of(reset.newId()),
        reset.version(),
        reset.at());
  }

  public ConferenceId enable(UserId user) {
    return conferencing.administration().enable(user).id();
  }

  public ResetResult.Reset reset(UserId user) {
    return conferencing.administration().resets().reset(ResetRequest.of(user)).orElseThrow();
  }

  public List<AuditEntry> audit() {
    return conferencing.administration().audit(AuditQuery.all()).items();
  }

  public DeliveryStatus mailOf(int entry) {
    return audit().get(entry).delivery();
  }

  public List<DeliveryState> mailStates() {
    return audit().stream().map(entry -> entry.delivery().state()).toList();
  }
}
