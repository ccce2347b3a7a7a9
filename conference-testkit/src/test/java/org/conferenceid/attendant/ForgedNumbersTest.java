package org.conferenceid.attendant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who forges numbers, or holds one valid ID, shuts out nobody else (B4, B20). */
class ForgedNumbersTest extends Callers {
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
}
