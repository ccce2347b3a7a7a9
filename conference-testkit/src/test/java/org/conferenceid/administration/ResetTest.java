package org.conferenceid.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.EventKind;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.attendant.Admission;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.behaviour.World;
import org.conferenceid.change.EnableResult;
import org.conferenceid.change.IdempotencyKeyReusedException;
import org.conferenceid.change.MailPreview;
import org.conferenceid.change.NotEnabledException;
import org.conferenceid.change.ResetPreview;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.change.ResetResult;
import org.conferenceid.change.StaleIdException;
import org.conferenceid.spi.Notification;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ResetTest extends World {

  @Nested
  class AReset {

    @Test
    @DisplayName("S6, S8, S12: a new ID of seven digits comes by itself, and can be seen")
    void givesANewId() {
      ConferenceId old = enable(AMELIE);
      ResetResult.Reset done = reset(AMELIE);

      assertThat(done.newId()).isNotEqualTo(old);
      assertThat(done.newId().digits()).matches(ConferenceIdPolicy.ivrPattern());
      assertThat(done.oldId()).isEqualTo(old);
      assertThat(done.committed()).isTrue();
      assertThat(done.replayed()).isFalse();
      assertThat(conferencing.administration().find(AMELIE))
          .get()
          .extracting(o -> o.id().orElseThrow())
          .isEqualTo(done.newId());
    }

    @Test
    @DisplayName("S2, S9, B3: the old ID is refused from that moment, the new one is let in")
    void stopsTheOldIdAtOnce() {
      ConferenceId old = enable(AMELIE);
      assertThat(conferencing.attendant().admit(old.digits(), Caller.anonymous()))
          .isEqualTo(new Admission.Admitted(AMELIE));
      ResetResult.Reset done = reset(AMELIE);

      assertThat(conferencing.attendant().admit(old.digits(), Caller.anonymous()))
          .isEqualTo(new Admission.Refused());
      assertThat(conferencing.attendant().admit(done.newId().grouped() + "#", Caller.anonymous()))
          .isEqualTo(new Admission.Admitted(AMELIE));
      assertThat(conferencing.administration().lookup(old)).isInstanceOf(Lookup.Retired.class);
    }

    @Test
    @DisplayName("S6, S7: an e-mail with the new ID goes to the user's primary address, once")
    void tellsTheUser() {
      enable(AMELIE);
      conferencing.dispatcher().deliverDue();
      ResetResult.Reset done = reset(AMELIE);
      conferencing.dispatcher().deliverDue();
      conferencing.dispatcher().deliverDue();

      Notification told = notifier.notifications().get(1);
      assertThat(notifier.notifications()).hasSize(2);
      assertThat(told.kind()).isEqualTo(EventKind.RESET);
      assertThat(told.user()).isEqualTo(AMELIE);
      assertThat(told.recipient()).isEqualTo(AMELIE_BY_MAIL);
      assertThat(told.id()).contains(done.newId());
      assertThat(told.bridge()).isEqualTo(BRIDGE);
      assertThat(told.at()).isEqualTo(done.at());
    }

    @Test
    @DisplayName("S6: e-mails are on by default, and can be switched off for all or for one")
    void sendsNothingWhenSwitchedOff() {
      conferencing = builder().mail(false).build();
      enable(AMELIE);
      reset(AMELIE);
      conferencing
          .administration()
          .resets()
          .reset(ResetRequest.of(AMELIE).mail(true))
          .orElseThrow();
      assertThat(mailStates())
          .containsExactly(DeliveryState.OFF, DeliveryState.OFF, DeliveryState.PENDING);

      conferencing = builder().build();
      conferencing
          .administration()
          .resets()
          .reset(ResetRequest.of(AMELIE).mail(false))
          .orElseThrow();
      reset(AMELIE);
      assertThat(mailStates().subList(3, 5))
          .containsExactly(DeliveryState.OFF, DeliveryState.PENDING);
    }

    @Test
    @DisplayName("S4: somebody who is not enabled has no ID to reset")
    void refusesUsersWhoAreNotEnabled() {
      ResetResult never = conferencing.administration().resets().reset(ResetRequest.of(AMELIE));
      assertThat(never).isEqualTo(new ResetResult.NotEnabled(AMELIE));
      assertThatThrownBy(never::orElseThrow).isInstanceOf(NotEnabledException.class);

      enable(AMELIE);
      conferencing.administration().disable(AMELIE);
      assertThat(conferencing.administration().resets().reset(ResetRequest.of(AMELIE)))
          .isEqualTo(new ResetResult.NotEnabled(AMELIE));
      assertThat(audit()).hasSize(2);
    }

    @Test
    @DisplayName("S13: what is done once by hand is a loop for many")
    void canBeScripted() {
      List<UserId> users = Stream.of("a", "b", "c", "d").map(UserId::of).toList();
      users.forEach(conferencing.administration()::enable);
      List<ConferenceId> ids = users.stream().map(user -> reset(user).newId()).distinct().toList();
      assertThat(ids).hasSize(4);
    }
  }

  @Nested
  class RepeatedRequests {

    @Test
    @DisplayName("B12: a double click gives the same result, not a second reset or mail")
    void areHarmless() {
      enable(AMELIE);
      ResetRequest click =
          ResetRequest.of(AMELIE).by("admin").reason("leaked").idempotencyKey("7f3c");
      ResetResult.Reset first = conferencing.administration().resets().reset(click).orElseThrow();
      ResetResult.Reset second = conferencing.administration().resets().reset(click).orElseThrow();

      assertThat(second.replayed()).isTrue();
      assertThat(eventOf(second)).isEqualTo(eventOf(first));
      assertThat(audit()).hasSize(2);
      assertThat(conferencing.administration().lookup(first.newId()))
          .isEqualTo(new Lookup.Active(AMELIE));
    }

    @Test
    @DisplayName("B12: a late repetition gives the old result and changes nothing")
    void areHarmlessLater() {
      enable(AMELIE);
      ResetRequest click = ResetRequest.of(AMELIE).idempotencyKey("7f3c");
      ResetResult.Reset first = conferencing.administration().resets().reset(click).orElseThrow();
      ResetResult.Reset other = reset(AMELIE);
      assertThat(eventOf(conferencing.administration().resets().reset(click).orElseThrow()))
          .isEqualTo(eventOf(first));
      assertThat(conferencing.administration().lookup(other.newId()))
          .isEqualTo(new Lookup.Active(AMELIE));
    }

    @Test
    @DisplayName("B12: a key that meant another wish is refused by a typed error")
    void areRefusedForAnotherWish() {
      ConferenceId id = enable(AMELIE);
      conferencing
          .administration()
          .resets()
          .reset(ResetRequest.of(AMELIE).idempotencyKey("7f3c").expecting(id))
          .orElseThrow();
      assertThatThrownBy(
              () ->
                  conferencing
                      .administration()
                      .resets()
                      .reset(
                          ResetRequest.of(AMELIE)
                              .idempotencyKey("7f3c")
                              .expecting(
                                  conferencing
                                      .administration()
                                      .find(AMELIE)
                                      .orElseThrow()
                                      .id()
                                      .orElseThrow())))
          .isInstanceOf(IdempotencyKeyReusedException.class)
          .hasMessageContaining("7f3c");
    }

    @Test
    @DisplayName("B12: a refusal is not remembered under its key")
    void areJudgedAnewAfterARefusal() {
      ResetRequest click = ResetRequest.of(AMELIE).idempotencyKey("7f3c");
      assertThat(conferencing.administration().resets().reset(click))
          .isInstanceOf(ResetResult.NotEnabled.class);
      enable(AMELIE);
      assertThat(conferencing.administration().resets().reset(click))
          .isInstanceOf(ResetResult.Reset.class);
    }
  }

  @Nested
  class AConfirmedReset {

    @Test
    @DisplayName("B11: the preview shows the ID, the address and the language, and changes nothing")
    void isShownBefore() {
      ConferenceId id = enable(AMELIE);
      ResetPreview preview = conferencing.administration().resets().preview(AMELIE);
      assertThat(preview.user()).isEqualTo(AMELIE);
      assertThat(preview.currentId()).contains(id);
      assertThat(preview.mail()).isEqualTo(new MailPreview.To(AMELIE_BY_MAIL));
      assertThat(audit()).hasSize(1);
    }

    @Test
    @DisplayName("S5, B11: what was confirmed is what is reset")
    void resetsWhatWasShown() {
      ConferenceId id = enable(AMELIE);
      ResetRequest confirmed =
          conferencing.administration().resets().preview(AMELIE).confirm().by("admin");
      assertThat(conferencing.administration().resets().reset(confirmed).orElseThrow().oldId())
          .isEqualTo(id);
    }

    @Test
    @DisplayName("S5, B11: if somebody else was faster, nothing is reset")
    void isRefusedWhenStale() {
      enable(AMELIE);
      ResetPreview preview = conferencing.administration().resets().preview(AMELIE);
      ResetResult.Reset faster = reset(AMELIE);

      ResetResult result = conferencing.administration().resets().reset(preview.confirm());

      assertThat(result)
          .isInstanceOfSatisfying(
              ResetResult.StaleId.class,
              stale -> {
                assertThat(stale.user()).isEqualTo(AMELIE);
                assertThat(stale.organizer().id()).contains(faster.newId());
              });
      assertThatThrownBy(result::orElseThrow)
          .isInstanceOfSatisfying(
              StaleIdException.class, e -> assertThat(e.user()).isEqualTo(AMELIE))
          .hasMessageNotContaining(faster.newId().digits());
      assertThat(conferencing.administration().find(AMELIE))
          .get()
          .extracting(Organizer::version)
          .isEqualTo(2L);
    }

    @Test
    @DisplayName("S5, B11: a reset that expects a version happens at that version only")
    void happensAtTheExpectedVersion() {
      enable(AMELIE);
      ResetRequest atFirst = ResetRequest.of(AMELIE).expectingVersion(1);
      assertThat(conferencing.administration().resets().reset(atFirst).orElseThrow().version())
          .isEqualTo(2);
      assertThat(conferencing.administration().resets().reset(atFirst))
          .isInstanceOfSatisfying(
              ResetResult.StaleId.class,
              stale -> assertThat(stale.organizer().version()).isEqualTo(2));
      assertThat(audit()).hasSize(2);
    }

    @Test
    @DisplayName("S5, B11: a window that was opened before a disabling confirms nothing after it")
    void isRefusedAfterDisablingAndEnabling() {
      enable(AMELIE);
      ResetPreview preview = conferencing.administration().resets().preview(AMELIE);
      conferencing.administration().disable(AMELIE);
      enable(AMELIE);
      assertThat(conferencing.administration().resets().reset(preview.confirm()))
          .isInstanceOf(ResetResult.StaleId.class);
    }

    @Test
    @DisplayName("B11: a preview tells why nobody gets mail")
    void tellsWhyNobodyGetsMail() {
      UserId stranger = UserId.of("stranger");
      ResetPreview preview = conferencing.administration().resets().preview(stranger);
      assertThat(preview.currentId()).isEmpty();
      assertThat(preview.mail()).isEqualTo(new MailPreview.NoAddress());
      assertThatThrownBy(preview::confirm).isInstanceOf(NotEnabledException.class);

      conferencing = builder().mail(false).build();
      assertThat(conferencing.administration().resets().preview(AMELIE).mail())
          .isEqualTo(new MailPreview.Off());
    }

    @Test
    @DisplayName("B11: a directory that throws is told in the preview and does not stop a reset")
    void doesNotDependOnTheDirectory() {
      enable(AMELIE);
      conferencing =
          builder()
              .directory(
                  user -> {
                    throw new IllegalStateException("LDAP is away");
                  })
              .build();
      ResetPreview preview = conferencing.administration().resets().preview(AMELIE);
      assertThat(preview.mail())
          .isInstanceOfSatisfying(
              MailPreview.Unavailable.class,
              plan -> assertThat(plan.problem()).contains("LDAP is away"));
      assertThat(conferencing.administration().resets().reset(preview.confirm()))
          .isInstanceOf(ResetResult.Reset.class);
    }
  }

  @Test
  @DisplayName("Enabling beside a reset never gives a second ID")
  void enablingDoesNotReset() {
    enable(AMELIE);
    ResetResult.Reset done = reset(AMELIE);
    assertThat(conferencing.administration().enable(AMELIE))
        .isInstanceOfSatisfying(
            EnableResult.AlreadyEnabled.class,
            already -> assertThat(already.id()).isEqualTo(done.newId()));
  }
}
