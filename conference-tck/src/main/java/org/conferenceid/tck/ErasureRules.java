package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** That an erasure, and a pruning, take what they shall take and nothing else: CS-12 and CS-13. */
abstract class ErasureRules extends Rules {
  private static final Duration DAY = Duration.ofDays(1);

  ErasureRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("CS-12, CS-2: erasing a former owner leaves an ID with the user who has it now")
  void shouldLeaveAnIdWithItsOwner() {
    enable(AMELIE, ID_1);
    disable(AMELIE);
    advance(Wish.QUARANTINE);
    enable(BRUNO, ID_1);
    store.erase(AMELIE, DAY);

    assertThat(store.lookup(ID_1))
        .as("an ID that %s had, who is erased, and %s has", AMELIE, BRUNO)
        .isEqualTo(new Lookup.Active(BRUNO));
    assertThat(newId(enable(CHLOE, ID_1))).as("the ID of %s", CHLOE).isNotEqualTo(ID_1);
    assertThat(store.capacity()).as("the capacity").isEqualTo(new Capacity(2, 0));
  }

  @Test
  @DisplayName("CS-12, CS-11: erasing a former owner leaves an ID with the last one")
  void shouldLeaveAnIdWithItsLastOwner() {
    enable(AMELIE, ID_1);
    disable(AMELIE);
    advance(Wish.QUARANTINE);
    enable(BRUNO, ID_1);
    Instant retired = now();
    disable(BRUNO);
    advance(DAY);
    store.erase(AMELIE, DAY);

    assertThat(store.lookup(ID_1))
        .as(
            "an ID of which %s was the last owner, and %s, who is erased, one before",
            BRUNO, AMELIE)
        .isEqualTo(new Lookup.Retired(Optional.of(BRUNO), retired, retired.plus(Wish.QUARANTINE)));
  }

  @Test
  @DisplayName("CS-12, CS-4: erasing somebody leaves the IDs that others had before and after")
  void shouldLeaveTheIdsOfOthers() {
    enable(BRUNO, ID_1);
    Instant retired = now();
    disable(BRUNO);
    advance(Wish.QUARANTINE.minusDays(1));
    enable(AMELIE, ID_2);
    store.erase(AMELIE, Wish.QUARANTINE);

    assertThat(store.lookup(ID_1))
        .as("an ID that %s had, after %s was erased", BRUNO, AMELIE)
        .isEqualTo(new Lookup.Retired(Optional.of(BRUNO), retired, retired.plus(Wish.QUARANTINE)));
    assertThat(entriesOf(BRUNO)).as("entries of %s", BRUNO).hasSize(2);
    assertThat(store.find(BRUNO).map(Organizer::version)).as("version of %s", BRUNO).contains(2L);
  }

  @Test
  @DisplayName("CS-12: a disabled user who was erased is named by no ID in quarantine")
  void shouldForgetTheLastOwner() {
    enable(AMELIE, ID_1);
    done(Wish.reset(AMELIE), offering(ID_2));
    Instant retired = now();
    disable(AMELIE);
    advance(DAY);
    store.erase(AMELIE, TICK);
    for (ConferenceId id : List.of(ID_1, ID_2)) {
      assertThat(store.lookup(id))
          .as("an ID that %s had, who is erased: in quarantine as before, and nobody's", AMELIE)
          .isEqualTo(new Lookup.Retired(Optional.empty(), retired, retired.plus(Wish.QUARANTINE)));
    }
  }

  @Test
  @DisplayName(
      "CS-12: an actor is removed wherever the entry's message is, and where there is none")
  void shouldForgetAnActorInEachState() {
    RequestContext byChloe = RequestContext.NONE.by(CHLOE.value()).reason("r").publicReason("p");
    List<UserId> users = users(5);
    for (UserId user : users) {
      done(Wish.enable(user).context(byChloe));
    }
    List<Lease> leases = claim();
    settle(leases.get(0), new Settlement.Sent());
    settle(leases.get(1), new Settlement.Failed("SMTP 550"));
    settle(leases.get(2), new Settlement.Superseded());
    settle(leases.get(3), new Settlement.Retry(DAY, "SMTP 451"));
    done(Wish.reset(users.get(0)).context(byChloe).withoutMail());

    assertThat(store.erase(CHLOE, DAY)).as("whether %s was an actor", CHLOE).isTrue();
    assertThat(entries())
        .as("entries of which %s, who is erased, was the actor", CHLOE)
        .hasSize(6)
        .allSatisfy(
            entry ->
                assertThat(entry.context())
                    .as("the context of %s, whose message is %s", named(entry), entry.delivery())
                    .isEqualTo(RequestContext.NONE.reason("r").publicReason("p")));
    assertThat(entries())
        .as("the states of their messages, which an erased actor does not change")
        .extracting(entry -> entry.delivery().state())
        .containsExactly(
            DeliveryState.SENT,
            DeliveryState.FAILED,
            DeliveryState.SUPERSEDED,
            DeliveryState.PENDING,
            DeliveryState.LEASED,
            DeliveryState.OFF);
  }

  @Test
  @DisplayName("CS-12: an actor, or a user, who is merely like the erased one stays")
  void shouldTellLookalikesApart() {
    UserId erased = UserId.of("ada_l%");
    List<String> like =
        List.of(
            "ada_l%2", "ada_l", "ada", "my ada_l%", "Ada_L%", "adaXl%", "adaXlY", "ada_l%@x.org");
    enable(BRUNO);
    for (String other : like) {
      enable(UserId.of(other));
      done(Wish.info(BRUNO).context(RequestContext.NONE.by(other)));
    }
    enable(erased);
    done(Wish.info(BRUNO).context(RequestContext.NONE.by(erased.value())));
    store.erase(erased, DAY);

    assertThat(entriesOf(BRUNO).stream().flatMap(entry -> entry.context().actor().stream()))
        .as("the actors that are left after %s was erased", erased)
        .isEqualTo(like);
    for (String other : like) {
      assertThat(idOf(UserId.of(other))).as("the ID of %s, who was not erased", other).isPresent();
      assertThat(entriesOf(UserId.of(other))).as("entries of %s", other).hasSize(1);
    }
  }

  @Test
  @DisplayName("CS-12: everything of a user is gone, whatever became of the messages")
  void shouldForgetMessagesInEachState() {
    enable(AMELIE);
    settle(claimOne(), new Settlement.Sent());
    reset(AMELIE);
    settle(claimOne(), new Settlement.Failed("SMTP 550"));
    done(Wish.info(AMELIE).withoutMail());
    reset(AMELIE);
    reset(AMELIE);
    settle(claimOne(), new Settlement.Retry(DAY, "SMTP 451"));
    info(AMELIE);
    List<Long> numbers = entriesOf(AMELIE).stream().map(entry -> entry.number()).toList();
    store.erase(AMELIE, DAY);

    assertThat(entries()).as("entries after their only user was erased").isEmpty();
    assertThat(store.outbox().resend(numbers)).as("failed messages of an erased user").isZero();
    advance(DAY);
    assertNothingToClaim("all messages were those of %s, who is erased", AMELIE);
    assertThat(store.outbox().figures().failed()).as("failed messages, all erased").isZero();
  }

  @Test
  @DisplayName("CS-13, CS-9, CS-11: pruning leaves users, versions and former owners as they are")
  void shouldPruneNothingButEntries() {
    done(Wish.enable(AMELIE).withoutMail(), offering(ID_1));
    Instant retired = now();
    done(Wish.disable(AMELIE).withoutMail());
    Optional<Organizer> before = store.find(AMELIE);
    advance(DAY);
    assertThat(store.prune(Duration.ZERO)).as("entries removed").isEqualTo(2);

    assertThat(store.find(AMELIE))
        .as("%s, all of whose entries are gone", AMELIE)
        .isEqualTo(before);
    assertThat(store.lookup(ID_1))
        .as("the ID that %s had, all of whose entries are gone", AMELIE)
        .isEqualTo(new Lookup.Retired(Optional.of(AMELIE), retired, retired.plus(Wish.QUARANTINE)));
    assertThat(enable(AMELIE).event().version())
        .as("the version of %s, enabled, disabled, and enabled after all entries went", AMELIE)
        .isEqualTo(3);
  }

  @Test
  @DisplayName(
      "CS-13: an entry stays while its message waits, is with a worker, or was left by one")
  void shouldKeepEntriesOfOpenMessages() {
    List.of(AMELIE, BRUNO, CHLOE).forEach(this::enable);
    List<Lease> leases = claim();
    settle(leases.get(0), new Settlement.Retry(DAY, "SMTP 451"));
    settle(leases.get(1), new Settlement.Released());
    assertPruned(0, "one message waits for a retry, one is due, one is with a worker");
    advance(LEASE);
    assertPruned(0, "one message waits for a retry, one is due, one was left by a worker");
    advance(DAY);
    assertPruned(0, "two messages are due, one was left by a worker");
    claim().forEach(lease -> settle(lease, new Settlement.Sent()));
    assertPruned(3, "all messages have been sent");
  }

  private void assertPruned(int removed, String why) {
    assertThat(store.prune(Duration.ZERO)).as("entries removed, where %s", why).isEqualTo(removed);
    assertThat(entries()).as("entries left, where %s", why).hasSize(3 - removed);
  }

  @Test
  @DisplayName("CS-13, CS-8: a key is forgotten with its own entry, not with older ones")
  void shouldKeepTheKeysOfYoungerEntries() {
    done(Wish.enable(AMELIE).key("old").withoutMail());
    advance(DAY);
    Wish young = Wish.info(AMELIE).key("young").withoutMail();
    Wish open = Wish.reset(BRUNO).key("open");
    enable(BRUNO);
    ChangeResult.Done first = done(young);
    ChangeResult.Done second = done(open);
    assertThat(store.prune(DAY)).as("entries removed that are a day old").isEqualTo(1);

    assertThat(make(young))
        .as("the same request, whose entry is younger than what was removed")
        .isEqualTo(new ChangeResult.Done(first.event(), true, true));
    advance(DAY);
    store.prune(Duration.ZERO);
    assertThat(make(open))
        .as("the same request, whose entry stays because of its message")
        .isEqualTo(new ChangeResult.Done(second.event(), true, true));
  }
}
