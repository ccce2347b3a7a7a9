package org.conferenceid.tck;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Messages that have become untrue: OB-6. */
abstract class SupersedingRules extends Rules {
  private static final int RESETS = 30;

  SupersedingRules(StoreHooks hooks) {
    super(hooks);
  }

  private List<DeliveryState> states() {
    return entriesOf(AMELIE).stream().map(AuditEntry::delivery).map(mail -> mail.state()).toList();
  }

  @Test
  @DisplayName("OB-6: of messages about the ID, only the one about the present version goes out")
  void shouldSendOnlyTheLatest() {
    enable(AMELIE);
    reset(AMELIE);
    reset(AMELIE);

    Lease only = claimOne();
    assertThat(only.version()).isEqualTo(3);
    assertThat(states())
        .containsExactly(DeliveryState.SUPERSEDED, DeliveryState.SUPERSEDED, DeliveryState.LEASED);
  }

  @Test
  @DisplayName("OB-6: disabling makes every earlier message about the ID untrue")
  void shouldGiveWayToDisabling() {
    enable(AMELIE);
    disable(AMELIE);

    assertThat(claimOne().kind()).isEqualTo(EventKind.DISABLED);
    assertThat(states()).containsExactly(DeliveryState.SUPERSEDED, DeliveryState.LEASED);
  }

  @Test
  @DisplayName("OB-6: a message about disabling is untrue when the user is enabled again")
  void shouldGiveWayToEnabling() {
    enable(AMELIE);
    disable(AMELIE);
    enable(AMELIE);

    assertThat(claimOne().version()).isEqualTo(3);
    assertThat(states())
        .containsExactly(DeliveryState.SUPERSEDED, DeliveryState.SUPERSEDED, DeliveryState.LEASED);
  }

  @Test
  @DisplayName("OB-6: a newer change without mail supersedes as well")
  void shouldGiveWayToAChangeWithoutMail() {
    enable(AMELIE);
    done(Wish.reset(AMELIE).withoutMail());

    assertThat(claim()).isEmpty();
    assertThat(states()).containsExactly(DeliveryState.SUPERSEDED, DeliveryState.OFF);
  }

  @Test
  @DisplayName("OB-6: conference information stays true over a reset")
  void shouldKeepInformationOverAReset() {
    done(Wish.enable(AMELIE).withoutMail());
    info(AMELIE);
    done(Wish.reset(AMELIE).withoutMail());

    assertThat(claimOne().kind()).isEqualTo(EventKind.INFO_REQUESTED);
  }

  @Test
  @DisplayName("OB-6: conference information is untrue while the user is disabled")
  void shouldDropInformationOfADisabledUser() {
    done(Wish.enable(AMELIE).withoutMail());
    info(AMELIE);
    done(Wish.disable(AMELIE).withoutMail());

    assertThat(claim()).isEmpty();
    assertThat(states())
        .containsExactly(DeliveryState.OFF, DeliveryState.SUPERSEDED, DeliveryState.OFF);
  }

  @Test
  @DisplayName("OB-6: a message that waits to be retried is superseded before it is due")
  void shouldSupersedeWhatIsNotDue() {
    enable(AMELIE);
    settle(claimOne(), new Settlement.Retry(Duration.ofHours(1), "SMTP 451"));
    reset(AMELIE);

    assertThat(claimOne().version()).isEqualTo(2);
    assertThat(states()).containsExactly(DeliveryState.SUPERSEDED, DeliveryState.LEASED);
  }

  @Test
  @DisplayName("OB-6: a message whose lease has run out is superseded, and its lease is lost")
  void shouldSupersedeWhatNobodySettled() {
    enable(AMELIE);
    Lease lost = claimOne();
    reset(AMELIE);
    assertThat(claim()).as("the earlier message is still with its worker (OB-5)").isEmpty();
    advance(LEASE);

    assertThat(claimOne().version()).isEqualTo(2);
    assertThat(states()).containsExactly(DeliveryState.SUPERSEDED, DeliveryState.LEASED);
    assertThat(settle(lost, new Settlement.Sent())).isFalse();
  }

  @Test
  @DisplayName("OB-6: a message that its worker still has can be settled as sent")
  void shouldNotSupersedeWhatIsWithAWorker() {
    enable(AMELIE);
    Lease lease = claimOne();
    reset(AMELIE);
    claim();

    assertThat(settle(lease, new Settlement.Sent())).isTrue();
    assertThat(claimOne().version()).isEqualTo(2);
  }

  @Test
  @DisplayName("OB-6, OB-8: an untrue message that is sent again is superseded")
  void shouldSupersedeWhatIsSentAgain() {
    enable(AMELIE);
    Lease lease = claimOne();
    settle(lease, new Settlement.Failed("SMTP 550"));
    done(Wish.reset(AMELIE).withoutMail());

    assertThat(store.outbox().resend(List.of(lease.number()))).isEqualTo(1);
    assertThat(claim()).isEmpty();
    assertThat(states()).containsExactly(DeliveryState.SUPERSEDED, DeliveryState.OFF);
  }

  @Test
  @DisplayName("OB-6: while users are reset, no claim hands out what was untrue before it began")
  void shouldNotHandOutWhatWasUntrue() {
    List<UserId> users = List.of(AMELIE, BRUNO, CHLOE);
    users.forEach(this::enable);
    Race.of(4, racer -> racer == 3 ? () -> claimOften(users) : () -> resetOften(users.get(racer)));

    assertThat(claim()).hasSize(users.size()).allMatch(lease -> lease.version() == 1 + RESETS);
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
        assertThat(lease.version()).isGreaterThanOrEqualTo(before.get(lease.user()));
        settle(lease, new Settlement.Released());
      }
    }
    return RESETS;
  }

  private long versionOf(UserId user) {
    return store.find(user).orElseThrow().version();
  }
}
