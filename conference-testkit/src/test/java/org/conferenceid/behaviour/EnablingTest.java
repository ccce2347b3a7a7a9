package org.conferenceid.behaviour;

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
import org.conferenceid.change.AlreadyEnabled;
import org.conferenceid.change.DisableRequest;
import org.conferenceid.change.DisableResult;
import org.conferenceid.change.Done;
import org.conferenceid.change.EnableRequest;
import org.conferenceid.change.NotEnabled;
import org.conferenceid.change.NotEnabledException;
import org.conferenceid.change.IdempotencyKeyReusedException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EnablingTest extends World {

  @Test
  @DisplayName("S1, S3, S4, S12: an enabled user has an ID of seven digits, which comes by itself")
  void givesAnIdByItself() {
    ConferenceId id = enable(AMELIE);

    assertThat(id.digits()).matches("[1-9][0-9]{6}");
    assertThat(conferencing.find(AMELIE))
        .get()
        .extracting(Organizer::enabled, o -> o.id().orElseThrow(), Organizer::version)
        .containsExactly(true, id, 1L);
    assertThat(conferencing.lookup(id)).isEqualTo(new Lookup.Active(AMELIE));
  }

  @Test
  @DisplayName("S4: nobody else has an ID")
  void givesNothingToOthers() {
    enable(AMELIE);
    assertThat(conferencing.find(BRUNO)).isEmpty();
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
    assertThat(conferencing.enable(AMELIE))
        .isInstanceOfSatisfying(
            AlreadyEnabled.class, already -> assertThat(already.organizer().version()).isEqualTo(1))
        .extracting(result -> result.id())
        .isEqualTo(id);
    assertThat(audit()).hasSize(1);
  }

  @Test
  @DisplayName(
      "S9, B2: the ID of a disabled user stops working at once and is nobody's for 365 days")
  void retiresTheIdOfADisabledUser() {
    ConferenceId id = enable(AMELIE);

    Done done = conferencing.disable(DisableRequest.of(AMELIE).by("admin")).orElseThrow();

    assertThat(done.event().oldId()).contains(id);
    assertThat(done.event().newId()).isEmpty();
    assertThatThrownBy(done::id).isInstanceOf(IllegalStateException.class);
    assertThat(conferencing.find(AMELIE)).get().extracting(Organizer::enabled).isEqualTo(false);
    assertThat(conferencing.autoAttendant().admit(id.digits(), Caller.anonymous()))
        .isEqualTo(new Admission.Refused());
    assertThat(conferencing.lookup(id))
        .isInstanceOfSatisfying(
            Lookup.Retired.class,
            retired -> {
              assertThat(retired.lastOwner()).contains(AMELIE);
              assertThat(Duration.between(retired.retiredAt(), retired.freeAt()))
                  .isEqualTo(Duration.ofDays(365));
            });
    clock.advance(Duration.ofDays(365));
    assertThat(conferencing.lookup(id)).isEqualTo(new Lookup.Unknown());
  }

  @Test
  @DisplayName("S6: the user is told that the ID no longer works")
  void tellsTheDisabledUser() {
    enable(AMELIE);
    conferencing.dispatcher().deliverDue();
    conferencing.disable(AMELIE);
    conferencing.dispatcher().deliverDue();
    assertThat(notifier.notifications().get(1).kind()).isEqualTo(EventKind.DISABLED);
    assertThat(notifier.notifications().get(1).id()).isEmpty();
  }

  @Test
  @DisplayName("S4: disabling somebody who is not enabled is refused, not an error")
  void refusesToDisableTwice() {
    DisableResult result = conferencing.disable(AMELIE);
    assertThat(result).isEqualTo(new NotEnabled(AMELIE));
    assertThatThrownBy(result::orElseThrow).isInstanceOf(NotEnabledException.class);
  }

  @Test
  @DisplayName("A user who is enabled again gets another ID, and the version goes on")
  void goesOnAfterDisabling() {
    ConferenceId first = enable(AMELIE);
    conferencing.disable(AMELIE);
    assertThat(enable(AMELIE)).isNotEqualTo(first);
    assertThat(conferencing.find(AMELIE)).get().extracting(Organizer::version).isEqualTo(3L);
  }

  @Test
  @DisplayName("B12: enabling and disabling with a key can be repeated, and a key is for one wish")
  void keysMakeRepetitionsHarmless() {
    EnableRequest wish = EnableRequest.of(AMELIE).key("k1");
    Done first = (Done) conferencing.enable(wish);
    Done again = (Done) conferencing.enable(wish);
    assertThat(again.replayed()).isTrue();
    assertThat(again.event()).isEqualTo(first.event());

    assertThatThrownBy(() -> conferencing.disable(DisableRequest.of(AMELIE).key("k1")))
        .isInstanceOfSatisfying(
            IdempotencyKeyReusedException.class,
            e -> {
              assertThat(e.user()).isEqualTo(AMELIE);
              assertThat(e.key().value()).isEqualTo("k1");
            });
    assertThat(conferencing.find(AMELIE)).get().extracting(Organizer::enabled).isEqualTo(true);
    assertThat(conferencing.enable(EnableRequest.of(BRUNO).key("k1")))
        .isInstanceOfSatisfying(Done.class, done -> assertThat(done.replayed()).isFalse());
  }

  @Test
  @DisplayName("Users whose keys differ in case or in white space inside are different users")
  void comparesKeysExactly() {
    assertThat(enable(UserId.of("a b"))).isNotEqualTo(enable(UserId.of("A b")));
  }
}
