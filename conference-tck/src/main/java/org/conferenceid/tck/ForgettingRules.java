package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.conferenceid.Lookup;
import org.conferenceid.RequestContext;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is removed, and what stays: CS-12 and CS-13. */
abstract class ForgettingRules extends Rules {

  ForgettingRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("CS-12: nothing names a user who was erased")
  void shouldForgetAUser() {
    enable(AMELIE, ID_1);
    done(Wish.reset(AMELIE), offering(ID_2));
    Instant retired = now();
    enable(BRUNO);
    advance(Duration.ofHours(1));

    assertThat(store.erase(AMELIE, Duration.ofDays(30)))
        .as("whether there was anything about %s", AMELIE)
        .isTrue();

    assertThat(store.find(AMELIE)).as("%s as found", AMELIE).isEmpty();
    assertThat(entriesOf(AMELIE)).as("the entries of %s, the oldest first", AMELIE).isEmpty();
    assertThat(entries())
        .as("all entries")
        .extracting(entry -> entry.event().user())
        .containsOnly(BRUNO);
    assertThat(claim())
        .as("the messages that can be claimed")
        .extracting(Lease::user)
        .containsExactly(BRUNO);
    assertThat(store.lookup(ID_1))
        .as("what the ID %s is", ID_1)
        .isEqualTo(new Lookup.Retired(Optional.empty(), retired, retired.plus(Wish.QUARANTINE)));
    assertThat(store.lookup(ID_2))
        .as("what the ID %s is", ID_2)
        .isEqualTo(new Lookup.Retired(Optional.empty(), now(), now().plus(Duration.ofDays(30))));
  }

  @Test
  @DisplayName(
      "CS-12, CS-8: the user's key is removed where it stands as the actor, and nothing else is")
  void shouldForgetAnActor() {
    enable(AMELIE);
    RequestContext byAmelie = RequestContext.NONE.by(AMELIE.value()).reason("left the team");
    RequestContext byAnother = RequestContext.NONE.by("ada");
    done(Wish.enable(BRUNO).context(byAnother));
    ChangeResult.Done first = done(Wish.reset(BRUNO).context(byAmelie).key("k"));

    store.erase(AMELIE, Wish.QUARANTINE);

    assertThat(entriesOf(BRUNO))
        .as("the entries of %s, the oldest first", BRUNO)
        .extracting(AuditEntry::context)
        .containsExactly(
            byAnother,
            new RequestContext(Optional.empty(), byAmelie.reason(), byAmelie.publicReason()));
    assertThat(done(Wish.reset(BRUNO).key("k")))
        .as("the answer to a reset of %s with the key k", BRUNO)
        .isEqualTo(new ChangeResult.Done(first.event(), true, true));
    assertThat(idOf(BRUNO)).as("the ID of %s", BRUNO).contains(first.event().newId().orElseThrow());
  }

  @Test
  @DisplayName("CS-12: tells whether there was anything about the user")
  void shouldTellWhetherThereWasAnything() {
    assertThat(store.erase(AMELIE, Wish.QUARANTINE))
        .as("whether there was anything about %s", AMELIE)
        .isFalse();
    enable(AMELIE);
    disable(AMELIE);
    assertThat(store.erase(AMELIE, Wish.QUARANTINE))
        .as("whether there was anything about %s", AMELIE)
        .isTrue();
    assertThat(store.erase(AMELIE, Wish.QUARANTINE))
        .as("whether there was anything about %s", AMELIE)
        .isFalse();

    done(Wish.enable(BRUNO).context(RequestContext.NONE.by(CHLOE.value())));
    assertThat(store.erase(CHLOE, Wish.QUARANTINE))
        .as("whether there was anything about %s", CHLOE)
        .isTrue();
    assertThat(store.erase(CHLOE, Wish.QUARANTINE))
        .as("whether there was anything about %s", CHLOE)
        .isFalse();
  }

  @Test
  @DisplayName(
      "CS-12, CS-9, CS-4: a user who was erased starts at version 1, and old keys are forgotten")
  void shouldStartAnew() {
    done(Wish.enable(AMELIE).key("k"), offering(ID_1));
    reset(AMELIE);
    store.erase(AMELIE, Wish.QUARANTINE);

    ChangeResult.Done again = done(Wish.enable(AMELIE).key("k"), offering(ID_1));

    assertThat(again.replayed()).as("whether what was done is a replay").isFalse();
    assertThat(again.event().version())
        .as("version and IDs of %s, who was erased and enabled again", AMELIE)
        .isEqualTo(1);
    assertThat(again.event().oldId())
        .as("version and IDs of %s, who was erased and enabled again", AMELIE)
        .isEmpty();
    assertThat(again.event().newId().orElseThrow())
        .as("version and IDs of %s, who was erased and enabled again", AMELIE)
        .isNotEqualTo(ID_1);
    assertThat(entriesOf(AMELIE)).as("the entries of %s, the oldest first", AMELIE).hasSize(1);
  }

  @Test
  @DisplayName("CS-12, OB-4: a lease on a message of a user who was erased is lost")
  void shouldLoseLeasesOfAnErasedUser() {
    enable(AMELIE);
    Lease lease = claimOne();
    store.erase(AMELIE, Wish.QUARANTINE);

    assertThat(settle(lease, new Settlement.Retry(Duration.ofMinutes(1), "SMTP 451")))
        .as("whether the settlement counts")
        .isFalse();
    advance(Duration.ofDays(1));
    assertThat(claim()).as("the messages that can be claimed").isEmpty();
    assertThat(entries()).as("all entries").isEmpty();
  }

  @Test
  @DisplayName("CS-13: an entry is removed when it is as old as the age, and not one tick earlier")
  void shouldPruneByAge() {
    done(Wish.enable(AMELIE).withoutMail());
    advance(Duration.ofDays(1));
    done(Wish.reset(AMELIE).withoutMail());

    advance(Duration.ofDays(29).minus(TICK));
    assertThat(store.prune(Duration.ofDays(30))).as("how many entries were removed").isZero();
    advance(TICK);
    assertThat(store.prune(Duration.ofDays(30))).as("how many entries were removed").isEqualTo(1);
    assertThat(entriesOf(AMELIE)).as("the entries of %s, the oldest first", AMELIE).hasSize(1);
    assertThat(store.prune(Duration.ofDays(30))).as("how many entries were removed").isZero();
    assertThat(store.prune(Duration.ZERO)).as("how many entries were removed").isEqualTo(1);
    assertThat(entries()).as("all entries").isEmpty();
  }

  @Test
  @DisplayName("CS-13: an entry whose message is pending or leased stays; settled ones go")
  void shouldNotPruneWhatIsStillToBeSent() {
    enable(AMELIE);
    enable(BRUNO);
    enable(CHLOE);
    List<Lease> leases = claim();
    settle(leases.get(0), new Settlement.Sent());
    settle(leases.get(1), new Settlement.Retry(Duration.ofHours(1), "SMTP 451"));
    advance(Duration.ofDays(1));

    assertThat(store.prune(Duration.ZERO)).as("how many entries were removed").isEqualTo(1);
    assertThat(entriesOf(AMELIE)).as("the entries of %s, the oldest first", AMELIE).isEmpty();
    assertThat(settle(leases.get(2), new Settlement.Failed("SMTP 550")))
        .as("whether the settlement counts")
        .isTrue();
    assertThat(store.prune(Duration.ZERO)).as("how many entries were removed").isEqualTo(1);
    settle(claimOne(), new Settlement.Superseded());
    assertThat(store.prune(Duration.ZERO)).as("how many entries were removed").isEqualTo(1);
    assertThat(entries()).as("all entries").isEmpty();
  }

  @Test
  @DisplayName(
      "CS-13, CS-8: with an entry its idempotency key is forgotten, and the user stays as is")
  void shouldForgetKeysWithTheirEntries() {
    done(Wish.enable(AMELIE).key("k").withoutMail(), offering(ID_1));
    store.prune(Duration.ZERO);

    assertThat(idOf(AMELIE)).as("the ID of %s", AMELIE).contains(ID_1);
    ChangeResult.Done reset = done(Wish.reset(AMELIE).key("k"));
    assertThat(reset.replayed()).as("whether what was done is a replay").isFalse();
    assertThat(reset.event().oldId())
        .as("version and IDs of %s, whose entries were removed", AMELIE)
        .contains(ID_1);
    assertThat(reset.event().version())
        .as("version and IDs of %s, whose entries were removed", AMELIE)
        .isEqualTo(2);
  }
}
