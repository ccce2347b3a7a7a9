package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which message goes first: OB-5 and OB-10. */
abstract class OrderRules extends Rules {
  private static final Settlement.Result IN_AN_HOUR =
      new Settlement.Retry(Duration.ofHours(1), "SMTP 451");

  OrderRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("OB-5: while an earlier message of the user is leased, a later one waits")
  void shouldWaitForALeasedMessage() {
    enable(AMELIE);
    info(AMELIE);
    Lease first = claimOne(EventKind.ENABLED, AMELIE);
    assertNothingToClaim("a worker has the user's earlier message");

    settle(first, new Settlement.Sent());
    claimOne(EventKind.INFO_REQUESTED, AMELIE);
  }

  @Test
  @DisplayName("OB-5: while an earlier message of the user waits to be retried, a later one waits")
  void shouldWaitForARetry() {
    enable(AMELIE);
    info(AMELIE);
    settle(claimOne(), IN_AN_HOUR);
    assertNothingToClaim("the user's earlier message waits to be tried again");

    advance(Duration.ofHours(1));
    claimOne(EventKind.ENABLED, AMELIE);
  }

  @Test
  @DisplayName("OB-5: a message whose lease has ended is claimed again before the user's later one")
  void shouldWaitForALeaseThatEnded() {
    enable(AMELIE);
    info(AMELIE);
    Lease first = claimOne(EventKind.ENABLED, AMELIE);
    advance(LEASE);

    assertThat(claimOne(EventKind.ENABLED, AMELIE).number()).isEqualTo(first.number());
    assertNothingToClaim("a worker has the user's earlier message again");
  }

  @Test
  @DisplayName("OB-5: a message that was given up holds no later one back")
  void shouldNotWaitForAFailedMessage() {
    enable(AMELIE);
    info(AMELIE);
    settle(claimOne(), new Settlement.Failed("SMTP 550"));

    claimOne(EventKind.INFO_REQUESTED, AMELIE);
  }

  @Test
  @DisplayName("OB-5, OB-8: an earlier message that is sent again goes before the later ones")
  void shouldSendAgainBeforeLaterOnes() {
    enable(AMELIE);
    info(AMELIE);
    info(AMELIE);
    Lease first = claimOne(EventKind.ENABLED, AMELIE);
    settle(first, new Settlement.Failed("SMTP 550"));
    Lease second = claimOne(EventKind.INFO_REQUESTED, AMELIE);
    store.outbox().resend(List.of(first.number()));

    Lease again = claimOne(EventKind.ENABLED, AMELIE);
    settle(second, new Settlement.Sent());
    assertNothingToClaim("a worker has the user's first message, which was sent again");
    settle(again, new Settlement.Sent());
    claimOne(EventKind.INFO_REQUESTED, AMELIE);
  }

  @Test
  @DisplayName("OB-5: a message of one user holds back nobody else")
  void shouldNotWaitForOthers() {
    enable(AMELIE);
    info(AMELIE);
    Lease leased = claimOne();
    enable(BRUNO);

    assertThat(leased.user()).isEqualTo(AMELIE);
    claimOne(EventKind.ENABLED, BRUNO);
  }

  @Test
  @DisplayName("OB-5: users whose keys look alike do not wait for each other")
  void shouldNotWaitForOthersWhoLookAlike() {
    List<UserId> users = TextRules.TEXTS.stream().map(UserId::of).toList();
    users.forEach(this::enable);

    assertThat(claim())
        .as("whose messages are claimed, one of each user")
        .extracting(Lease::user)
        .containsExactlyElementsOf(users);
  }

  @Test
  @DisplayName("OB-5, OB-10: messages of one user go out by their numbers, whatever the clock does")
  void shouldGoByNumbers() {
    enable(AMELIE);
    for (int i = 0; i < 11; i++) {
      advance(Duration.ofMinutes(-1));
      info(AMELIE);
    }
    List<Lease> leases = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Lease lease = claimOne();
      leases.add(lease);
      settle(lease, new Settlement.Sent());
    }
    assertThat(leases)
        .as("the messages of %s, as they were claimed one after the other", AMELIE.value())
        .extracting(Lease::number)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName(
      "OB-10: a claim takes the messages that were queued first, in their order, up to max")
  void shouldTakeTheOldest() {
    List<UserId> users = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      users.add(UserId.of("user " + (12 - i)));
      enable(users.get(i));
      advance(i % 3 == 0 ? TICK.negated() : TICK);
    }
    List<Lease> claimed = new ArrayList<>();
    for (int size : List.of(5, 5, 2)) {
      List<Lease> leases = claim(5);
      assertThat(leases).as("a claim of at most 5 of 12 messages").hasSize(size);
      claimed.addAll(leases);
    }
    assertThat(claimed)
        .as("whose messages are claimed, in the order in which they were queued")
        .extracting(Lease::user)
        .isEqualTo(users);
    assertThat(claimed).extracting(Lease::number).isSorted();
  }

  @Test
  @DisplayName("OB-10: what was never tried goes before what is tried again")
  void shouldTryEveryMessageOnceFirst() {
    enable(AMELIE);
    settle(claimOne(), IN_AN_HOUR);
    advance(Duration.ofHours(2));
    enable(BRUNO);

    assertClaim(1, BRUNO);
    assertClaim(1, AMELIE);
  }

  @Test
  @DisplayName("OB-10: what was never tried goes before what a worker has left")
  void shouldTryEveryMessageBeforeALeaseThatEnded() {
    enable(AMELIE);
    claimOne();
    advance(LEASE.multipliedBy(2));
    enable(BRUNO);

    assertClaim(1, BRUNO);
    assertClaim(1, AMELIE);
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

    assertClaim(2, BRUNO, CHLOE);
    assertClaim(2, AMELIE);
  }

  @Test
  @DisplayName("OB-10: a lease that ended takes its turn among the retries by the moment it ended")
  void shouldTakeLeasesThatEndedInTurn() {
    for (UserId user : List.of(AMELIE, BRUNO, CHLOE)) {
      enable(user);
    }
    List<Lease> leases = claim();
    settle(leases.get(0), new Settlement.Retry(LEASE.plus(TICK), "SMTP 451"));
    settle(leases.get(2), new Settlement.Retry(LEASE.minus(TICK), "SMTP 451"));
    advance(LEASE.multipliedBy(2));

    assertClaim(3, CHLOE, BRUNO, AMELIE);
  }

  @Test
  @DisplayName("OB-10: of what has been due equally long, the lower number goes first")
  void shouldTakeTheLowerNumberOfEquals() {
    List<UserId> users = users(12);
    users.forEach(this::enable);
    List<Lease> leases = new ArrayList<>(claim());
    Collections.reverse(leases);
    leases.forEach(lease -> settle(lease, IN_AN_HOUR));
    advance(Duration.ofHours(1));

    assertClaim(5, users.subList(0, 5).toArray(UserId[]::new));
    assertClaim(100, users.subList(5, 12).toArray(UserId[]::new));
  }

  @Test
  @DisplayName("OB-10, OB-9: a released message is in line as if it had never been tried")
  void shouldPutReleasedOnesInLine() {
    enable(AMELIE);
    settle(claimOne(), IN_AN_HOUR);
    advance(Duration.ofHours(1));
    settle(claimOne(), new Settlement.Released());
    enable(BRUNO);

    assertClaim(1, AMELIE);
    assertClaim(1, BRUNO);
  }

  @Test
  @DisplayName("OB-10, OB-8: a message that is sent again keeps its number, and its place by it")
  void shouldKeepThePlaceOfWhatIsSentAgain() {
    enable(AMELIE);
    Lease failed = claimOne();
    settle(failed, new Settlement.Failed("SMTP 550"));
    enable(BRUNO);
    enable(CHLOE);
    store.outbox().resend(List.of(failed.number()));

    assertThat(assertClaim(2, AMELIE, BRUNO).get(0).number())
        .as("the number of a message that is sent again")
        .isEqualTo(failed.number());
    assertThat(entriesOf(AMELIE)).as("the entries of %s", AMELIE.value()).hasSize(1);
  }

  @Test
  @DisplayName(
      "OB-5: what waits behind a message to be retried goes out as soon as that one is superseded")
  void shouldNotWaitForWhatIsSuperseded() {
    enable(AMELIE);
    info(AMELIE);
    settle(claimOne(), IN_AN_HOUR);
    assertNothingToClaim("the user's earlier message waits to be tried again");
    done(Wish.reset(AMELIE).withoutMail());

    claimOne(EventKind.INFO_REQUESTED, AMELIE);
    assertStates(AMELIE, DeliveryState.SUPERSEDED, DeliveryState.LEASED, DeliveryState.OFF);
  }

  @Test
  @DisplayName("OB-10, OB-5: messages that wait do not use up the places of a claim")
  void shouldPassOverWaitingMessages() {
    enable(AMELIE);
    for (int i = 0; i < 5; i++) {
      info(AMELIE);
    }
    enable(BRUNO);

    assertClaim(2, AMELIE, BRUNO);
  }

  @Test
  @DisplayName("OB-5, OB-2: claimers at once never get two messages of one user")
  void shouldKeepTheOrderAmongWorkers() {
    for (UserId user : users(10)) {
      enable(user);
      info(user);
      info(user);
    }
    List<Lease> all = new ArrayList<>();
    Race.of(4, racer -> () -> drain("worker " + racer)).forEach(all::addAll);

    assertThat(all.stream().map(Rules::named))
        .as("what four claimers get: the first message of each user, and no other")
        .allMatch(message -> message.contains(EventKind.ENABLED.name()));
    assertThat(all).extracting(Lease::user).doesNotHaveDuplicates();
  }
}
