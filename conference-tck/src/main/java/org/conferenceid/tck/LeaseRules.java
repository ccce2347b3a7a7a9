package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.conferenceid.EventKind;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a lease tells about its message: OB-15. */
abstract class LeaseRules extends Rules {
  private static final UserId ADA = UserId.of("ada");
  private static final RequestContext OF_ADA =
      RequestContext.NONE.by("ada").reason("leaked").publicReason("as you asked");

  LeaseRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("OB-15: a lease of each kind tells event and context as its audit entry shows them")
  void shouldTellWhatTheAuditShows() {
    assertTold(Wish.enable(AMELIE).context(OF_ADA));
    assertTold(Wish.reset(AMELIE).context(RequestContext.NONE.by("bruno")));
    assertTold(Wish.info(AMELIE));
    assertTold(Wish.of(EventKind.NUMBERS_CHANGED, AMELIE).context(OF_ADA));
    assertTold(Wish.disable(AMELIE).context(RequestContext.NONE.publicReason("you are leaving")));
  }

  private void assertTold(Wish wish) {
    advance(Duration.ofMinutes(1));
    done(wish);
    Lease lease = claimOne();
    assertShown(lease);
    settle(lease, new Settlement.Sent());
  }

  /** Compares a lease with the audit entry that has its number. */
  private void assertShown(Lease lease) {
    AuditEntry entry =
        entries().stream()
            .filter(one -> one.number() == lease.number())
            .findFirst()
            .orElseThrow(
                () -> new AssertionError("OB-15: no audit entry has the number of " + lease));
    assertThat(lease.event())
        .as("OB-15: the event in the lease of message %s is that of its entry", lease.number())
        .isEqualTo(entry.event());
    assertThat(lease.context())
        .as("OB-15: the context in the lease of message %s is that of its entry", lease.number())
        .isEqualTo(entry.context());
  }

  @Test
  @DisplayName("OB-15: leases that are claimed together tell each message's own event and context")
  void shouldNotMixMessagesUp() {
    List<UserId> users = users(20);
    users.forEach(
        user ->
            done(
                Wish.enable(user)
                    .context(
                        RequestContext.NONE
                            .by("actor of " + user.value())
                            .reason("reason of " + user.value())
                            .publicReason("public reason of " + user.value()))));

    List<Lease> leases = claim();
    assertThat(leases)
        .as("OB-15: each of the users has a message")
        .extracting(Lease::user)
        .containsExactlyInAnyOrderElementsOf(users);
    leases.forEach(this::assertShown);
  }

  @Test
  @DisplayName("OB-15, CS-12: a lease after the actor's erasure names nobody, as its audit entry")
  void shouldForgetTheActor() {
    done(Wish.enable(AMELIE).context(OF_ADA));
    Lease before = claimOne();
    assertThat(before.context().actor())
        .as("OB-15: before the actor is erased the lease names the actor")
        .isEqualTo(OF_ADA.actor());
    settle(before, new Settlement.Retry(Duration.ofMinutes(1), "SMTP 451"));

    store.erase(ADA, Wish.QUARANTINE);
    advance(Duration.ofMinutes(1));

    Lease after = claimOne();
    assertShown(after);
    assertThat(after.context().actor())
        .as("OB-15: a lease that is claimed after the actor's erasure names nobody")
        .isEmpty();
  }
}
