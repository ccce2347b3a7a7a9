package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who gets which message: OB-1, OB-2, OB-3, OB-5 to OB-7, OB-10 and OB-12. */
abstract class ClaimRules extends Rules {

  ClaimRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("OB-1: an empty store has nothing to claim")
  void shouldHaveNothingAtFirst() {
    assertThat(claim()).isEmpty();
  }

  @Test
  @DisplayName("OB-1: a message can be claimed as soon as its change is done")
  void shouldBeClaimableAtOnce() {
    for (UserId user : List.of(AMELIE, BRUNO)) {
      enable(user);
      assertThat(claimOne().user()).isEqualTo(user);
    }
  }

  @Test
  @DisplayName("OB-1: a change whose first candidates were taken is queued like any other")
  void shouldQueueAChangeThatHadToTryAgain() {
    done(Wish.enable(AMELIE).withoutMail(), offering(ID_1));
    done(Wish.enable(BRUNO), offering(ID_1, ID_2));
    assertThat(claimOne().user()).isEqualTo(BRUNO);
    done(Wish.reset(AMELIE), offering(ID_1, ID_2, ID_3));
    assertThat(claimOne().user()).isEqualTo(AMELIE);
  }

  @Test
  @DisplayName("OB-1: a replay queues nothing")
  void shouldQueueAWishOnce() {
    done(Wish.enable(AMELIE).key("k"));
    settle(claimOne(), new Settlement.Sent());
    done(Wish.enable(AMELIE).key("k"));

    assertThat(claim()).isEmpty();
  }

  @Test
  @DisplayName("OB-2: a leased message is given to nobody else, to the last instant of its lease")
  void shouldLeaseToOneWorker() {
    enable(AMELIE);
    Lease first = claimOne();
    assertThat(claim()).isEmpty();

    advance(LEASE.minus(TICK));
    assertThat(claim()).isEmpty();
    advance(TICK);
    Lease second = claimOne();
    assertThat(second.number()).isEqualTo(first.number());
    assertThat(second.fence()).isGreaterThan(first.fence());
  }

  @Test
  @DisplayName("OB-2: every lease lasts as long as its own claim said")
  void shouldLeaseForAsLongAsSaid() {
    enable(AMELIE);
    store.outbox().claim("short", 1, Duration.ofSeconds(1));
    advance(Duration.ofSeconds(1));
    store.outbox().claim("long", 1, Duration.ofHours(1));
    advance(Duration.ofHours(1).minus(TICK));

    assertThat(claim()).isEmpty();
  }

  @Test
  @DisplayName("OB-3, OB-11: an attempt is counted when the message is claimed")
  void shouldCountAttemptsWhenClaimed() {
    enable(AMELIE);
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(claimOne().attempt()).isEqualTo(attempt);
      assertThat(lastEntryOf(AMELIE).delivery().attempts()).isEqualTo(attempt);
      assertThat(lastEntryOf(AMELIE).delivery().state()).isEqualTo(DeliveryState.LEASED);
      advance(LEASE);
    }
  }

  @Test
  @DisplayName("OB-5: while an earlier message of the user is leased, a later one waits")
  void shouldWaitForALeasedMessage() {
    enable(AMELIE);
    info(AMELIE);
    Lease first = claimOne();
    assertThat(first.kind()).isEqualTo(EventKind.ENABLED);
    assertThat(claim()).isEmpty();

    settle(first, new Settlement.Sent());
    assertThat(claimOne().kind()).isEqualTo(EventKind.INFO_REQUESTED);
  }

  @Test
  @DisplayName("OB-5: while an earlier message of the user waits to be retried, a later one waits")
  void shouldWaitForARetry() {
    enable(AMELIE);
    info(AMELIE);
    settle(claimOne(), new Settlement.Retry(Duration.ofHours(1), "SMTP 451"));
    assertThat(claim()).isEmpty();

    advance(Duration.ofHours(1));
    assertThat(claimOne().kind()).isEqualTo(EventKind.ENABLED);
  }

  @Test
  @DisplayName("OB-5: a message that was given up holds no later one back")
  void shouldNotWaitForAFailedMessage() {
    enable(AMELIE);
    info(AMELIE);
    settle(claimOne(), new Settlement.Failed("SMTP 550"));

    assertThat(claimOne().kind()).isEqualTo(EventKind.INFO_REQUESTED);
  }

  @Test
  @DisplayName("OB-5: a message of one user holds back nobody else")
  void shouldNotWaitForOthers() {
    enable(AMELIE);
    info(AMELIE);
    Lease leased = claimOne();
    enable(BRUNO);

    assertThat(leased.user()).isEqualTo(AMELIE);
    assertThat(claimOne().user()).isEqualTo(BRUNO);
  }

  @Test
  @DisplayName(
      "OB-10: a claim takes the messages that were queued first, in their order, up to max")
  void shouldTakeTheOldest() {
    List<UserId> users = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      users.add(UserId.of("user " + (7 - i)));
      enable(users.get(i));
      advance(TICK);
    }
    List<Lease> claimed = new ArrayList<>();
    for (int size : List.of(3, 3, 1)) {
      List<Lease> leases = store.outbox().claim("worker", 3, LEASE);
      assertThat(leases).hasSize(size);
      claimed.addAll(leases);
    }
    assertThat(claimed).extracting(Lease::user).isEqualTo(users);
    assertThat(claimed).extracting(Lease::number).isSorted();
  }

  @Test
  @DisplayName("OB-10: what was never tried goes before what is tried again")
  void shouldTryEveryMessageOnceFirst() {
    enable(AMELIE);
    settle(claimOne(), new Settlement.Retry(Duration.ofHours(1), "SMTP 451"));
    advance(Duration.ofHours(2));
    enable(BRUNO);

    assertThat(store.outbox().claim("worker", 1, LEASE))
        .extracting(Lease::user)
        .containsExactly(BRUNO);
    assertThat(claimOne().user()).isEqualTo(AMELIE);
  }

  @Test
  @DisplayName("OB-10: of what is tried again, that goes first which has been due longest")
  void shouldTakeWhatIsDueLongest() {
    for (UserId user : List.of(AMELIE, BRUNO, CHLOE)) {
      enable(user);
    }
    List<Lease> leases = claim();
    settle(leases.get(0), new Settlement.Retry(Duration.ofHours(3), "SMTP 451"));
    settle(leases.get(1), new Settlement.Retry(Duration.ofHours(1), "SMTP 451"));
    settle(leases.get(2), new Settlement.Retry(Duration.ofHours(2), "SMTP 451"));
    advance(Duration.ofHours(4));

    assertThat(store.outbox().claim("worker", 2, LEASE))
        .extracting(Lease::user)
        .containsExactly(BRUNO, CHLOE);
    assertThat(claimOne().user()).isEqualTo(AMELIE);
  }

  @Test
  @DisplayName("OB-7: what is queued is due at once, also when the clock is set back")
  void shouldBeDueThoughTheClockIsSetBack() {
    enable(AMELIE);
    advance(Duration.ofMinutes(-10));
    Lease lease = claimOne();
    advance(Duration.ofMinutes(-10));
    settle(lease, new Settlement.Released());
    advance(Duration.ofMinutes(-10));
    Lease again = claimOne();
    settle(again, new Settlement.Failed("SMTP 550"));
    store.outbox().resend(List.of(again.number()));
    advance(Duration.ofMinutes(-10));

    assertThat(claimOne().user()).isEqualTo(AMELIE);
  }

  @Test
  @DisplayName(
      "OB-7: a delay and a lease that end too far ahead, because the clock is set back, are over")
  void shouldNotWaitForAClockThatIsSetBack() {
    enable(AMELIE);
    enable(BRUNO);
    info(BRUNO);
    settle(claim().get(0), new Settlement.Retry(Duration.ofHours(1), "SMTP 451"));
    advance(Duration.ofHours(1).minus(Outbox.MAX_DELAY));
    assertThat(claim()).as("it waits as long as a delay may be").isEmpty();
    advance(Duration.ofHours(-1).minus(LEASE));

    List<Lease> leases = claim();
    assertThat(leases).extracting(Lease::user).containsExactlyInAnyOrder(AMELIE, BRUNO);
    leases.forEach(lease -> settle(lease, new Settlement.Sent()));
    assertThat(claimOne().kind()).isEqualTo(EventKind.INFO_REQUESTED);
  }

  @Test
  @DisplayName(
      "OB-5: what waits behind a message to be retried goes out as soon as that one is superseded")
  void shouldNotWaitForWhatIsSuperseded() {
    enable(AMELIE);
    info(AMELIE);
    settle(claimOne(), new Settlement.Retry(Duration.ofHours(1), "SMTP 451"));
    assertThat(claim()).isEmpty();
    done(Wish.reset(AMELIE).withoutMail());

    assertThat(claimOne().kind()).isEqualTo(EventKind.INFO_REQUESTED);
    assertThat(entriesOf(AMELIE).get(0).delivery().state()).isEqualTo(DeliveryState.SUPERSEDED);
  }

  @Test
  @DisplayName("OB-6: a message is superseded that is put back after a change without mail")
  void shouldSupersedeWhatIsPutBackLate() {
    enable(AMELIE);
    Lease lease = claimOne();
    done(Wish.reset(AMELIE).withoutMail());
    settle(lease, new Settlement.Retry(Duration.ofHours(1), "SMTP 451"));

    assertThat(claim()).isEmpty();
    assertThat(entriesOf(AMELIE).get(0).delivery().state()).isEqualTo(DeliveryState.SUPERSEDED);
  }

  @Test
  @DisplayName("OB-10, OB-5: messages that wait do not use up the places of a claim")
  void shouldPassOverWaitingMessages() {
    enable(AMELIE);
    for (int i = 0; i < 5; i++) {
      info(AMELIE);
    }
    enable(BRUNO);

    assertThat(store.outbox().claim("worker", 2, LEASE))
        .extracting(Lease::user)
        .containsExactly(AMELIE, BRUNO);
  }

  @Test
  @DisplayName("OB-2: claimers at once never get the same message, and together get all")
  void shouldShareMessagesAmongWorkers() {
    int messages = 60;
    for (int i = 0; i < messages; i++) {
      enable(UserId.of("user " + i));
    }
    List<Lease> all = new ArrayList<>();
    Race.of(4, racer -> () -> drain("worker " + racer)).forEach(all::addAll);

    assertThat(all).extracting(Lease::number).doesNotHaveDuplicates();
    // A claim may pass over what another has under way, so the rest is claimed afterwards.
    all.addAll(drain("last"));
    assertThat(all).extracting(Lease::number).doesNotHaveDuplicates().hasSize(messages);
    assertThat(all).extracting(Lease::attempt).containsOnly(1);
  }

  @Test
  @DisplayName("OB-12: a message keeps its key at every attempt, and when it is sent again")
  void shouldKeepTheMessageKey() {
    enable(AMELIE);
    Lease first = claimOne();
    advance(LEASE);
    Lease second = claimOne();
    settle(second, new Settlement.Failed("SMTP 550"));
    store.outbox().resend(List.of(second.number()));
    Lease third = claimOne();

    assertThat(first.messageKey()).matches("[0-9a-f]{32}");
    assertThat(List.of(second, third))
        .extracting(Lease::messageKey)
        .containsOnly(first.messageKey());
  }

  @Test
  @DisplayName("OB-12: no two messages have one key, queued one by one, together or on request")
  void shouldDrawAKeyForEachMessage() {
    enable(AMELIE);
    doneAll(List.of(Wish.enable(BRUNO), Wish.enable(CHLOE)));
    List<Lease> leases = new ArrayList<>(claim());
    leases.forEach(lease -> settle(lease, new Settlement.Sent()));
    reset(AMELIE);
    info(BRUNO);
    doneAll(List.of(Wish.reset(CHLOE)));
    leases.addAll(claim());

    assertThat(leases).hasSize(6).extracting(Lease::messageKey).doesNotHaveDuplicates();
    assertThat(leases)
        .extracting(Lease::messageKey)
        .allSatisfy(key -> assertThat(key).matches("[0-9a-f]{32}"));
  }

  private List<Lease> drain(String worker) {
    List<Lease> mine = new ArrayList<>();
    List<Lease> leases = store.outbox().claim(worker, 7, LEASE);
    while (!leases.isEmpty()) {
      mine.addAll(leases);
      leases = store.outbox().claim(worker, 7, LEASE);
    }
    return mine;
  }

  @Test
  @DisplayName("OB-5, OB-2: claimers at once never get two messages of one user")
  void shouldKeepTheOrderAmongWorkers() {
    for (int i = 0; i < 10; i++) {
      UserId user = UserId.of("user " + i);
      enable(user);
      info(user);
      info(user);
    }
    List<Lease> all = new ArrayList<>();
    Race.of(4, racer -> () -> drain("worker " + racer)).forEach(all::addAll);

    assertThat(all).extracting(Lease::user).doesNotHaveDuplicates();
    assertThat(all).extracting(Lease::kind).containsOnly(EventKind.ENABLED);
  }
}
