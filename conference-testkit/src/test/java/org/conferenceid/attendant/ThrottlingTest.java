package org.conferenceid.attendant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lockout;
import org.conferenceid.Lookup;
import org.conferenceid.StoreException;
import org.conferenceid.testkit.ForwardingStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThrottlingTest extends Callers {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Nested
  class OneNumber {

    @Test
    @DisplayName("B4: failed attempts are limited across calls; then a right ID is not looked at")
    void isLockedOut() {
      for (int i = 0; i < 5; i++) {
        assertThat(callWrongly(CALLER)).isEqualTo(refused());
      }
      assertThat(callRightly(CALLER)).isEqualTo(throttled(MINUTE)).isEqualTo(callWrongly(CALLER));
      clock.advance(MINUTE.minusNanos(1));
      assertThat(callRightly(CALLER)).isEqualTo(throttled(Duration.ofNanos(1)));
      clock.advance(Duration.ofNanos(1));
      assertThat(callRightly(CALLER)).isEqualTo(admitted());
    }

    @ParameterizedTest
    @DisplayName("B4: unknown and retired IDs cost the same")
    @ValueSource(strings = {"4839201", "1234567", "retired"})
    void countsWhateverIsWrong(String keyed) {
      String digits = keyed.equals("retired") ? id.digits() : keyed;
      id = reset(AMELIE).newId();
      for (int i = 0; i < 5; i++) {
        assertThat(call(CALLER, digits)).isEqualTo(refused());
      }
      assertThat(call(CALLER, digits)).isEqualTo(throttled(MINUTE));
    }

    @ParameterizedTest
    @DisplayName("GL-10: what cannot be an ID is refused, neither counted nor limited")
    @ValueSource(strings = {"", " ", "#", "483", "48392011", "0839201", "4839a01", "not an ID"})
    void doesNotCountWhatCannotBeAnId(String keyed) {
      for (Caller caller :
          List.of(CALLER, Caller.attested("+33 6 12 34 56 78"), Caller.anonymous())) {
        for (int i = 0; i < 50; i++) {
          assertThat(call(caller, keyed)).isEqualTo(refused());
        }
        assertThat(callRightly(caller)).isEqualTo(admitted());
        for (int i = 0; i < 5; i++) {
          assertThat(callWrongly(caller)).isEqualTo(refused());
        }
      }
      assertThat(callRightly(CALLER)).isInstanceOf(Admission.Throttled.class);
      assertThat(call(CALLER, keyed)).as("not limited either").isEqualTo(refused());
      assertThat(heard())
          .as("lock-outs, each of which took five guesses")
          .hasSize(2)
          .hasOnlyElementsOfType(CallEvent.CallerLockedOut.class);
    }

    @Test
    @DisplayName("B4: each further failed attempt doubles the lock-out, up to the longest")
    void isLockedOutForLongerEachTime() {
      for (int i = 0; i < 4; i++) {
        callWrongly(CALLER);
      }
      for (long minutes : new long[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360}) {
        assertThat(callWrongly(CALLER)).as("before %d minutes", minutes).isEqualTo(refused());
        Duration lockout = Duration.ofMinutes(minutes);
        assertThat(callWrongly(CALLER)).isEqualTo(throttled(lockout));
        clock.advance(lockout);
      }
    }

    @Test
    @DisplayName("GL-4: to call during a lock-out does not lengthen it")
    void mayBeImpatient() {
      for (int i = 0; i < 5; i++) {
        callWrongly(CALLER);
      }
      for (int second = 60; second > 0; second--) {
        assertThat(callWrongly(CALLER)).isEqualTo(throttled(Duration.ofSeconds(second)));
        clock.advance(Duration.ofSeconds(1));
      }
      assertThat(callRightly(CALLER)).isEqualTo(admitted());
    }

    @Test
    @DisplayName("GL-3: a success counts for nothing, but washes no failure off")
    void givesBackWhatSucceeds() {
      for (int i = 0; i < 4; i++) {
        callWrongly(CALLER);
        for (int k = 0; k < 10; k++) {
          assertThat(callRightly(CALLER)).isEqualTo(admitted());
        }
      }
      assertThat(callWrongly(CALLER)).isEqualTo(refused());
      assertThat(callRightly(CALLER)).isEqualTo(throttled(MINUTE));
      clock.advance(MINUTE);
      assertThat(callRightly(CALLER)).isEqualTo(admitted());
      assertThat(callRightly(CALLER)).as("no lock-out after a success").isEqualTo(admitted());
      assertThat(callWrongly(CALLER)).isEqualTo(refused());
      assertThat(callRightly(CALLER)).isEqualTo(throttled(MINUTE.multipliedBy(2)));
    }

    @Test
    @DisplayName("B4: failures are forgotten a quiet time after the last one, not after the first")
    void isForgottenAfterAQuietTime() {
      for (int i = 0; i < 4; i++) {
        callWrongly(CALLER);
        clock.advance(Duration.ofHours(12).minusNanos(1));
      }
      callWrongly(CALLER);
      assertThat(callWrongly(CALLER)).isEqualTo(throttled(MINUTE));
      clock.advance(Duration.ofHours(12).minusNanos(1));
      assertThat(callRightly(CALLER)).as("a success does not make it last").isEqualTo(admitted());
      clock.advance(Duration.ofNanos(1));
      for (int i = 0; i < 5; i++) {
        assertThat(callWrongly(CALLER)).isEqualTo(refused());
      }
    }

    @Test
    @DisplayName("B4: it is one caller however the network groups it, and no other")
    void isOneCaller() {
      for (String form : List.of("+33612345678", "0033 6 12 34 56 78", "+33-612-345678")) {
        callWrongly(Caller.of(form));
      }
      callWrongly(CALLER);
      callWrongly(CALLER);
      assertThat(callRightly(CALLER)).isInstanceOf(Admission.Throttled.class);
      assertThat(callRightly(OTHER)).isEqualTo(admitted());
    }
  }

  @Nested
  class AnonymousCallers {

    @Test
    @DisplayName(
        "GL-5: all callers without a number share one budget, and leave that of the others")
    void shareOneBudget() {
      String[] invented = {"", "anonymous", "sip:x@y", "unknown", "+", "restricted"};
      for (int i = 0; i < 20; i++) {
        assertThat(callWrongly(Caller.of(invented[i % invented.length]))).isEqualTo(refused());
      }
      assertThat(callRightly(Caller.of("yet another")))
          .isEqualTo(throttled(MINUTE.multipliedBy(3)));
      assertThat(callRightly(CALLER)).isEqualTo(admitted());
    }

    @Test
    @DisplayName("B4: the budget comes back evenly, and a success does not use it")
    void comeBackEvenly() {
      for (int i = 0; i < 20; i++) {
        callRightly(Caller.anonymous());
        callWrongly(Caller.anonymous());
      }
      clock.advance(MINUTE.multipliedBy(3));
      for (int i = 0; i < 10; i++) {
        assertThat(callRightly(Caller.anonymous())).isEqualTo(admitted());
      }
      assertThat(callWrongly(Caller.anonymous())).isEqualTo(refused());
      assertThat(callRightly(Caller.anonymous())).isEqualTo(throttled(MINUTE.multipliedBy(3)));
    }
  }

  @Nested
  class ManyNumbers {
    private final GuessLimits limits =
        GuessLimits.builder().budget(CallerGroup.UNKNOWN, 60).budget(CallerGroup.KNOWN, 30).build();

    @Test
    @DisplayName(
        "B4: many numbers share the budget of unknown callers, as one caller more often than free")
    void shareABudget() {
      limit(limits);
      strangersFail(60);
      assertThat(callRightly(stranger(60))).isEqualTo(throttled(MINUTE));
      clock.advance(MINUTE);
      assertThat(callRightly(stranger(60))).as("keeps a chance").isEqualTo(admitted());
      assertThat(callWrongly(stranger(61))).isEqualTo(refused());
      assertThat(callRightly(stranger(62))).isEqualTo(throttled(MINUTE));
    }

    @Test
    @DisplayName("B4: who was let in before is not touched by an attack of unknown callers")
    void leaveKnownCallersAlone() {
      limit(limits);
      callRightly(CALLER);
      strangersFail(100);
      for (int i = 0; i < 4; i++) {
        assertThat(callWrongly(CALLER)).isEqualTo(refused());
        assertThat(callRightly(CALLER)).isEqualTo(admitted());
      }
    }

    @Test
    @DisplayName("B4: a known caller becomes unknown a time after the last success")
    void forgetsKnownCallers() {
      limit(limits);
      callRightly(CALLER);
      clock.advance(Duration.ofDays(29));
      callRightly(CALLER);
      clock.advance(Duration.ofDays(30).minusNanos(1));
      strangersFail(100);
      assertThat(callWrongly(CALLER)).isEqualTo(refused());
      clock.advance(Duration.ofNanos(1));
      assertThat(callRightly(CALLER)).isInstanceOf(Admission.Throttled.class);
    }

    @Test
    @DisplayName(
        "B4: who was let in with one ID has no more guesses than the budget of known callers")
    void cannotBeLaunderedWithoutEnd() {
      limit(limits);
      int lookedAt = 0;
      for (int i = 0; i < 1_000; i++) {
        callRightly(stranger(i));
        lookedAt += callWrongly(stranger(i)) instanceof Admission.Refused ? 1 : 0;
      }
      assertThat(lookedAt).isEqualTo(30);
    }

    @Test
    @DisplayName("B4: the attack is over when half of the budget is there again")
    void recovers() {
      limit(limits);
      strangersFail(61);
      clock.advance(MINUTE.multipliedBy(30).minusNanos(1));
      callRightly(OTHER);
      assertThat(heard()).containsExactly(new CallEvent.AttackBegan(CallerGroup.UNKNOWN, false));
      clock.advance(Duration.ofNanos(1));
      callRightly(OTHER);
      assertThat(heard())
          .containsExactly(
              new CallEvent.AttackBegan(CallerGroup.UNKNOWN, false),
              new CallEvent.AttackEnded(CallerGroup.UNKNOWN, false));
      for (int i = 0; i < 5; i++) {
        assertThat(callWrongly(OTHER)).isEqualTo(refused());
      }
    }

    @Test
    @DisplayName("B4: no more can fail than the budget in the long run, whoever calls")
    void areBoundedInTheLongRun() {
      limit(limits);
      int lookedAt = 0;
      for (int second = 0; second < 24 * 3600; second++) {
        lookedAt += callWrongly(stranger(second)) instanceof Admission.Refused ? 1 : 0;
        clock.advance(Duration.ofSeconds(1));
      }
      assertThat(lookedAt).isLessThanOrEqualTo(60 + 24 * 60);
    }
  }

  @Nested
  class ForgedNumbers {
    private final Caller vouchedFor = Caller.attested("+33 6 12 34 56 78");

    @Test
    @DisplayName(
        "GL-8: a forged number does not lock out its owner's calls that the network vouches for")
    void doNotTouchAttestedOnes() {
      for (int i = 0; i < 6; i++) {
        callWrongly(CALLER);
      }
      assertThat(callRightly(CALLER)).isInstanceOf(Admission.Throttled.class);
      assertThat(callRightly(vouchedFor)).isEqualTo(admitted());
      assertThat(callRightly(CALLER)).as("which washes nothing off").isEqualTo(throttled(MINUTE));
      for (int i = 0; i < 5; i++) {
        assertThat(callWrongly(vouchedFor)).isEqualTo(refused());
      }
      assertThat(callRightly(vouchedFor)).as("has its own limits").isEqualTo(throttled(MINUTE));
    }

    @Test
    @DisplayName("GL-8: nor do any number of forged ones, of known callers or unknown ones")
    void doNotTouchTheBudgetsOfAttestedOnes() {
      limit(GuessLimits.builder().budget(CallerGroup.KNOWN, 50).build());
      callRightly(vouchedFor);
      for (int i = 0; i < 100; i++) {
        callRightly(stranger(i));
      }
      strangersFail(200);
      assertThat(callRightly(stranger(0))).isInstanceOf(Admission.Throttled.class);
      assertThat(callRightly(stranger(200))).isInstanceOf(Admission.Throttled.class);
      assertThat(callWrongly(vouchedFor)).as("known").isEqualTo(refused());
      assertThat(callWrongly(Caller.attested("+33 7 00 00 00 00"))).as("new").isEqualTo(refused());
      assertThat(heard())
          .containsExactly(
              new CallEvent.AttackBegan(CallerGroup.KNOWN, false),
              new CallEvent.AttackBegan(CallerGroup.UNKNOWN, false));
    }

    @Test
    @DisplayName("GL-8: guessers with attested numbers share a budget, too")
    void limitsAttestedOnes() {
      int lookedAt = 0;
      for (int i = 0; i < 1_000; i++) {
        Caller caller = Caller.attested("+" + (44_000_000_000L + i));
        lookedAt += callWrongly(caller).equals(refused()) ? 1 : 0;
      }
      assertThat(lookedAt).isEqualTo(100);
      assertThat(callRightly(CALLER)).isEqualTo(admitted());
    }

    @Test
    @DisplayName(
        "GL-9: the lock-out of a known caller is capped, as the number may have been forged")
    void lockKnownCallersOutForABoundedTime() {
      callRightly(CALLER);
      for (int i = 0; i < 4; i++) {
        callWrongly(CALLER);
      }
      for (long minutes : new long[] {1, 2, 4, 8, 15, 15, 15}) {
        assertThat(callWrongly(CALLER)).as("before %d minutes", minutes).isEqualTo(refused());
        Duration lockout = Duration.ofMinutes(minutes);
        assertThat(callRightly(CALLER)).isEqualTo(throttled(lockout));
        clock.advance(lockout);
        assertThat(callRightly(CALLER)).isEqualTo(admitted());
      }
    }

    @Test
    @DisplayName("GL-9: the cap is a setting, and no lock-out is longer than the longest of all")
    void hasACapThatCanBeSet() {
      limit(
          GuessLimits.builder()
              .freeAttempts(1)
              .maxLockout(MINUTE.multipliedBy(5))
              .maxKnownLockout(MINUTE.multipliedBy(3))
              .build());
      callRightly(CALLER);
      for (Caller caller : List.of(CALLER, OTHER)) {
        for (int i = 0; i < 5; i++) {
          callWrongly(caller);
          clock.advance(MINUTE.multipliedBy(5));
        }
        callWrongly(caller);
      }
      assertThat(callWrongly(OTHER)).isEqualTo(throttled(MINUTE.multipliedBy(5)));
      clock.advance(MINUTE.multipliedBy(5));
      callWrongly(CALLER);
      assertThat(callWrongly(CALLER)).isEqualTo(throttled(MINUTE.multipliedBy(3)));
    }
  }

  @Nested
  class OneValidId {
    private ConferenceId idOfBruno;

    private void haveBrunosCallersLetIn(int callers) {
      idOfBruno = enable(BRUNO);
      for (int i = 0; i < callers; i++) {
        assertThat(call(caller(i), idOfBruno.digits())).isInstanceOf(Admission.Admitted.class);
      }
    }

    private Caller caller(int number) {
      return Caller.of("+" + (33_000_000_000L + number));
    }

    /** Only known callers are let in while unknown ones guess. */
    private long knownAmong(int callers) {
      strangersFail(200);
      long known = 0;
      for (int i = 0; i < callers; i++) {
        known += callRightly(caller(i)) instanceof Admission.Admitted ? 1 : 0;
      }
      return known;
    }

    @Test
    @DisplayName(
        "GL-9: 100,000 calls with one valid ID make no caller of another organizer unknown")
    void doesNotPushOutTheCallersOfOthers() {
      haveBrunosCallersLetIn(400);
      for (int i = 0; i < 100_000; i++) {
        callRightly(stranger(1_000_000 + i));
      }
      assertThat(knownAmong(400)).isEqualTo(400);
    }

    @Test
    @DisplayName("GL-9: nor does it if the calls forge the numbers of those callers first")
    void doesNotTakeTheCallersOfOthersOver() {
      haveBrunosCallersLetIn(400);
      for (int i = 0; i < 400; i++) {
        callRightly(caller(i));
      }
      for (int i = 0; i < 1_000; i++) {
        callRightly(stranger(1_000_000 + i));
      }
      assertThat(knownAmong(400)).isEqualTo(400);
    }

    @Test
    @DisplayName("GL-9: of one organizer's callers, those are known who were let in last")
    void keepsTheLatestCallersOfAnOrganizer() {
      limit(GuessLimits.builder().knownPerOrganizer(10).build());
      for (int i = 0; i < 20; i++) {
        callRightly(caller(i));
      }
      callRightly(caller(10)); // so 11 is the oldest
      callRightly(caller(20));
      strangersFail(200);
      assertThat(callRightly(caller(9))).isInstanceOf(Admission.Throttled.class);
      assertThat(callRightly(caller(11))).isInstanceOf(Admission.Throttled.class);
      assertThat(callRightly(caller(10))).isEqualTo(admitted());
      assertThat(callRightly(caller(12))).isEqualTo(admitted());
      assertThat(callRightly(caller(20))).isEqualTo(admitted());
    }

    @Test
    @DisplayName("GL-9: a caller whose time was over is known through whoever let in next")
    void belongsToTheNextOrganizer() {
      limit(GuessLimits.builder().knownPerOrganizer(1).build());
      haveBrunosCallersLetIn(1);
      clock.advance(Duration.ofDays(30));
      callRightly(caller(0));
      call(caller(1), idOfBruno.digits());
      assertThat(knownAmong(2)).as("one of each organizer").isEqualTo(2);
    }
  }

  @Nested
  class LockOuts {

    @Test
    @DisplayName(
        "B20: an administrator sees who is locked out, for how long and after how many failures")
    void areSeen() {
      AutoAttendant attendant = conferencing.attendant();
      Caller attested = Caller.attested("+33 6 12 34 56 78");
      assertThat(attendant.lockouts(10)).isEmpty();
      for (int i = 0; i < 4; i++) {
        callWrongly(OTHER);
      }
      for (int i = 0; i < 5; i++) {
        callWrongly(CALLER);
      }
      clock.advance(Duration.ofSeconds(20));
      for (int i = 0; i < 5; i++) {
        callWrongly(attested);
      }
      assertThat(attendant.lockouts(10))
          .containsExactly(
              new Lockout(attested, MINUTE, 5), new Lockout(CALLER, Duration.ofSeconds(40), 5));
      assertThat(attendant.lockouts(1)).extracting(Lockout::caller).containsExactly(attested);
      assertThat(attendant.lockouts(10).toString()).doesNotContain("33612345678");
      clock.advance(Duration.ofSeconds(40));
      assertThat(attendant.lockouts(10)).extracting(Lockout::caller).containsExactly(attested);
    }

    @Test
    @DisplayName("B20: a lock-out can be lifted; the caller starts anew, and nobody else does")
    void areLifted() {
      AutoAttendant attendant = conferencing.attendant();
      assertThat(attendant.lift(CALLER)).as("was not locked out").isFalse();
      assertThat(attendant.lift(Caller.anonymous())).isFalse();
      for (int i = 0; i < 5; i++) {
        callWrongly(CALLER);
        callWrongly(OTHER);
      }
      assertThat(attendant.lift(Caller.attested("+33 6 12 34 56 78"))).isFalse();
      assertThat(attendant.lift(CALLER)).isTrue();
      assertThat(attendant.lift(CALLER)).isFalse();
      assertThat(attendant.lockouts(10)).extracting(Lockout::caller).containsExactly(OTHER);
      assertThat(callRightly(CALLER)).isEqualTo(admitted());
      for (int i = 0; i < 5; i++) {
        assertThat(callWrongly(CALLER)).isEqualTo(refused());
      }
      assertThat(callRightly(CALLER)).isEqualTo(throttled(MINUTE));
    }

    @Test
    @DisplayName("B20: a list of none, or of more than 1000, is refused")
    void areSeenInBoundedLists() {
      for (int limit : new int[] {0, -1, 1_001}) {
        assertThatThrownBy(() -> conferencing.attendant().lockouts(limit))
            .isInstanceOf(InvalidValueException.class)
            .hasMessageStartingWith("limit must be from 1 to 1000");
      }
      assertThatThrownBy(() -> conferencing.attendant().lift(null))
          .isInstanceOf(NullPointerException.class);
    }
  }

  @Nested
  class SlowStore {

    @Test
    @DisplayName(
        "GL-3: an attempt that time has given back is not given back again when it succeeds")
    void givesBackOnce() {
      conferencing =
          onThisClock()
              .attendant(
                  component ->
                      component.guessLimits(
                          GuessLimits.builder().budget(CallerGroup.UNKNOWN, 5).build()))
              .store(
                  new ForwardingStore(store) {
                    @Override
                    public Lookup lookup(ConferenceId keyed) {
                      if (keyed.equals(id)) {
                        clock.advance(Duration.ofHours(1)); // in which the whole budget comes back
                        strangersFail(5);
                      }
                      return super.lookup(keyed);
                    }
                  })
              .build();
      assertThat(callRightly(OTHER)).isEqualTo(admitted());
      assertThat(callWrongly(stranger(6)))
          .as("five of five have failed within the hour")
          .isInstanceOf(Admission.Throttled.class);
    }
  }

  @Nested
  class StoreAway {

    @Test
    @DisplayName("B4: an attempt that the store could not judge is no failed one")
    void countsNothing() {
      StoreException away = new StoreException("the database is away", null);
      conferencing =
          onThisClock()
              .store(
                  new ForwardingStore(store) {
                    @Override
                    public Lookup lookup(ConferenceId keyed) {
                      if (keyed.equals(id)) {
                        throw away;
                      }
                      return super.lookup(keyed);
                    }
                  })
              .build();
      for (int i = 0; i < 100; i++) {
        assertThatThrownBy(() -> callRightly(CALLER)).isSameAs(away);
        assertThatThrownBy(() -> callRightly(Caller.anonymous())).isSameAs(away);
      }
      for (int i = 0; i < 5; i++) {
        assertThat(callWrongly(CALLER)).isEqualTo(refused());
      }
      assertThat(callWrongly(CALLER)).isEqualTo(throttled(MINUTE));
    }
  }
}
