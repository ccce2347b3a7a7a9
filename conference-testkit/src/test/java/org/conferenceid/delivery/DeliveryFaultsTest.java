package org.conferenceid.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.conferenceid.AudioConferencingBuilder;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.TimeSource;
import org.conferenceid.UserId;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.behaviour.Fault;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Metrics;
import org.conferenceid.spi.Notification;
import org.conferenceid.spi.Notifier;
import org.conferenceid.testkit.ForwardingStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One fault in the application's code, at each point at which a delivery calls it (B23). */
@SuppressWarnings("NullAway") // answers null on purpose
class DeliveryFaultsTest extends DeliveryWorld {
  private static final UserId CHLOE = UserId.of("chloe");

  /** Where the fault is, when Bruno's message is delivered. */
  enum Point {
    DIRECTORY,
    DIAL_IN_NUMBERS,
    STORE,
    NOTIFIER,
    NOTIFIER_AFTER_SENDING,
    IDLE,
    METRICS,
    EXECUTOR,
    CLOCK,
    RANDOMNESS
  }

  private final PatientThreads threads = new PatientThreads();
  private final AtomicBoolean happened = new AtomicBoolean();
  private Point point = Point.DIRECTORY;
  private Optional<Fault> fault = Optional.empty();

  @AfterEach
  void release() {
    threads.release();
  }

  /** Each point with each fault that can happen there, and with none: then it hangs. */
  static Stream<Arguments> faults() {
    return Stream.of(Point.values())
        .flatMap(
            point ->
                Stream.concat(
                    Stream.of(Fault.values())
                        .filter(fault -> canHappen(point, fault))
                        .map(fault -> Arguments.of(point, Optional.of(fault))),
                    canHang(point)
                        ? Stream.of(Arguments.of(point, Optional.empty()))
                        : Stream.empty()));
  }

  private static boolean canHappen(Point point, Fault fault) {
    return switch (point) {
      case IDLE, METRICS, RANDOMNESS -> fault != Fault.NULL; // there is no answer, or no object
      // On the dispatcher's own thread, which whoever interrupts it wants to stop.
      case CLOCK -> fault != Fault.NULL && !fault.interrupts();
      case EXECUTOR -> fault != Fault.INTERRUPT; // null: it drops the task
      default -> true;
    };
  }

  private static boolean canHang(Point point) {
    return point != Point.CLOCK && point != Point.EXECUTOR && point != Point.RANDOMNESS;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("faults")
  @DisplayName("B23: a fault with one message: the others go out once, and it goes out later")
  void harmsNoOtherMessage(Point where, Optional<Fault> what) {
    point = where;
    fault = what;
    directory.put(CHLOE, BRUNO_BY_MAIL);
    conferencing = faulty().build();
    enable(AMELIE);
    enable(BRUNO);
    enable(CHLOE);

    deliver();
    assertThat(happened).isTrue();
    assertThat(mailsTo(AMELIE)).isEqualTo(1);
    assertThat(mailsTo(CHLOE)).isEqualTo(1);
    assertThat(mailStates()).doesNotContain(DeliveryState.LEASED, DeliveryState.FAILED);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    boolean answers = what.equals(Optional.of(Fault.INTERRUPT));
    if (answers && where != Point.RANDOMNESS) {
      assertThat(mailStates()).as("nobody else is told").containsOnly(DeliveryState.SENT);
    }

    clock.advance(Duration.ofHours(2));
    deliver();
    assertThat(mailStates()).containsOnly(DeliveryState.SENT);
    assertThat(mailsTo(AMELIE)).isEqualTo(1);
    assertThat(mailsTo(BRUNO))
        .as("twice where nobody can know that it was sent")
        .isEqualTo(where == Point.NOTIFIER_AFTER_SENDING && !answers ? 2 : 1);
    assertThat(mailsTo(CHLOE)).isEqualTo(1);
  }

  private long mailsTo(UserId user) {
    return notifier.notifications().stream().filter(sent -> sent.user().equals(user)).count();
  }

  private AudioConferencingBuilder faulty() {
    return builder()
        .store(
            new ForwardingStore(store) {
              @Override
              public Optional<Organizer> find(UserId user) {
                return at(Point.STORE, user, () -> super.find(user));
              }
            })
        .directory(user -> at(Point.DIRECTORY, user, () -> directory.find(user)))
        .dialInNumbers((user, recipient) -> at(Point.DIAL_IN_NUMBERS, user, () -> BRIDGE))
        .notifier(faultyNotifier())
        .metrics(faultyMetrics())
        .timeSource(faultyTime())
        .delivery(component -> component.executor(faultyExecutor()))
        .delivery(
            component ->
                component.settings(
                    DeliverySettings.builder()
                        .deliveryTimeout(Duration.ofMillis(1))
                        .lease(Duration.ofMinutes(1))
                        .build()));
  }

  private TimeSource faultyTime() {
    return new TimeSource() {
      @Override
      public long nanoTime() {
        return at(Point.CLOCK, BRUNO, () -> 0L);
      }

      @Override
      public void sleep(Duration time) throws InterruptedException {
        TimeSource.system().sleep(time);
      }

      @Override
      public double jitter() {
        return at(Point.RANDOMNESS, BRUNO, () -> 0.5);
      }
    };
  }

  private Notifier faultyNotifier() {
    return new Notifier() {
      private final AtomicBoolean refused = new AtomicBoolean();

      @Override
      public Delivery deliver(Notification message) {
        if (Thread.currentThread().isInterrupted()) {
          return new Delivery.Transient("interrupted");
        }
        if (point == Point.RANDOMNESS && message.user().equals(BRUNO) && !refused.getAndSet(true)) {
          return new Delivery.Transient("so that a delay is drawn");
        }
        return at(
            Point.NOTIFIER,
            message.user(),
            () -> {
              Delivery sent = notifier.deliver(message);
              return at(Point.NOTIFIER_AFTER_SENDING, message.user(), () -> sent);
            });
      }

      @Override
      public void idle() {
        at(Point.IDLE, BRUNO, () -> true);
      }
    };
  }

  private Metrics faultyMetrics() {
    return new Metrics() {
      private int mails;

      @Override
      public void change(EventKind kind, ChangeOutcome outcome, Duration took) {}

      @Override
      public void mail(EventKind kind, MailOutcome outcome, Duration took) {
        at(Point.METRICS, ++mails == 2 ? BRUNO : AMELIE, () -> true);
      }

      @Override
      public void call(CallOutcome outcome, Duration took) {}
    };
  }

  private Executor faultyExecutor() {
    return new Executor() {
      private int tasks;

      @Override
      public void execute(Runnable task) {
        Boolean taken = at(Point.EXECUTOR, ++tasks == 2 ? BRUNO : AMELIE, () -> true);
        if (taken != null) {
          threads.execute(task);
        }
      }
    };
  }

  /** Has the fault, if it is there and has not been yet. */
  private <T> T at(Point here, UserId user, Supplier<T> sound) {
    if (here != point || !user.equals(BRUNO) || happened.getAndSet(true)) {
      return sound.get();
    }
    if (fault.isEmpty()) {
      threads.hang();
    } else if (fault.get() == Fault.INTERRUPT) {
      fault.get().happen();
    } else {
      return fault.get().insteadOf(null);
    }
    return sound.get();
  }
}
