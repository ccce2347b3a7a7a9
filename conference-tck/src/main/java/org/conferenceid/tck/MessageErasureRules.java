package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.conferenceid.EventKind;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.OutboxFigures;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Messages of users who are erased, and old ones: CS-12 and CS-13 for the outbox. */
abstract class MessageErasureRules extends Rules {
  private static final OutboxFigures NONE = new OutboxFigures(0, 0, 0, 0, Optional.empty());

  MessageErasureRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("CS-12, OB-1, OB-14: the messages of an erased user are gone, whatever their state")
  void shouldDropMessagesOfErasedUsers() {
    List<UserId> users = users(4);
    users.forEach(this::enable);
    List<Lease> leases = claim();
    settle(leases.get(0), new Settlement.Retry(Duration.ofHours(1), "SMTP 451"));
    settle(leases.get(1), new Settlement.Failed("SMTP 550"));
    settle(leases.get(2), new Settlement.Released());
    users.forEach(user -> store.erase(user, Wish.QUARANTINE));

    assertThat(store.outbox().figures()).as("the figures without a user").isEqualTo(NONE);
    assertThat(store.outbox().resend(leases.stream().map(Lease::number).toList()))
        .as("how many messages of erased users are sent again")
        .isZero();
    leases.forEach(lease -> assertLost(lease, new Settlement.Sent()));
    advance(Duration.ofHours(2));
    assertNothingToClaim("all users were erased");
  }

  @Test
  @DisplayName(
      "CS-12, OB-5: a message that a worker had when its user was erased holds nothing back")
  void shouldNotWaitForErasedMessages() {
    enable(AMELIE);
    Lease lease = claimOne();
    store.erase(AMELIE, Wish.QUARANTINE);
    enable(AMELIE);

    Lease anew = claimOne(EventKind.ENABLED, AMELIE);
    assertLost(lease, new Settlement.Sent());
    assertCounts(anew, new Settlement.Sent());
    assertDelivery(AMELIE, DeliveryState.SENT, 1);
  }

  @Test
  @DisplayName("CS-12: an erased actor is removed from entries whatever became of their messages")
  void shouldForgetActorsEverywhere() {
    RequestContext context = RequestContext.NONE.by("ada").reason("leaked");
    List<UserId> users = users(6);
    users.forEach(user -> done(Wish.enable(user).context(context)));
    List<Lease> leases = claim();
    settle(leases.get(0), new Settlement.Sent());
    settle(leases.get(1), new Settlement.Failed("SMTP 550"));
    settle(leases.get(2), new Settlement.Superseded());
    settle(leases.get(3), new Settlement.Retry(Duration.ofHours(1), "SMTP 451"));
    settle(leases.get(4), new Settlement.Released());
    done(Wish.enable(AMELIE).withoutMail().context(context));
    done(Wish.enable(BRUNO).withoutMail().context(context.by("adam")));

    assertThat(store.erase(UserId.of("ada"), Wish.QUARANTINE))
        .as("whether there was anything about ada, the actor of seven entries")
        .isTrue();
    for (AuditEntry entry : entries()) {
      Optional<String> left =
          entry.event().user().equals(BRUNO) ? Optional.of("adam") : Optional.empty();
      assertThat(entry.context())
          .as("who asked for %s, whose message is %s", named(entry), entry.delivery().state())
          .isEqualTo(new RequestContext(left, context.reason(), Optional.empty()));
    }
    assertThat(store.audit(AuditQuery.all().byActor("ada")).items())
        .as("the entries that are found by the erased actor")
        .isEmpty();
  }

  @Test
  @DisplayName("CS-13, OB-14: pruning keeps what is pending or leased, and drops the rest")
  void shouldPruneWhatIsOut() {
    List<UserId> users = users(6);
    users.forEach(this::enable);
    List<Lease> leases = claim();
    settle(leases.get(0), new Settlement.Sent());
    settle(leases.get(1), new Settlement.Failed("SMTP 550"));
    settle(leases.get(2), new Settlement.Superseded());
    settle(leases.get(3), new Settlement.Retry(Duration.ofHours(1), "SMTP 451"));
    settle(leases.get(4), new Settlement.Released());
    assertThat(store.prune(TICK)).as("what is pruned, younger than the age").isZero();
    advance(LEASE);

    assertThat(store.prune(LEASE)).as("what is pruned of six messages, three out").isEqualTo(3);
    assertThat(store.outbox().figures())
        .as("the figures when a retry, a released message and an ended lease are left")
        .isEqualTo(new OutboxFigures(2, 0, 1, 0, Optional.of(now().minus(LEASE))));
    assertThat(store.outbox().resend(leases.stream().map(Lease::number).toList()))
        .as("how many of the messages are sent again when the failed one was pruned")
        .isZero();
    assertClaim(10, users.get(4), users.get(5));
    assertLost(leases.get(5), new Settlement.Sent());
  }
}
