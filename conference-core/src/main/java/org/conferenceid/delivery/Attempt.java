package org.conferenceid.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Organizer;
import org.conferenceid.Recipient;
import org.conferenceid.Text;
import org.conferenceid.guard.ApplicationCode;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.DialInNumbers;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Notification;
import org.conferenceid.spi.Notifier;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.Settlement;
import org.conferenceid.spi.UserDirectory;

/**
 * One attempt to deliver one leased message: asks who gets it, reads what it says now, hands it
 * over, judges the answer. Whatever the application's code throws or answers is an outcome of this
 * message (B23).
 */
final class Attempt {
  /** More may bring the same message again and again. */
  private static final int MAX_UNCONFIRMED = 3;

  private static final Duration UNCONFIRMED_DELAY = Duration.ofHours(1);

  /** By so many its organizer knows it, and a stranger cannot guess the rest. */
  private static final int DIGITS_OF_OLD_ID = 2;

  private final ConferenceStore store;
  private final UserDirectory directory;
  private final DialInNumbers numbers;
  private final Notifier notifier;
  private final RetryPolicy retry;
  private final DoubleSupplier random;

  Attempt(
      ConferenceStore store,
      UserDirectory directory,
      DialInNumbers numbers,
      Notifier notifier,
      RetryPolicy retry,
      DoubleSupplier random) {
    this.store = store;
    this.directory = directory;
    this.numbers = numbers;
    this.notifier = notifier;
    this.retry = retry;
    this.random = random;
  }

  /**
   * How an attempt ended.
   *
   * @param result what became of the message
   * @param thrown what the application's code threw
   */
  record Outcome(Settlement.Result result, Optional<Throwable> thrown) {
    static Outcome of(Settlement.Result result) {
      return new Outcome(result, Optional.empty());
    }
  }

  /**
   * Makes the attempt.
   *
   * @param lease the message
   * @param handOver asked right before the message is handed to the notifier; if it answers {@code
   *     false} the attempt was given up, and its outcome is of no interest
   */
  Outcome make(Lease lease, BooleanSupplier handOver) {
    if (counted(lease) > retry.maxAttempts()) {
      return failed(lease, "no attempt came to an end");
    }
    String asked = "user directory";
    try {
      Optional<Recipient> recipient = answered(() -> directory.find(lease.user()));
      asked = "dial-in numbers";
      Optional<Bridge> bridge =
          recipient.map(r -> answered(() -> numbers.bridgeFor(lease.user(), recipient)));
      asked = "store";
      // The last thing before the hand-over: the store dropped what was superseded when the message
      // was claimed, and this catches what happened since.
      Optional<Organizer> organizer = answered(() -> store.find(lease.user()));
      if (organizer.isEmpty() || Outbox.isOutdated(lease.event(), organizer)) {
        return Outcome.of(new Settlement.Superseded());
      }
      if (recipient.isEmpty() || bridge.isEmpty()) {
        return failed(lease, "the user directory has no address");
      }
      Notification message = message(lease, organizer.get(), recipient.get(), bridge.get());
      asked = "notifier";
      return handOver.getAsBoolean()
          ? judge(lease, answered(() -> notifier.deliver(message)))
          : again(lease, "given up");
    } catch (NoAnswer none) {
      return again(lease, asked + " answered null");
    } catch (Throwable thrown) {
      return judge(lease, asked, thrown);
    }
  }

  private static Notification message(
      Lease lease, Organizer organizer, Recipient recipient, Bridge bridge) {
    Notification.Builder message =
        Notification.builder(lease.messageKey(), lease.kind(), lease.user())
            .recipient(recipient)
            .bridge(bridge)
            .at(lease.at());
    organizer.id().ifPresent(message::id);
    lease.context().actor().ifPresent(message::actor);
    lease.context().publicReason().ifPresent(message::publicReason);
    replaced(lease.event())
        .map(id -> id.digits().substring(id.digits().length() - DIGITS_OF_OLD_ID))
        .ifPresent(message::lastDigitsOfOldId);
    return message.build();
  }

  /** The ID that stopped working, if one did. */
  private static Optional<ConferenceId> replaced(ConferenceEvent event) {
    return event.kind().changesId() ? event.oldId() : Optional.empty();
  }

  /** Application code answered {@code null}. */
  private static final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static <T> T answered(Supplier<T> question) {
    T answer = question.get();
    if (answer == null) {
      throw new NoAnswer();
    }
    return answer;
  }

  private Outcome judge(Lease lease, Delivery delivery) {
    if (delivery instanceof Delivery.Transient failure) {
      int max = Math.min(retry.maxAttempts(), failure.maxAttempts());
      return again(lease, failure.problem(), max, Settlement.Attempt.COUNTED);
    }
    if (delivery instanceof Delivery.Unavailable failure) {
      return unavailable(lease, failure.problem());
    }
    if (delivery instanceof Delivery.Unconfirmed failure) {
      return unconfirmed(lease, failure.problem());
    }
    if (delivery instanceof Delivery.Permanent failure) {
      return failed(lease, failure.problem());
    }
    return Outcome.of(new Settlement.Sent());
  }

  /** A value that breaks its field's rule will do so the next time; everything else may pass. */
  private Outcome judge(Lease lease, String asked, Throwable thrown) {
    Optional<InvalidValueException> invalid =
        asked.equals("user directory") ? ApplicationCode.invalidValue(thrown) : Optional.empty();
    Outcome outcome =
        invalid.isPresent()
            ? failed(lease, asked + ": " + invalid.get().field() + " " + invalid.get().rule())
            : again(lease, asked + " threw " + name(thrown));
    return new Outcome(outcome.result(), Optional.of(thrown));
  }

  /** Of the exception nothing but its class: its message may hold an address. */
  static String name(Throwable thrown) {
    String simple = thrown.getClass().getSimpleName();
    return simple.isEmpty() ? thrown.getClass().getName() : simple;
  }

  /** A message that is tried again, until its attempts are used up. */
  Outcome again(Lease lease, String problem) {
    return again(lease, problem, retry.maxAttempts(), Settlement.Attempt.COUNTED);
  }

  private Outcome again(Lease lease, String problem, int max, Settlement.Attempt attempt) {
    return counted(lease) >= max
        ? failed(lease, problem)
        : retry(lease, Duration.ZERO, problem, attempt);
  }

  /** A message that nobody took, whatever it was: it is never given up for that. */
  Outcome unavailable(Lease lease, String problem) {
    return retry(lease, Duration.ZERO, problem, Settlement.Attempt.EXCUSED);
  }

  /** A message that may have been sent: few attempts, and late ones, so that few copies arrive. */
  Outcome unconfirmed(Lease lease, String problem) {
    return lease.unconfirmed() + 1 >= MAX_UNCONFIRMED || counted(lease) >= retry.maxAttempts()
        ? Outcome.of(new Settlement.Failed("perhaps sent; " + Text.printable(problem)))
        : retry(lease, UNCONFIRMED_DELAY, problem, Settlement.Attempt.UNCONFIRMED);
  }

  private Outcome retry(Lease lease, Duration least, String problem, Settlement.Attempt attempt) {
    Duration delay = retry.delayAfter(lease.attempt(), random.getAsDouble());
    return Outcome.of(
        new Settlement.Retry(
            delay.compareTo(least) < 0 ? least : delay, Text.printable(problem), attempt));
  }

  private static Outcome failed(Lease lease, String problem) {
    String earlier = lease.unconfirmed() > 0 ? "perhaps sent; " : "";
    return Outcome.of(new Settlement.Failed(earlier + Text.printable(problem)));
  }

  /** Which attempt this is among those after which the message is given up. */
  private static int counted(Lease lease) {
    return lease.attempt() - lease.excused();
  }
}
