package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Lease;
import org.conferenceid.testkit.ScriptedIdGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One change after the other: CS-1, CS-5, CS-6, CS-7, CS-9 and CS-15. */
abstract class ChangeRules extends Rules {

  ChangeRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("CS-1: enabling shows the ID, the version, the audit entry and the message together")
  void shouldEnableInOnePiece() {
    ChangeResult.Done done = enable(AMELIE, ID_1);

    ConferenceEvent event =
        new ConferenceEvent(
            EventKind.ENABLED, AMELIE, Optional.empty(), Optional.of(ID_1), 1, now());
    assertThat(done.event()).as("the event of the change of %s", AMELIE).isEqualTo(event);
    assertThat(done.replayed()).as("whether what was done is a replay").isFalse();
    assertThat(store.find(AMELIE))
        .as("%s as found", AMELIE)
        .contains(new Organizer(AMELIE, Optional.of(ID_1), 1, event.at()));
    assertThat(store.lookup(ID_1))
        .as("what the ID %s is", ID_1)
        .isEqualTo(new Lookup.Active(AMELIE));
    assertThat(store.capacity().active()).as("how many IDs are active").isEqualTo(1);
    assertQueued(event);
  }

  @Test
  @DisplayName(
      "CS-1, CS-5: a reset shows the new ID, the retired ID, the version, the entry and the"
          + " message")
  void shouldResetInOnePiece() {
    done(Wish.enable(AMELIE).withoutMail(), offering(ID_1));
    advance(Duration.ofHours(1));

    ChangeResult.Done done = done(Wish.reset(AMELIE), offering(ID_2));

    Instant at = now();
    ConferenceEvent event =
        new ConferenceEvent(EventKind.RESET, AMELIE, Optional.of(ID_1), Optional.of(ID_2), 2, at);
    assertThat(done.event()).as("the event of the change of %s", AMELIE).isEqualTo(event);
    assertThat(store.find(AMELIE))
        .as("%s as found", AMELIE)
        .contains(new Organizer(AMELIE, Optional.of(ID_2), 2, at));
    assertThat(store.lookup(ID_2))
        .as("what the ID %s is", ID_2)
        .isEqualTo(new Lookup.Active(AMELIE));
    assertThat(store.lookup(ID_1))
        .as("what the ID %s is", ID_1)
        .isEqualTo(new Lookup.Retired(Optional.of(AMELIE), at, at.plus(Wish.QUARANTINE)));
    assertThat(store.capacity().active()).as("how many IDs are active").isEqualTo(1);
    assertThat(store.capacity().quarantined()).as("how many IDs are in quarantine").isEqualTo(1);
    assertQueued(event);
  }

  @Test
  @DisplayName("CS-1: disabling takes the ID, retires it, and is audited and queued")
  void shouldDisableInOnePiece() {
    done(Wish.enable(AMELIE).withoutMail(), offering(ID_1));
    advance(Duration.ofHours(1));

    ChangeResult.Done done = disable(AMELIE);

    Instant at = now();
    ConferenceEvent event =
        new ConferenceEvent(EventKind.DISABLED, AMELIE, Optional.of(ID_1), Optional.empty(), 2, at);
    assertThat(done.event()).as("the event of the change of %s", AMELIE).isEqualTo(event);
    assertThat(store.find(AMELIE))
        .as("%s as found", AMELIE)
        .contains(new Organizer(AMELIE, Optional.empty(), 2, at));
    assertThat(store.lookup(ID_1))
        .as("what the ID %s is", ID_1)
        .isEqualTo(new Lookup.Retired(Optional.of(AMELIE), at, at.plus(Wish.QUARANTINE)));
    assertThat(store.capacity().active()).as("how many IDs are active").isZero();
    assertQueued(event);
  }

  @Test
  @DisplayName("CS-1, CS-9: conference information is audited and queued, and changes no ID")
  void shouldQueueInformation() {
    done(Wish.enable(AMELIE).withoutMail(), offering(ID_1));
    Optional<Organizer> before = store.find(AMELIE);
    advance(Duration.ofHours(1));

    ChangeResult.Done done = info(AMELIE);

    ConferenceEvent event =
        new ConferenceEvent(
            EventKind.INFO_REQUESTED, AMELIE, Optional.of(ID_1), Optional.of(ID_1), 1, now());
    assertThat(done.event()).as("the event of the change of %s", AMELIE).isEqualTo(event);
    assertThat(store.find(AMELIE)).as("%s as found", AMELIE).isEqualTo(before);
    assertQueued(event);
  }

  private void assertQueued(ConferenceEvent event) {
    AuditEntry entry = lastEntryOf(event.user());
    assertThat(entry.event()).as("the event in %s", named(entry)).isEqualTo(event);
    assertThat(entry.delivery().state())
        .as("the state of the message of %s", named(entry))
        .isEqualTo(DeliveryState.PENDING);
    Lease lease = claimOne();
    assertThat(lease.number()).as("what %s is about", named(lease)).isEqualTo(entry.number());
    assertThat(lease.user()).as("what %s is about", named(lease)).isEqualTo(event.user());
    assertThat(lease.kind()).as("what %s is about", named(lease)).isEqualTo(event.kind());
    assertThat(lease.version()).as("what %s is about", named(lease)).isEqualTo(event.version());
    assertThat(lease.at()).as("what %s is about", named(lease)).isEqualTo(event.at());
  }

  @Test
  @DisplayName("CS-1, OB-1: without mail a change is audited, and nothing is queued")
  void shouldQueueNothingWithoutMail() {
    done(Wish.enable(AMELIE).withoutMail());

    assertThat(lastEntryOf(AMELIE).delivery().state())
        .as("what the last entry of %s says", AMELIE)
        .isEqualTo(DeliveryState.OFF);
    assertThat(claim()).as("the messages that can be claimed").isEmpty();
  }

  @Test
  @DisplayName("CS-1, CS-6, CS-7, CS-8, OB-1: a refused change changes nothing and queues nothing")
  void shouldChangeNothingWhenRefused() {
    done(Wish.enable(AMELIE).key("used").withoutMail(), offering(ID_1));
    done(Wish.enable(BRUNO).withoutMail(), offering(ID_2));
    Snapshot before = snapshot();
    advance(Duration.ofHours(1));

    assertThat(make(Wish.enable(AMELIE)))
        .as("what becomes of an enabling of %s", AMELIE)
        .isInstanceOf(ChangeResult.AlreadyEnabled.class);
    assertThat(make(Wish.reset(AMELIE).expecting(ID_2)))
        .as("what becomes of a reset of %s that expects an ID", AMELIE)
        .isInstanceOf(ChangeResult.StaleId.class);
    assertThat(make(Wish.reset(AMELIE).key("used")))
        .as("what becomes of a reset of %s with the key used", AMELIE)
        .isInstanceOf(ChangeResult.KeyReused.class);
    assertThat(make(Wish.reset(CHLOE)))
        .as("what becomes of a reset of %s", CHLOE)
        .isInstanceOf(ChangeResult.NotEnabled.class);
    assertThat(make(Wish.disable(CHLOE)))
        .as("what becomes of a disabling of %s", CHLOE)
        .isInstanceOf(ChangeResult.NotEnabled.class);
    assertThat(make(Wish.info(CHLOE)))
        .as("what becomes of conference information of %s", CHLOE)
        .isInstanceOf(ChangeResult.NotEnabled.class);

    assertThat(snapshot()).as("users, entries and capacity, which are as before").isEqualTo(before);
    assertThat(claim()).as("the messages that can be claimed").isEmpty();
  }

  @Test
  @DisplayName("CS-1: an exception has changed nothing")
  void shouldChangeNothingWhenCandidatesFail() {
    done(Wish.enable(AMELIE).withoutMail());
    Snapshot before = snapshot();
    ConferenceIdGenerator broken = new Broken();

    Wish keyed = Wish.reset(AMELIE).key("k");
    assertThatThrownBy(() -> store.change(keyed.change(), broken))
        .as("a call that must be refused, or fail, and change nothing")
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> store.change(keyed.change(), ScriptedIdGenerator.only()))
        .as("a call that must be refused, or fail, and change nothing")
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> store.change(Wish.enable(BRUNO).change(), broken))
        .as("a call that must be refused, or fail, and change nothing")
        .isInstanceOf(RuntimeException.class);

    assertThat(snapshot()).as("users, entries and capacity, which are as before").isEqualTo(before);
    assertThat(claim()).as("the messages that can be claimed").isEmpty();
    assertThat(done(keyed).replayed())
        .as("whether a request whose candidates failed is taken for done")
        .isFalse();
    assertThat(store.find(AMELIE).map(Organizer::version))
        .as("the version of %s", AMELIE)
        .contains(2L);
  }

  private static final class Broken implements ConferenceIdGenerator {
    @Override
    public ConferenceId next() {
      throw new IllegalStateException("no randomness left");
    }

    @Override
    public int nextIndex(int bound) {
      throw new IllegalStateException("no randomness left");
    }
  }

  @Test
  @DisplayName("CS-5: the old ID is not active from the moment at which the new one is visible")
  void shouldEndTheOldIdAtOnce() {
    enable(AMELIE, ID_1);
    ConferenceId newId = reset(AMELIE).event().newId().orElseThrow();

    assertThat(store.lookup(newId))
        .as("what the ID %s is", newId)
        .isEqualTo(new Lookup.Active(AMELIE));
    assertThat(store.lookup(ID_1)).as("what the ID %s is", ID_1).isInstanceOf(Lookup.Retired.class);
    assertThat(store.capacity().active()).as("how many IDs are active").isEqualTo(1);
  }

  @Test
  @DisplayName("CS-5: an ID that was looked up while it was active is not active after a reset")
  void shouldEndAnIdThatCallersUsed() {
    enable(AMELIE, ID_1);
    assertThat(store.lookup(ID_1))
        .as("what the ID %s is", ID_1)
        .isEqualTo(new Lookup.Active(AMELIE));
    reset(AMELIE);

    assertThat(store.lookup(ID_1)).as("what the ID %s is", ID_1).isInstanceOf(Lookup.Retired.class);
  }

  @Test
  @DisplayName("CS-6: a reset that expects the present ID happens")
  void shouldResetTheExpectedId() {
    enable(AMELIE, ID_1);

    assertThat(done(Wish.reset(AMELIE).expecting(ID_1)).event().oldId())
        .as("the ID that a reset of %s that expects an ID replaces", AMELIE)
        .contains(ID_1);
  }

  @Test
  @DisplayName("CS-6: a reset that expects an ID of the past is refused as stale")
  void shouldRefuseAStaleReset() {
    enable(AMELIE, ID_1);
    reset(AMELIE);
    Organizer present = store.find(AMELIE).orElseThrow();

    assertThat(make(Wish.reset(AMELIE).expecting(ID_1)))
        .as("what becomes of a reset of %s that expects an ID", AMELIE)
        .isEqualTo(new ChangeResult.StaleId(present));
    assertThat(make(Wish.reset(AMELIE).expecting(ID_3)))
        .as("what becomes of a reset of %s that expects an ID", AMELIE)
        .isEqualTo(new ChangeResult.StaleId(present));
    assertThat(store.find(AMELIE)).as("%s as found", AMELIE).contains(present);
  }

  @Test
  @DisplayName("CS-6: a reset that expects somebody else's ID is refused as stale")
  void shouldRefuseAResetThatExpectsTheIdOfAnother() {
    enable(AMELIE, ID_1);
    enable(BRUNO, ID_2);

    assertThat(make(Wish.reset(AMELIE).expecting(ID_2)))
        .as("what becomes of a reset of %s that expects an ID", AMELIE)
        .isInstanceOf(ChangeResult.StaleId.class);
    assertThat(idOf(AMELIE)).as("the ID of %s", AMELIE).contains(ID_1);
    assertThat(idOf(BRUNO)).as("the ID of %s", BRUNO).contains(ID_2);
  }

  @Test
  @DisplayName("CS-6: a reset that expects a version happens if the user has it")
  void shouldResetTheExpectedVersion() {
    enable(AMELIE, ID_1);
    assertThat(done(Wish.reset(AMELIE).expectingVersion(1)).event().version())
        .as("the version that a reset of %s that expects a version makes", AMELIE)
        .isEqualTo(2);

    info(AMELIE);
    Wish both = Wish.reset(AMELIE).expecting(idOf(AMELIE).orElseThrow()).expectingVersion(2);
    assertThat(done(both).event().version())
        .as("the version of %s after a reset that expects ID and version", AMELIE)
        .isEqualTo(3);
  }

  @Test
  @DisplayName("CS-6: a reset that expects another version is refused as stale")
  void shouldRefuseAnotherVersion() {
    enable(AMELIE, ID_1);
    reset(AMELIE);
    Organizer present = store.find(AMELIE).orElseThrow();
    ConferenceId id = present.id().orElseThrow();
    ChangeResult stale = new ChangeResult.StaleId(present);

    for (long other : List.of(-1L, 0L, 1L, 3L, (1L << 32) + 2, Long.MAX_VALUE, Long.MIN_VALUE)) {
      assertThat(make(Wish.reset(AMELIE).expectingVersion(other)))
          .as("what becomes of a reset of %s that expects a version", AMELIE)
          .isEqualTo(stale);
      assertThat(make(Wish.reset(AMELIE).expecting(id).expectingVersion(other)))
          .as("what becomes of a reset of %s that expects an ID and a version", AMELIE)
          .isEqualTo(stale);
    }
    assertThat(make(Wish.reset(AMELIE).expecting(ID_1).expectingVersion(2)))
        .as("what becomes of a reset of %s that expects an ID and a version", AMELIE)
        .isEqualTo(stale);
    assertThat(store.find(AMELIE)).as("%s as found", AMELIE).contains(present);
    assertThat(entriesOf(AMELIE)).as("the entries of %s, the oldest first", AMELIE).hasSize(2);
  }

  @Test
  @DisplayName("CS-7: only an enabled user can be reset, disabled and informed")
  void shouldRefuseWhoIsNotEnabled() {
    assertNotEnabled(CHLOE);
    enable(AMELIE);
    disable(AMELIE);
    assertNotEnabled(AMELIE);
    enable(BRUNO);
    store.erase(BRUNO, Wish.QUARANTINE);
    assertNotEnabled(BRUNO);
  }

  private void assertNotEnabled(UserId user) {
    ChangeResult.NotEnabled refused = new ChangeResult.NotEnabled();
    assertThat(make(Wish.reset(user))).as("what becomes of a reset of %s", user).isEqualTo(refused);
    assertThat(make(Wish.reset(user).expecting(ID_1)))
        .as("what becomes of a reset of %s that expects an ID", user)
        .isEqualTo(refused);
    assertThat(make(Wish.reset(user).expectingVersion(1)))
        .as("what becomes of a reset of %s that expects a version", user)
        .isEqualTo(refused);
    assertThat(make(Wish.disable(user)))
        .as("what becomes of a disabling of %s", user)
        .isEqualTo(refused);
    assertThat(make(Wish.info(user)))
        .as("what becomes of conference information of %s", user)
        .isEqualTo(refused);
  }

  @Test
  @DisplayName("CS-7: an enabled user keeps the ID when enabled again")
  void shouldTellThatAUserIsEnabledAlready() {
    enable(AMELIE, ID_1);
    Organizer present = store.find(AMELIE).orElseThrow();
    advance(Duration.ofDays(1));

    assertThat(make(Wish.enable(AMELIE)))
        .as("what becomes of an enabling of %s", AMELIE)
        .isEqualTo(new ChangeResult.AlreadyEnabled(present));
    assertThat(store.find(AMELIE)).as("%s as found", AMELIE).contains(present);
  }

  @Test
  @DisplayName("CS-7: somebody who was never enabled is not found; a disabled user is, without ID")
  void shouldFindWhoWasEnabled() {
    assertThat(store.find(AMELIE)).as("%s as found", AMELIE).isEmpty();
    enable(AMELIE);
    disable(AMELIE);
    assertThat(store.find(AMELIE).orElseThrow().enabled())
        .as("the enabling of %s", AMELIE)
        .isFalse();
  }

  @Test
  @DisplayName("CS-9: the version starts at 1 and grows by one, over disabling and enabling")
  void shouldCountVersions() {
    assertThat(enable(AMELIE).event().version())
        .as("the version of %s after an enabling", AMELIE)
        .isEqualTo(1);
    assertThat(reset(AMELIE).event().version())
        .as("the version of %s after a reset", AMELIE)
        .isEqualTo(2);
    assertThat(info(AMELIE).event().version())
        .as("the version of %s after conference information", AMELIE)
        .isEqualTo(2);
    assertThat(disable(AMELIE).event().version())
        .as("the version of %s after a disabling", AMELIE)
        .isEqualTo(3);
    assertThat(enable(AMELIE).event().version())
        .as("the version of %s after an enabling", AMELIE)
        .isEqualTo(4);
    assertThat(reset(AMELIE).event().version())
        .as("the version of %s after a reset", AMELIE)
        .isEqualTo(5);
    assertThat(enable(BRUNO).event().version())
        .as("the version of %s after an enabling", BRUNO)
        .isEqualTo(1);
  }

  @Test
  @DisplayName("CS-15: a change outside a transaction is committed")
  void shouldBeCommitted() {
    assertThat(enable(AMELIE).committed())
        .as("whether an enabling of %s is committed", AMELIE)
        .isTrue();
    assertThat(done(Wish.reset(AMELIE).key("k")).committed())
        .as("whether a reset of %s with the key k is committed", AMELIE)
        .isTrue();
    assertThat(done(Wish.reset(AMELIE).key("k")).committed())
        .as("whether a reset of %s with the key k is committed", AMELIE)
        .isTrue();
    assertThat(info(AMELIE).committed())
        .as("whether conference information of %s is committed", AMELIE)
        .isTrue();
    assertThat(disable(AMELIE).committed())
        .as("whether a disabling of %s is committed", AMELIE)
        .isTrue();
  }
}
