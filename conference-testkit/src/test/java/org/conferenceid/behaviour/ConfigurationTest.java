package org.conferenceid.behaviour;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.conferenceid.AudioConferencing;
import org.conferenceid.AudioConferencingBuilder;
import org.conferenceid.InvalidValueException;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.attendant.AutoAttendant;
import org.conferenceid.change.ConferenceInfoRequest;
import org.conferenceid.change.DisableRequest;
import org.conferenceid.change.EnableRequest;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.delivery.NotificationDispatcher;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConfigurationTest extends World {

  @Test
  @DisplayName("What must be given is asked for by name")
  void asksForMissingParts() {
    AudioConferencingBuilder builder = AudioConferencing.builder();
    assertMissing(builder, "store");
    builder.store(store);
    assertMissing(builder, "directory");
    builder.directory(directory);
    assertMissing(builder, "bridge");
    builder.bridge(BRIDGE);
    assertMissing(builder, "notifier");
    builder.notifier(notifier).build().close();
  }

  private static void assertMissing(AudioConferencingBuilder builder, String part) {
    assertThatThrownBy(builder::build)
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(part + " must be given to the builder");
  }

  @Test
  @DisplayName("null is refused everywhere, at once")
  void refusesNull() {
    AudioConferencingBuilder builder = AudioConferencing.builder();
    List<ThrowingCallable> calls =
        List.of(
            () -> builder.store(null),
            () -> builder.directory(null),
            () -> builder.notifier(null),
            () -> builder.bridge(null),
            () -> builder.quarantine(null),
            () -> builder.listener(null),
            () -> builder.phoneNumberFormat(null),
            () -> NotificationDispatcher.builder(store).settings(null),
            () -> Administration.builder(store).generator(null),
            () -> NotificationDispatcher.builder(store).scheduler(null),
            () -> NotificationDispatcher.builder(store).executor(null),
            () -> builder.timeSource(null),
            () -> builder.administration(null),
            () -> builder.attendant(null),
            () -> builder.delivery(null),
            () -> AutoAttendant.builder(store).guessLimits(null),
            () -> AutoAttendant.builder(store).guessLimiter(null),
            () -> AutoAttendant.builder(store).listener(null),
            () -> AutoAttendant.builder(store).listenerExecutor(null),
            () -> builder.metrics(null),
            () -> conferencing.administration().enable((EnableRequest) null),
            () -> conferencing.administration().disable((DisableRequest) null),
            () -> EnableRequest.of(null),
            () -> DisableRequest.of(null),
            () -> ResetRequest.of(null),
            () -> ResetRequest.of(AMELIE).by(null),
            () -> ResetRequest.of(AMELIE).reason(null),
            () -> ResetRequest.of(AMELIE).idempotencyKey((String) null),
            () -> ResetRequest.of(AMELIE).expecting(null),
            () -> conferencing.administration().resets().reset(null),
            () -> conferencing.administration().resets().preview(null),
            () -> conferencing.administration().sendConferenceInfo((UserId) null),
            () -> conferencing.administration().sendConferenceInfo((ConferenceInfoRequest) null),
            () -> conferencing.invitationFor(null),
            () -> conferencing.administration().find(null),
            () -> conferencing.administration().lookup(null),
            () -> conferencing.administration().audit(null),
            () -> conferencing.administration().erase(null),
            () -> conferencing.administration().pruneAudit(null));
    for (int i = 0; i < calls.size(); i++) {
      assertThatThrownBy(calls.get(i)).as("call %d", i).isInstanceOf(NullPointerException.class);
    }
  }
}
