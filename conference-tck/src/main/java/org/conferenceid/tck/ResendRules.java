package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sending again what failed: OB-8. */
abstract class ResendRules extends Rules {

  ResendRules(StoreHooks hooks) {
    super(hooks);
  }

  private void assertResent(int wanted, String why, Collection<Long> numbers) {
    assertThat(store.outbox().resend(numbers))
        .as("how many of %d messages are sent again: %s", numbers.size(), why)
        .isEqualTo(wanted);
  }

  private Lease failed(UserId user) {
    enable(user);
    Lease lease = claimOne(EventKind.ENABLED, user);
    settle(lease, new Settlement.Failed("SMTP 550"));
    return lease;
  }

  @Test
  @DisplayName("OB-8, OB-4: a failed message that is sent again is due at once, as attempt 1")
  void shouldSendAgain() {
    enable(AMELIE);
    settle(claimOne(), new Settlement.Retry(TICK, "SMTP 451"));
    advance(TICK);
    Lease failed = claimOne();
    settle(failed, new Settlement.Failed("SMTP 550"));

    assertResent(1, "it has failed", List.of(failed.number()));
    Lease again = claimOne();
    assertThat(again.number()).as("the number of a message sent again").isEqualTo(failed.number());
    assertThat(again.attempt()).as("the attempt of %s", named(again)).isEqualTo(1);
    assertThat(again.fence())
        .as("the fence of %s, which grows with each lease", named(again))
        .isGreaterThan(failed.fence());
    assertLost(failed, new Settlement.Sent());
    assertCounts(again, new Settlement.Sent());
  }

  @Test
  @DisplayName(
      "OB-8, OB-11: a message that is sent again shows no attempt, and its problem until the next")
  void shouldShowWhatIsSentAgain() {
    Lease failed = failed(AMELIE);
    assertResent(1, "it has failed", List.of(failed.number()));
    assertDelivery(AMELIE, DeliveryState.PENDING, 0, "SMTP 550");
    settle(claimOne(), new Settlement.Failed("SMTP 551"));
    assertDelivery(AMELIE, DeliveryState.FAILED, 1, "SMTP 551");
  }

  @Test
  @DisplayName("OB-8: only failed messages are sent again")
  void shouldSendOnlyFailedOnesAgain() {
    done(Wish.enable(AMELIE).withoutMail());
    enable(BRUNO);
    List<Long> numbers =
        List.of(lastEntryOf(AMELIE).number(), lastEntryOf(BRUNO).number(), Long.MAX_VALUE, -1L, 0L);

    assertResent(0, "one is pending, the others are none", numbers);
    Lease lease = claimOne();
    assertResent(0, "one is leased", numbers);
    advance(LEASE);
    assertResent(0, "one has a lease that ended", numbers);
    settle(lease, new Settlement.Sent());
    assertResent(0, "one was sent", numbers);
    assertResent(0, "none is named", List.of());
    assertNothingToClaim("nothing has failed");
    assertDelivery(BRUNO, DeliveryState.SENT, 1);
    assertDelivery(AMELIE, DeliveryState.OFF, 0);
  }

  @Test
  @DisplayName("OB-8: a superseded message is not sent again")
  void shouldNotSendSupersededOnesAgain() {
    enable(AMELIE);
    done(Wish.reset(AMELIE).withoutMail());
    assertNothingToClaim("the only message is outdated");
    info(AMELIE);
    settle(claimOne(EventKind.INFO_REQUESTED, AMELIE), new Settlement.Superseded());
    List<Long> numbers = entries().stream().map(entry -> entry.number()).toList();

    assertResent(0, "they were superseded, by a claim and by a worker", numbers);
    assertNothingToClaim("superseded messages stay what they are");
    assertStates(AMELIE, DeliveryState.SUPERSEDED, DeliveryState.OFF, DeliveryState.SUPERSEDED);
  }

  @Test
  @DisplayName("OB-8: of the failed messages those are sent again that are named, each once")
  void shouldSendAgainThoseNamed() {
    long mine = failed(AMELIE).number();
    long yours = failed(BRUNO).number();

    assertResent(1, "one is named twice", List.of(mine, mine));
    assertDelivery(BRUNO, DeliveryState.FAILED, 1, "SMTP 550");
    assertResent(0, "it waits already", Set.of(mine));
    assertClaim(10, AMELIE);
    assertResent(1, "one is leased, one has failed", Set.of(yours, mine));
    assertClaim(10, BRUNO);
  }

  @Test
  @DisplayName("OB-8, OB-2: calls at once send a failed message again once")
  void shouldSendAgainOnceAtOnce() {
    List<Long> numbers = users(10).stream().map(user -> failed(user).number()).toList();
    List<Integer> counts = Race.of(4, racer -> () -> store.outbox().resend(numbers));

    assertThat(counts.stream().mapToInt(count -> count).sum())
        .as("how many messages four calls at once sent again: %s", counts)
        .isEqualTo(numbers.size());
    assertThat(claim())
        .as("the attempts of what is sent again")
        .hasSize(numbers.size())
        .extracting(Lease::attempt)
        .containsOnly(1);
  }

  @Test
  @DisplayName("OB-8: a number that only looks like a message's in 32 bits is passed over")
  void shouldPassOverOtherNumbers() {
    long mine = failed(AMELIE).number();
    List<Long> numbers =
        IntStream.rangeClosed(1, 700).mapToObj(i -> mine + i * (1L << Integer.SIZE)).toList();

    assertResent(0, "none of them is that of the failed message", numbers);
    assertDelivery(AMELIE, DeliveryState.FAILED, 1, "SMTP 550");
  }
}
