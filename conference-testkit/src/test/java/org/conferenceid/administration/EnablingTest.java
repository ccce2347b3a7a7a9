package org.conferenceid.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.attendant.Admission;
import org.conferenceid.behaviour.World;
import org.conferenceid.change.DisableRequest;
import org.conferenceid.change.DisableResult;
import org.conferenceid.change.EnableRequest;
import org.conferenceid.change.EnableResult;
import org.conferenceid.change.IdempotencyKeyReusedException;
import org.conferenceid.change.NotEnabledException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EnablingTest extends World {

  @Test
  @DisplayName("S1, S3, S4, S12: an enabled user has an ID of seven digits, which comes by itself")
  void givesAnIdByItself() {
    ConferenceId id = enable(AMELIE);

    assertThat(id.digits()).matches("[1-9][0-9]{6}");
    assertThat(conferencing.administration().find(AMELIE))
        .get()
        .extracting(Organizer::enabled, o -> o.id().orElseThrow(), Organizer::version)
        .containsExactly(true, id, 1L);
    assertThat(conferencing.administration().lookup(id)).isEqualTo(new Lookup.Active(AMELIE));
  }

  @Test
  @DisplayName("S4: nobody else has an ID")
  void givesNothingToOthers() {
    enable(AMELIE);
    assertThat(conferencing.administration().find(BRUNO)).isEmpty();
    assertThatThrownBy(() -> conferencing.invitationFor(BRUNO))
        .isInstanceOfSatisfying(
            NotEnabledException.class, e -> assertThat(e.user()).isEqualTo(BRUNO))
        .hasMessageContaining("bruno");
  }

  @Test
  @DisplayName("S6: the user is told by e-mail, with the ID")
  void tellsTheUser() {
    ConferenceId id = enable(AMELIE);
    conferencing.dispatcher().deliverDue();

    assertThat(notifier.notifications())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.kind()).isEqualTo(EventKind.ENABLED);
              assertThat(told.recipient()).isEqualTo(AMELIE_BY_MAIL);
              assertThat(told.id()).contains(id);
              assertThat(told.bridge()).isEqualTo(BRIDGE);
            });
  }

  @Test
  @DisplayName("Enabling an enabled user keeps the ID and sends nothing")
  void keepsTheId() {
    ConferenceId id = enable(AMELIE);
    assertThat(conferencing.administration().enable(AMELIE))
        .isInstanceOfSatisfying(
            EnableResult.AlreadyEnabled.class,
            already -> assertThat(already.organizer().version()).isEqualTo(1))
        .extracting(result -> result.id())
        .isEqualTo(id);
    assertThat(audit()).hasSize(1);
  }

  @Test
  @DisplayName(
      "S9, B2: the ID of a disabled user stops working at once and is nobody's for 365 days")
  void retiresTheIdOfADisabledUser() {
    ConferenceId id = enable(AMELIE);

    DisableResult.Disabled done =
        conferencing.administration().disable(DisableRequest.of(AMELIE).by("admin")).orElseThrow();

    assertThat(done.oldId()).isEqualTo(id);
    assertThat(audit().get(1).event().newId()).isEmpty();
    assertThat(conferencing.administration().find(AMELIE))
        .get()
        .extracting(Organizer::enabled)
        .isEqualTo(false);
    assertThat(conferencing.attendant().admit(id.digits(), Caller.anonymous()))
        .isEqualTo(new Admission.Refused());
    assertThat(conferencing.administration().lookup(id))
        .isInstanceOfSatisfying(
            Lookup.Retired.class,
            retired -> {
              assertThat(retired.lastOwner()).contains(AMELIE);
              assertThat(Duration.between(retired.retiredAt(), retired.freeAt()))
                  .isEqualTo(Duration.ofDays(365));
            });
    clock.advance(Duration.ofDays(365));
    assertThat(conferencing.administration().lookup(id)).isEqualTo(new Lookup.Unknown());
  }

  @Test
  @DisplayName("S6: the user is told that the ID no longer works")
  void tellsTheDisabledUser() {
    enable(AMELIE);
    conferencing.dispatcher().deliverDue();
    conferencing.administration().disable(AMELIE);
    conferencing.dispatcher().deliverDue();
    assertThat(notifier.notifications().get(1).kind()).isEqualTo(EventKind.DISABLED);
    assertThat(notifier.notifications().get(1).id()).isEmpty();
  }

  @Test
  @DisplayName("S4: disabling somebody who is not enabled is refused, not an error")
  void refusesToDisableTwice() {
    DisableResult result = conferencing.administration().disable(AMELIE);
    assertThat(result).isEqualTo(new DisableResult.NotEnabled(AMELIE));
    assertThatThrownBy(result::orElseThrow).isInstanceOf(NotEnabledException.class);
  }

  @Test
  @DisplayName("A user who is enabled again gets another ID, and the version goes on")
  void goesOnAfterDisabling() {
    ConferenceId first = enable(AMELIE);
    conferencing.administration().disable(AMELIE);
    assertThat(enable(AMELIE)).isNotEqualTo(first);
    assertThat(conferencing.administration().find(AMELIE))
        .get()
        .extracting(Organizer::version)
        .isEqualTo(3L);
  }

  @Test
  @DisplayName("B12: enabling and disabling with a key can be repeated, and a key is for one wish")
  void keysMakeRepetitionsHarmless() {
    EnableRequest wish = EnableRequest.of(AMELIE).idempotencyKey("k1");
    EnableResult.Enabled first = (EnableResult.Enabled) conferencing.administration().enable(wish);
    EnableResult.Enabled again = (EnableResult.Enabled) conferencing.administration().enable(wish);
    assertThat(again)
        .isEqualTo(
            new EnableResult.Enabled(AMELIE, first.id(), first.version(), first.at(), true, true));

    assertThatThrownBy(
            () ->
                conferencing
                    .administration()
                    .disable(DisableRequest.of(AMELIE).idempotencyKey("k1")))
        .isInstanceOfSatisfying(
            IdempotencyKeyReusedException.class,
            e -> {
              assertThat(e.user()).isEqualTo(AMELIE);
              assertThat(e.key().value()).isEqualTo("k1");
            });
    assertThat(conferencing.administration().find(AMELIE))
        .get()
        .extracting(Organizer::enabled)
        .isEqualTo(true);
    assertThat(conferencing.administration().enable(EnableRequest.of(BRUNO).idempotencyKey("k1")))
        .isInstanceOfSatisfying(
            EnableResult.Enabled.class, done -> assertThat(done.replayed()).isFalse());
  }

  @Test
  @DisplayName("Users whose keys differ in case or in white space inside are different users")
  void comparesKeysExactly() {
    assertThat(enable(UserId.of("a b"))).isNotEqualTo(enable(UserId.of("A b")));
  }
}
