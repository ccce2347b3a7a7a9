package org.conferenceid.behaviour;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.conferenceid.AudioConferencing;
import org.conferenceid.AudioConferencingBuilder;
import org.conferenceid.InvalidValueException;
import org.conferenceid.change.DisableRequest;
import org.conferenceid.change.EnableRequest;
import org.conferenceid.change.ResetRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConfigurationTest extends World {

  @Test
  @DisplayName("What must be given is asked for by name")
  void asksForMissingParts() {
    AudioConferencingBuilder builder = AudioConferencing.builder();
    assertMissing(builder, "store");
    builder.store(store);
    assertMissing(builder, "bridge");
    builder.bridge(BRIDGE);
    assertMissing(builder, "directory");
    builder.directory(directory);
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
            () -> builder.delivery(null),
            () -> builder.generator(null),
            () -> builder.scheduler(null),
            () -> builder.deliveryExecutor(null),
            () -> builder.nanoTime(null),
            () -> builder.retryRandom(null),
            () -> builder.guessLimits(null),
            () -> builder.guessLimiter(null),
            () -> builder.callListener(null),
            () -> builder.callEventExecutor(null),
            () -> builder.metrics(null),
            () -> conferencing.enable((EnableRequest) null),
            () -> conferencing.disable((DisableRequest) null),
            () -> EnableRequest.of(null),
            () -> DisableRequest.of(null),
            () -> ResetRequest.of(null),
            () -> ResetRequest.of(AMELIE).by(null),
            () -> ResetRequest.of(AMELIE).reason(null),
            () -> ResetRequest.of(AMELIE).key(null),
            () -> ResetRequest.of(AMELIE).expecting(null),
            () -> conferencing.resets().reset(null),
            () -> conferencing.resets().preview(null),
            () -> conferencing.sendConferenceInfo(null),
            () -> conferencing.sendConferenceInfo(AMELIE, null),
            () -> conferencing.invitationFor(null),
            () -> conferencing.find(null),
            () -> conferencing.lookup(null),
            () -> conferencing.audit(null),
            () -> conferencing.erase(null),
            () -> conferencing.pruneAudit(null),
            () -> conferencing.afterCommit(null));
    for (int i = 0; i < calls.size(); i++) {
      assertThatThrownBy(calls.get(i)).as("call %d", i).isInstanceOf(NullPointerException.class);
    }
  }
}
