package org.conferenceid;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ConferenceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one path on which anything changes: it hands a wish to the store, turns what no caller should
 * have to handle as a value into exceptions, and tells the listeners after the commit.
 */
final class Changes {
  private static final Logger log = LoggerFactory.getLogger(AudioConferencing.class);

  private final ConferenceStore store;
  private final ConferenceIdGenerator generator;
  private final Duration quarantine;
  private final boolean mail;
  private final List<ConferenceListener> listeners;
  private final Runnable nudge;

  Changes(AudioConferencingBuilder settings, ConferenceStore store, Runnable nudge) {
    this.store = store;
    this.generator = settings.generator;
    this.quarantine = settings.quarantine;
    this.mail = settings.mail;
    this.listeners = List.copyOf(settings.listeners);
    this.nudge = nudge;
  }

  /** Whether a message is sent for this request. */
  boolean wantsMail(ChangeRequest<?> request) {
    return request.mail().orElse(mail);
  }

  ChangeResult make(EventKind kind, ChangeRequest<?> request, Optional<ConferenceId> expected) {
    return make(kind, request.user(), request.cause(), expected, wantsMail(request));
  }

  ChangeResult make(
      EventKind kind, UserId user, Cause cause, Optional<ConferenceId> expected, boolean withMail) {
    Change change = new Change(kind, user, cause, expected, quarantine, withMail);
    ChangeResult result = store.change(change, generator);
    if (result instanceof ChangeResult.Exhausted) {
      throw new IdsExhaustedException(store.capacity());
    }
    if (result instanceof ChangeResult.KeyReused) {
      throw new RequestKeyReusedException(user, cause.key().orElseThrow());
    }
    if (result instanceof Done done && done.committed() && !done.replayed()) {
      publish(done.event());
    }
    return result;
  }

  void publish(ConferenceEvent event) {
    log.info(
        "{} of user {}: version {}, ID {} -> {}",
        event.kind(),
        event.user(),
        event.version(),
        shown(event.oldId()),
        shown(event.newId()));
    for (ConferenceListener listener : listeners) {
      try {
        listener.onEvent(event);
      } catch (RuntimeException e) {
        log.error("listener {} failed on {} of user {}", listener, event.kind(), event.user(), e);
      }
    }
    nudge.run();
  }

  /** Not yet as text, which is made only where the line is logged. */
  private static Object shown(Optional<ConferenceId> id) {
    return id.isPresent() ? id.get() : "none";
  }
}
