package org.conferenceid.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.conferenceid.AudioConferencing;
import org.conferenceid.AudioConferencingBuilder;
import org.conferenceid.Cause;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.ConferenceListener;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.capacity.IdsExhaustedException;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.change.ChangeRequest;
import org.conferenceid.change.ChangeResult;
import org.conferenceid.change.Done;
import org.conferenceid.change.IdempotencyKeyReusedException;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ConferenceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one path on which anything changes: it hands wishes to the store, turns what no caller should
 * have to handle as a value into exceptions, and tells the listeners after the commit. A single
 * change is logged as information, one of many only for debugging.
 */
public final class ChangeExecutor {
  private static final Logger log = LoggerFactory.getLogger(AudioConferencing.class);

  private final ConferenceStore store;
  private final ConferenceIdGenerator generator;
  private final Duration quarantine;
  private final boolean mail;
  private final List<ConferenceListener> listeners;
  private final MetricsRecorder meters;
  private final Runnable nudge;

  public ChangeExecutor(AudioConferencingBuilder settings, ConferenceStore store, MetricsRecorder meters, Runnable nudge) {
    this.store = store;
    this.generator = settings.generator;
    this.quarantine = settings.quarantine;
    this.mail = settings.mail;
    this.listeners = List.copyOf(settings.listeners);
    this.meters = meters;
    this.nudge = nudge;
  }

  /** Whether a message is sent for this request. */
  public boolean wantsMail(ChangeRequest<?> request) {
    return request.mail().orElse(mail);
  }

  public ChangeResult make(EventKind kind, ChangeRequest<?> request, Optional<ConferenceId> expected) {
    return make(kind, request.user(), request.cause(), expected, wantsMail(request));
  }

  public ChangeResult make(
      EventKind kind, UserId user, Cause cause, Optional<ConferenceId> expected, boolean withMail) {
    Change change = new Change(kind, user, cause, expected, quarantine, withMail);
    ChangeResult result =
        orThrow(
            meters.change(kind, () -> store.change(change, new CheckedGenerator(generator))),
            user,
            cause);
    if (result instanceof Done done && isNews(done)) {
      committed(done.event());
    }
    return result;
  }

  /** Resets many users as one; refusals are values, all of them. */
  public List<ChangeResult> resetAll(List<ResetRequest> requests) {
    List<Change> changes =
        requests.stream()
            .map(
                request ->
                    new Change(
                        EventKind.RESET,
                        request.user(),
                        request.cause(),
                        request.expected(),
                        quarantine,
                        wantsMail(request)))
            .toList();
    List<ChangeResult> results =
        meters.changeAll(
            EventKind.RESET, () -> store.changeAll(changes, new CheckedGenerator(generator)));
    tellAll(results);
    return results;
  }

  /** Brings in IDs that users have already. */
  public List<AdoptionResult> adopt(List<Adoption> adoptions, AdoptionMode mode) {
    List<AdoptionResult> results = store.adopt(adoptions, mode);
    tellAll(results);
    return results;
  }

  /** Turns what no caller should have to handle as a value into exceptions. */
  public ChangeResult orThrow(ChangeResult result, UserId user, Cause cause) {
    if (result instanceof ChangeResult.Exhausted) {
      throw exhausted();
    }
    if (result instanceof ChangeResult.KeyReused) {
      throw new IdempotencyKeyReusedException(user, cause.key().orElseThrow());
    }
    return result;
  }

  /** Counts the IDs, which is a scan of all of them, for the message that none is left. */
  public IdsExhaustedException exhausted() {
    return new IdsExhaustedException(store.capacity());
  }

  private static boolean isNews(Done done) {
    return done.committed() && !done.replayed();
  }

  private void tellAll(List<?> results) {
    List<ConferenceEvent> events = new ArrayList<>();
    for (Object result : results) {
      if (result instanceof Done done && isNews(done)) {
        events.add(done.event());
      }
    }
    tell(events, event -> log.debug("{}", new Line(event)));
  }

  /** Tells of a single change, once it is committed. */
  public void committed(ConferenceEvent event) {
    tell(List.of(event), one -> log.info("{}", new Line(one)));
  }

  /**
   * Nothing that goes wrong from here on is a fault of the changes. An interrupt, whoever causes
   * it, waits until all listeners have been told.
   */
  private void tell(List<ConferenceEvent> events, Consumer<ConferenceEvent> logging) {
    boolean interrupted = Thread.interrupted();
    for (ConferenceEvent event : events) {
      ApplicationCode.run(log, () -> "logging", () -> logging.accept(event));
      for (ConferenceListener listener : listeners) {
        ApplicationCode.run(log, () -> described(listener, event), () -> listener.onEvent(event));
        interrupted |= Thread.interrupted();
      }
    }
    ApplicationCode.run(log, () -> "waking the dispatcher", nudge);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static String described(ConferenceListener listener, ConferenceEvent event) {
    return "listener "
        + listener.getClass().getName()
        + " on "
        + event.kind()
        + " of user "
        + event.user();
  }

  /** An event as a log line, made only where it is logged. */
  private record Line(ConferenceEvent event) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s of user %s: version %d, ID %s -> %s",
          event.kind(),
          event.user(),
          event.version(),
          event.oldId().map(ConferenceId::toString).orElse("none"),
          event.newId().map(ConferenceId::toString).orElse("none"));
    }
  }
}
