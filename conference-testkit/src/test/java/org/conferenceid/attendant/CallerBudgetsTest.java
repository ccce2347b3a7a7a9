package org.conferenceid.attendant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.conferenceid.Caller;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What all callers of a group may fail together (B4). */
class CallerBudgetsTest extends Callers {
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
}
