package org.conferenceid.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.ConferenceListener;
import org.conferenceid.EventKind;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.UserId;
import org.conferenceid.capacity.IdsExhaustedException;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.change.ChangeRequest;
import org.conferenceid.change.IdempotencyKeyReusedException;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.guard.ApplicationCode;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.ConferenceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one path on which anything changes: it hands requests to the store, turns what no caller
 * should have to handle as a value into exceptions, and tells the listeners after the commit. A
 * single change is logged as information, one of many only for debugging.
 */
public final class ChangeExecutor {
  private static final Logger log = LoggerFactory.getLogger("org.conferenceid.administration");

  private final ConferenceStore store;
  private final Settings settings;
  private final MetricsRecorder metrics;

  /**
   * What all changes have in common.
   *
   * @param generator where IDs are drawn
   * @param quarantine how long a retired ID stays reserved
   * @param mail whether users get mail where a request does not decide
   * @param listeners who is told after a commit
   * @param whenQueued run after the commit of changes that may have queued messages
   */
  public record Settings(
      ConferenceIdGenerator generator,
      Duration quarantine,
      boolean mail,
      List<ConferenceListener> listeners,
      Runnable whenQueued) {}

  /**
   * Makes an executor.
   *
   * @param store where IDs are kept
   * @param settings what all changes have in common
   * @param metrics what records how changes end
   */
  public ChangeExecutor(ConferenceStore store, Settings settings, MetricsRecorder metrics) {
    this.store = store;
    this.settings = settings;
    this.metrics = metrics;
  }

  /**
   * Tells whether a message is sent for a request.
   *
   * @param request the request
   * @return what it decides, otherwise what the settings do
   */
  public boolean wantsMail(ChangeRequest<?> request) {
    return request.mail().orElse(settings.mail);
  }

  /**
   * Makes a change.
   *
   * @param kind what shall happen
   * @param request to whom, by whom, why
   * @return one of the results that the store may answer to this kind
   */
  public ChangeResult execute(EventKind kind, ChangeRequest<?> request) {
    return execute(change(kind, request));
  }

  /**
   * Makes a change.
   *
   * @param change the change
   * @return one of the results that the store may answer to its kind
   */
  public ChangeResult execute(Change change) {
    ChangeResult result =
        orThrow(
            metrics.change(
                change.kind(),
                () -> store.change(change, new CheckedGenerator(settings.generator))),
            change.user(),
            change.idempotencyKey());
    tell(List.of(result), line -> log.info("{}", line));
    return result;
  }

  private Change change(EventKind kind, ChangeRequest<?> request) {
    Optional<ConferenceId> expected = Optional.empty();
    OptionalLong expectedVersion = OptionalLong.empty();
    if (request instanceof ResetRequest reset) {
      expected = reset.expected();
      expectedVersion = reset.expectedVersion();
    }
    return Change.builder(kind, request.user())
        .context(request.context())
        .idempotencyKey(request.idempotencyKey())
        .expecting(expected)
        .expectingVersion(expectedVersion)
        .quarantine(settings.quarantine)
        .mail(wantsMail(request))
        .build();
  }

  /**
   * Changes many users as one.
   *
   * @param kind what shall happen
   * @param requests one for each user
   * @return the results in the order of the requests; refusals are values, all of them
   */
  public List<ChangeResult> executeAll(EventKind kind, List<? extends ChangeRequest<?>> requests) {
    List<Change> changes = requests.stream().map(request -> change(kind, request)).toList();
    List<ChangeResult> results =
        metrics.changeAll(
            kind, () -> store.changeAll(changes, new CheckedGenerator(settings.generator)));
    tell(results, line -> log.debug("{}", line));
    return results;
  }

  /**
   * Brings in IDs that users have already.
   *
   * @param adoptions who has which
   * @param mode what to do if not all can be adopted
   * @return the results in the order of the adoptions
   */
  public List<AdoptionResult> adopt(List<Adoption> adoptions, AdoptionMode mode) {
    List<AdoptionResult> results = store.adopt(adoptions, mode);
    tellOf(
        results.stream()
            .filter(AdoptionResult.Adopted.class::isInstance)
            .map(AdoptionResult.Adopted.class::cast)
            .map(adopted -> new ChangeResult.Done(adopted.event(), false, adopted.committed()))
            .toList(),
        line -> log.debug("{}", line));
    return results;
  }

  /**
   * Turns what no caller should have to handle as a value into exceptions.
   *
   * @param result the store's answer
   * @param user whom it is about
   * @param key the key of the request
   * @return the same result
   * @throws IdsExhaustedException if no ID is left
   * @throws IdempotencyKeyReusedException if the key belongs to another request
   */
  public ChangeResult orThrow(ChangeResult result, UserId user, Optional<IdempotencyKey> key) {
    if (result instanceof ChangeResult.Exhausted) {
      throw exhausted();
    }
    if (result instanceof ChangeResult.KeyReused) {
      throw new IdempotencyKeyReusedException(user, key.orElseThrow());
    }
    return result;
  }

  /**
   * Counts the IDs, of which none is left.
   *
   * @return the exception that says so
   */
  public IdsExhaustedException exhausted() {
    return new IdsExhaustedException(store.capacity());
  }

  /**
   * Returns what was done, where the store may answer nothing else.
   *
   * @param result the store's answer
   * @return the same
   * @throws IllegalStateException if the store breaks its rules
   */
  public static ChangeResult.Done done(ChangeResult result) {
    if (result instanceof ChangeResult.Done done) {
      return done;
    }
    throw new IllegalStateException("the store answered " + result);
  }

  private void tell(List<ChangeResult> results, Consumer<Line> logging) {
    tellOf(
        results.stream()
            .filter(ChangeResult.Done.class::isInstance)
            .map(ChangeResult.Done.class::cast)
            .toList(),
        logging);
  }

  /** Tells of what is news: now if it is committed, otherwise when the application commits it. */
  private void tellOf(List<ChangeResult.Done> results, Consumer<Line> logging) {
    List<ConferenceEvent> committed = new ArrayList<>();
    List<ConferenceEvent> joined = new ArrayList<>();
    for (ChangeResult.Done done : results) {
      if (!done.replayed()) {
        (done.committed() ? committed : joined).add(done.event());
      }
    }
    if (!joined.isEmpty()) {
      store.afterCommit(() -> publish(joined, logging));
    }
    if (!committed.isEmpty()) {
      publish(committed, logging);
    }
  }

  /**
   * Nothing that goes wrong from here on is a fault of the changes. An interrupt, whoever causes
   * it, waits until all listeners have been told.
   */
  private void publish(List<ConferenceEvent> events, Consumer<Line> logging) {
    boolean interrupted = Thread.interrupted();
    for (ConferenceEvent event : events) {
      ApplicationCode.run(log, () -> "logging", () -> logging.accept(new Line(event)));
      for (ConferenceListener listener : settings.listeners) {
        ApplicationCode.run(log, () -> described(listener, event), () -> listener.onEvent(event));
        interrupted |= Thread.interrupted();
      }
    }
    ApplicationCode.run(log, () -> "waking the dispatcher", settings.whenQueued);
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
