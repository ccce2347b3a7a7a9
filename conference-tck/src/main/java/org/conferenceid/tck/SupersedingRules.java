package org.conferenceid.tck;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.audit.DeliveryStatus;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Messages that have become outdated: OB-6. */
abstract class SupersedingRules extends Rules {
  private static final int RESETS = 30;

  SupersedingRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("OB-6: of messages about the ID, only the one about the present version goes out")
  void shouldSendOnlyTheLatest() {
    enable(AMELIE);
    reset(AMELIE);
    reset(AMELIE);

    Lease only = claimOne(EventKind.RESET, AMELIE);
    assertThat(only.version()).as("the version of %s", named(only)).isEqualTo(3);
    assertStates(AMELIE, DeliveryState.SUPERSEDED, DeliveryState.SUPERSEDED, DeliveryState.LEASED);
  }

  @Test
  @DisplayName("OB-6: any later change of the ID makes a message about the ID outdated")
  void shouldGiveWayToAnyChange() {
    for (boolean mail : List.of(true, false)) {
      assertGivesWay(mail, Wish.enable(AMELIE), Wish.reset(AMELIE));
      assertGivesWay(mail, Wish.enable(AMELIE), Wish.disable(AMELIE));
      assertGivesWay(mail, Wish.disable(AMELIE), Wish.enable(AMELIE));
      assertGivesWay(mail, Wish.reset(AMELIE), Wish.reset(AMELIE));
      assertGivesWay(mail, Wish.reset(AMELIE), Wish.disable(AMELIE));
    }
  }

  private void assertGivesWay(boolean mail, Wish first, Wish then) {
    store.erase(AMELIE, Wish.QUARANTINE);
    if (first.change().kind() != EventKind.ENABLED) {
      done(Wish.enable(AMELIE).withoutMail());
    }
    long outdated = done(first).event().version();
    done(mail ? then : then.withoutMail());

    assertThat(claim().stream().map(Lease::version))
        .as(
            "the versions of %s that are claimed after %s and then %s, the latter with mail: %s",
            AMELIE.value(), first.change().kind(), then.change().kind(), mail)
        .isEqualTo(mail ? List.of(outdated + 1) : List.of());
    assertThat(store.audit(AuditQuery.all().withDelivery(DeliveryState.SUPERSEDED)).items())
        .as("what was superseded")
        .extracting(entry -> entry.event().version())
        .containsExactly(outdated);
  }

  @Test
  @DisplayName("OB-6: conference information stays true over a reset")
  void shouldKeepInformationOverAReset() {
    done(Wish.enable(AMELIE).withoutMail());
    info(AMELIE);
    done(Wish.reset(AMELIE).withoutMail());

    claimOne(EventKind.INFO_REQUESTED, AMELIE);
  }

  @Test
  @DisplayName("OB-6: conference information is outdated while the user is disabled")
  void shouldDropInformationOfADisabledUser() {
    done(Wish.enable(AMELIE).withoutMail());
    info(AMELIE);
    done(Wish.disable(AMELIE).withoutMail());

    assertNothingToClaim("the user is disabled");
    assertStates(AMELIE, DeliveryState.OFF, DeliveryState.SUPERSEDED, DeliveryState.OFF);
  }

  @Test
  @DisplayName("OB-6: conference information is not outdated by a disabling that is over")
  void shouldKeepInformationOfAUserWhoIsEnabledAgain() {
    done(Wish.enable(AMELIE).withoutMail());
    info(AMELIE);
    done(Wish.disable(AMELIE).withoutMail());
    done(Wish.enable(AMELIE).withoutMail());

    claimOne(EventKind.INFO_REQUESTED, AMELIE);
  }

  @Test
  @DisplayName("OB-6, OB-11: a message that waits to be retried is superseded before it is due")
  void shouldSupersedeWhatIsNotDue() {
    enable(AMELIE);
    settle(claimOne(), new Settlement.Retry(Duration.ofHours(1), "SMTP 451"));
    done(Wish.reset(AMELIE).withoutMail());

    assertNothingToClaim("the only message is outdated");
    assertThat(entriesOf(AMELIE).get(0).delivery())
        .as("a superseded message of %s, which keeps its attempts and its problem", AMELIE.value())
        .isEqualTo(new DeliveryStatus(DeliveryState.SUPERSEDED, 1, Optional.of("SMTP 451")));
  }

  @Test
  @DisplayName("OB-6: a claim hands out what it made room for")
  void shouldHandOutWhatItMadeRoomFor() {
    enable(AMELIE);
    settle(claimOne(), new Settlement.Retry(Duration.ofHours(1), "SMTP 451"));
    reset(AMELIE);

    assertThat(claimOne(EventKind.RESET, AMELIE).version()).isEqualTo(2);
    assertStates(AMELIE, DeliveryState.SUPERSEDED, DeliveryState.LEASED);
  }

  @Test
  @DisplayName("OB-6: a message is superseded that is put back after a change without mail")
  void shouldSupersedeWhatIsPutBackLate() {
    List<Settlement.Result> results =
        List.of(
            new Settlement.Retry(Duration.ofHours(1), "SMTP 451"),
            new Settlement.Retry(Duration.ZERO, "SMTP 451"),
            new Settlement.Released());
    for (Settlement.Result result : results) {
      enable(AMELIE);
      Lease lease = claimOne();
      done(Wish.reset(AMELIE).withoutMail());
      settle(lease, result);

      assertNothingToClaim("the message that was settled as %s is outdated", result);
      assertStates(AMELIE, DeliveryState.SUPERSEDED, DeliveryState.OFF);
      store.erase(AMELIE, Wish.QUARANTINE);
    }
  }

  @Test
  @DisplayName("OB-6, OB-4: a message whose lease has run out is superseded, and its lease is lost")
  void shouldSupersedeWhatNobodySettled() {
    enable(AMELIE);
    Lease lost = claimOne();
    reset(AMELIE);
    assertNothingToClaim("the earlier message is still with its worker (OB-5)");
    advance(LEASE);

    assertThat(claimOne(EventKind.RESET, AMELIE).version()).isEqualTo(2);
    assertStates(AMELIE, DeliveryState.SUPERSEDED, DeliveryState.LEASED);
    assertLost(lost, new Settlement.Sent());
  }

  @Test
  @DisplayName("OB-6: a message that its worker still has can be settled as sent")
  void shouldNotSupersedeWhatIsWithAWorker() {
    enable(AMELIE);
    Lease lease = claimOne();
    reset(AMELIE);
    assertNothingToClaim("a worker has the user's earlier message");
    advance(LEASE.minus(TICK));
    assertNothingToClaim("a worker has the user's earlier message for another millisecond");

    assertCounts(lease, new Settlement.Sent());
    assertThat(claimOne(EventKind.RESET, AMELIE).version()).isEqualTo(2);
    assertStates(AMELIE, DeliveryState.SENT, DeliveryState.LEASED);
  }

  @Test
  @DisplayName("OB-6, OB-8: an outdated message that is sent again is superseded")
  void shouldSupersedeWhatIsSentAgain() {
    enable(AMELIE);
    Lease lease = claimOne();
    settle(lease, new Settlement.Failed("SMTP 550"));
    done(Wish.reset(AMELIE).withoutMail());
    assertNothingToClaim("the only message has failed");
    assertStates(AMELIE, DeliveryState.FAILED, DeliveryState.OFF);

    assertThat(store.outbox().resend(List.of(lease.number())))
        .as("how many messages are sent again, one that has failed and is outdated")
        .isEqualTo(1);
    assertNothingToClaim("what was sent again is outdated");
    assertStates(AMELIE, DeliveryState.SUPERSEDED, DeliveryState.OFF);
  }

  @Test
  @DisplayName("OB-6, OB-12: a user who was erased and enabled again gets the message of version 1")
  void shouldStartAnewAfterAnErasure() {
    enable(AMELIE);
    String key = claimOne().messageKey();
    store.erase(AMELIE, Wish.QUARANTINE);
    enable(AMELIE);

    Lease anew = claimOne(EventKind.ENABLED, AMELIE);
    assertThat(anew.version()).as("the version of %s", named(anew)).isEqualTo(1);
    assertThat(anew.attempt()).as("the attempt of %s", named(anew)).isEqualTo(1);
    assertThat(anew.messageKey()).as("the key of %s", named(anew)).isNotEqualTo(key);
  }

  @Test
  @DisplayName("OB-6: while users are reset, no claim hands out what was outdated before it began")
  void shouldNotHandOutWhatWasUntrue() {
    List<UserId> users = List.of(AMELIE, BRUNO, CHLOE);
    users.forEach(this::enable);
    Race.of(4, racer -> racer == 3 ? () -> claimOften(users) : () -> resetOften(users.get(racer)));

    assertThat(claim())
        .as("what is claimed after the resets, one message of each user about the last version")
        .hasSize(users.size())
        .allMatch(lease -> lease.version() == 1 + RESETS);
  }

  private long resetOften(UserId user) {
    for (int i = 0; i < RESETS; i++) {
      reset(user);
    }
    return versionOf(user);
  }

  private long claimOften(List<UserId> users) {
    for (int i = 0; i < RESETS; i++) {
      Map<UserId, Long> before = users.stream().collect(toMap(user -> user, this::versionOf));
      for (Lease lease : claim()) {
        assertThat(lease.version())
            .as("the version of %s, compared with the user's before the claim", named(lease))
            .isGreaterThanOrEqualTo(before.get(lease.user()));
        settle(lease, new Settlement.Released());
      }
    }
    return RESETS;
  }

  private long versionOf(UserId user) {
    return store.find(user).orElseThrow().version();
  }
}
