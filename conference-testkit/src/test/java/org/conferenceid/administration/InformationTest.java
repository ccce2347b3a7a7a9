package org.conferenceid.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.behaviour.World;
import org.conferenceid.change.ConferenceInfoRequest;
import org.conferenceid.change.ConferenceInfoResult;
import org.conferenceid.change.NotEnabledException;
import org.conferenceid.change.ResetResult;
import org.conferenceid.spi.Notification;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InformationTest extends World {

  @Test
  @DisplayName("S11: all conference information is e-mailed on demand: ID and phone numbers")
  void isSentOnDemand() {
    ConferenceId id = enable(AMELIE);
    ConferenceInfoResult.Queued done =
        conferencing.administration().sendConferenceInfo(AMELIE).orElseThrow();
    conferencing.dispatcher().deliverDue();

    Notification told = notifier.notifications().get(1);
    assertThat(told.kind()).isEqualTo(EventKind.INFO_REQUESTED);
    assertThat(told.id()).contains(id);
    assertThat(told.at()).isEqualTo(done.at());
    assertThat(told.bridge().numbers()).isEqualTo(BRIDGE.numbers());
    assertThat(conferencing.administration().find(AMELIE))
        .get()
        .extracting(Organizer::version)
        .isEqualTo(1L);
  }

  @Test
  @DisplayName("S11: it shows the ID that is current when it is sent")
  void showsTheCurrentId() {
    enable(AMELIE);
    conferencing.administration().sendConferenceInfo(AMELIE);
    ResetResult.Reset reset = reset(AMELIE);
    conferencing.dispatcher().deliverDue();
    assertThat(notifier.notifications())
        .extracting(Notification::kind)
        .containsExactly(EventKind.INFO_REQUESTED, EventKind.RESET);
    assertThat(notifier.notifications()).allMatch(n -> n.id().orElseThrow().equals(reset.newId()));
  }

  @Test
  @DisplayName("S6, S11: being asked for, it is sent even if mail is switched off")
  void isSentEvenIfMailIsOff() {
    conferencing = builder().mail(false).build();
    enable(AMELIE);
    conferencing.administration().sendConferenceInfo(AMELIE);
    assertThat(mailStates()).containsExactly(DeliveryState.OFF, DeliveryState.PENDING);
  }

  @Test
  @DisplayName("S4, S11: there is no information about somebody who is not enabled")
  void isRefusedForOthers() {
    ConferenceInfoResult result = conferencing.administration().sendConferenceInfo(AMELIE);
    assertThat(result).isEqualTo(new ConferenceInfoResult.NotEnabled(AMELIE));
    assertThatThrownBy(result::orElseThrow).isInstanceOf(NotEnabledException.class);
    assertThat(audit()).isEmpty();
  }

  @Test
  @DisplayName("B12: asked for twice with one key, it is sent once")
  void isSentOnceForAKey() {
    enable(AMELIE);
    ConferenceInfoRequest click = ConferenceInfoRequest.of(AMELIE).by("desk").idempotencyKey("k");
    conferencing.administration().sendConferenceInfo(click);
    assertThat(conferencing.administration().sendConferenceInfo(click).orElseThrow().replayed())
        .isTrue();
    conferencing.dispatcher().deliverDue();
    assertThat(notifier.notifications()).hasSize(2);
  }

  @Test
  @DisplayName("B15: a user is told that the numbers have changed, with the ID that stays")
  void tellsThatNumbersChanged() {
    ConferenceId id = enable(AMELIE);
    ConferenceInfoResult.Queued done =
        conferencing
            .administration()
            .sendNumbersChanged(ConferenceInfoRequest.of(AMELIE).by("desk"))
            .orElseThrow();
    conferencing.dispatcher().deliverDue();

    Notification told = notifier.notifications().get(1);
    assertThat(told.kind()).isEqualTo(EventKind.NUMBERS_CHANGED);
    assertThat(told.id()).contains(id);
    assertThat(told.at()).isEqualTo(done.at());
    assertThat(told.bridge().numbers()).isEqualTo(BRIDGE.numbers());
    assertThat(told.actor()).contains("desk");
    assertThat(told.lastDigitsOfOldId()).isEmpty();
    assertThat(conferencing.administration().find(AMELIE))
        .get()
        .extracting(Organizer::version)
        .isEqualTo(1L);
  }

  @Test
  @DisplayName("B15: it is sent even if mail is off, and only to whoever is enabled")
  void tellsOfNumbersOnlyTheEnabled() {
    conferencing = builder().mail(false).build();
    enable(AMELIE);
    ConferenceInfoRequest request = ConferenceInfoRequest.of(AMELIE);
    conferencing.administration().sendNumbersChanged(request);
    assertThat(mailStates()).containsExactly(DeliveryState.OFF, DeliveryState.PENDING);
    conferencing.administration().disable(AMELIE);
    assertThat(conferencing.administration().sendNumbersChanged(request))
        .isEqualTo(new ConferenceInfoResult.NotEnabled(AMELIE));
    conferencing.dispatcher().deliverDue();
    assertThat(notifier.notifications()).isEmpty();
  }
}
