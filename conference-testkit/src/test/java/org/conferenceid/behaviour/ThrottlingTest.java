package org.conferenceid.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.conferenceid.Admission;
import org.conferenceid.CallEvent;
import org.conferenceid.Caller;
import org.conferenceid.CallerGroup;
import org.conferenceid.ConferenceId;
import org.conferenceid.GuessLimits;
import org.conferenceid.Lookup;
import org.conferenceid.StoreException;
import org.conferenceid.testkit.DelegatingStore;
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
    @DisplayName("B4: malformed, unknown and retired IDs cost the same")
    @ValueSource(strings = {"", "#", "12", "not an ID", "4839201", "retired"})
    void countsWhateverIsWrong(String keyed) {
      String digits = keyed.equals("retired") ? id.digits() : keyed;
      id = reset(AMELIE).id();
      for (int i = 0; i < 5; i++) {
        assertThat(call(CALLER, digits)).isEqualTo(refused());
      }
      assertThat(call(CALLER, digits)).isEqualTo(throttled(MINUTE));
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
  class WithheldNumbers {

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
        callRightly(Caller.withheld());
        callWrongly(Caller.withheld());
      }
      clock.advance(MINUTE.multipliedBy(3));
      for (int i = 0; i < 10; i++) {
        assertThat(callRightly(Caller.withheld())).isEqualTo(admitted());
      }
      assertThat(callWrongly(Caller.withheld())).isEqualTo(refused());
      assertThat(callRightly(Caller.withheld())).isEqualTo(throttled(MINUTE.multipliedBy(3)));
    }
  }

  @Nested
  class ManyNumbers {
    private final GuessLimits limits =
        GuessLimits.builder()
            .budget(CallerGroup.STRANGERS, 60)
            .budget(CallerGroup.REGULARS, 30)
            .build();

    @Test
    @DisplayName("B4: many numbers share the strangers' budget, as one caller more often than free")
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
    @DisplayName("B4: whoever was let in before is not touched by an attack of strangers")
    void leaveRegularsAlone() {
      limit(limits);
      callRightly(CALLER);
      strangersFail(100);
      for (int i = 0; i < 4; i++) {
        assertThat(callWrongly(CALLER)).isEqualTo(refused());
        assertThat(callRightly(CALLER)).isEqualTo(admitted());
      }
    }

    @Test
    @DisplayName("B4: a regular caller becomes a stranger again a time after the last success")
    void forgetsRegulars() {
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
    @DisplayName("B4: who was let in with one ID has no more guesses than the regulars' budget")
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
    @DisplayName("B4: under attack a stranger has one attempt, then the lock-outs begin")
    void tightensForStrangers() {
      limit(limits);
      strangersFail(61);
      clock.advance(MINUTE.multipliedBy(5));
      assertThat(callWrongly(OTHER)).isEqualTo(refused());
      assertThat(callRightly(OTHER)).as("while others may try").isEqualTo(throttled(MINUTE));
      assertThat(callRightly(stranger(99))).isEqualTo(admitted());
      clock.advance(MINUTE);
      assertThat(callWrongly(OTHER)).isEqualTo(refused());
      assertThat(callRightly(OTHER)).isEqualTo(throttled(MINUTE.multipliedBy(2)));
      clock.advance(MINUTE.multipliedBy(2));
      assertThat(callRightly(OTHER)).isEqualTo(admitted());
    }

    @Test
    @DisplayName("B4: who is told to call again and does so has a budget apart from the dialler's")
    void looksAtThoseWhoComeBack() {
      limit(limits);
      strangersFail(60);
      assertThat(callRightly(CALLER)).isEqualTo(throttled(MINUTE));
      assertThat(callRightly(OTHER)).isEqualTo(throttled(MINUTE));
      clock.advance(MINUTE);
      callWrongly(stranger(60)); // takes what came back of the strangers' budget
      assertThat(callWrongly(stranger(61))).isEqualTo(throttled(MINUTE));
      assertThat(callRightly(CALLER)).isEqualTo(admitted());
      clock.advance(MINUTE.multipliedBy(9));
      strangersFail(100);
      assertThat(callWrongly(OTHER)).isEqualTo(refused());
      assertThat(callRightly(OTHER)).as("one attempt only").isEqualTo(throttled(MINUTE));
    }

    @Test
    @DisplayName("B4: who calls again too early or too late is as any stranger")
    void looksAtThoseWhoComeBackInTimeOnly() {
      limit(limits);
      strangersFail(60);
      callRightly(CALLER);
      clock.advance(MINUTE.minusNanos(1));
      assertThat(callRightly(CALLER)).isEqualTo(throttled(MINUTE));
      clock.advance(MINUTE.multipliedBy(10).plusNanos(1));
      for (int i = 0; i < 11; i++) {
        assertThat(callWrongly(stranger(100 + i))).isEqualTo(refused());
      }
      assertThat(callRightly(CALLER)).isInstanceOf(Admission.Throttled.class);
    }

    @Test
    @DisplayName("B4: those who come back are bounded in the long run too, if they guess")
    void boundsThoseWhoComeBack() {
      limit(limits);
      int lookedAt = 0;
      int minutes = 24 * 60;
      for (int minute = 0; minute < minutes; minute++) {
        for (int i = 0; i < 20; i++) {
          lookedAt += callWrongly(stranger(minute * 20 + i)).equals(refused()) ? 1 : 0;
          lookedAt += callWrongly(stranger(minute * 20 + i - 40)).equals(refused()) ? 1 : 0;
        }
        clock.advance(MINUTE);
      }
      assertThat(lookedAt).isBetween(60 + 24 * 60, 60 + 50 + 24 * (60 + 50));
    }

    @Test
    @DisplayName("B4: the attack is over when half of the budget is there again")
    void recovers() {
      limit(limits);
      strangersFail(61);
      clock.advance(MINUTE.multipliedBy(30).minusNanos(1));
      callRightly(OTHER);
      assertThat(events).containsExactly(new CallEvent.AttackBegan(CallerGroup.STRANGERS));
      clock.advance(Duration.ofNanos(1));
      callRightly(OTHER);
      assertThat(events)
          .containsExactly(
              new CallEvent.AttackBegan(CallerGroup.STRANGERS),
              new CallEvent.AttackEnded(CallerGroup.STRANGERS));
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
  class StoreAway {

    @Test
    @DisplayName("B4: an attempt that the store could not judge is no failed one")
    void countsNothing() {
      StoreException away = new StoreException("the database is away", null);
      conferencing =
          onThisClock()
              .store(
                  new DelegatingStore(store) {
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
        assertThatThrownBy(() -> callRightly(Caller.withheld())).isSameAs(away);
      }
      for (int i = 0; i < 5; i++) {
        assertThat(callWrongly(CALLER)).isEqualTo(refused());
      }
      assertThat(callWrongly(CALLER)).isEqualTo(throttled(MINUTE));
    }
  }
}
