package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.conferenceid.Caller;
import org.conferenceid.spi.GuessLimiter.Denied;
import org.conferenceid.spi.GuessLimiter.Granted;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When attempts count: GL-1, GL-2 and GL-4. */
abstract class AttemptRules extends GuessLimiterRules {
  private static final int RACERS = 8;
  private static final int ROUNDS = 20;

  AttemptRules(GuessLimiterContract hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("GL-1: as many attempts of a number are looked at as may fail, and no more")
  void shouldCountWhatIsReserved() {
    lockOut(CALLER);
    for (int i = 0; i < 10; i++) {
      denied(CALLER, "all its free attempts are under way or have failed");
    }
    lockOut(OTHER);
  }

  @Test
  @DisplayName("GL-1: of attempts of one number at once, no more are looked at than may fail")
  void shouldCountAttemptsOfOneNumberAtOnce() {
    for (int round = 0; round < ROUNDS; round++) {
      Caller caller = stranger(round);
      List<Boolean> lookedAt = Race.of(RACERS, racer -> () -> reserve(caller) instanceof Granted);
      assertThat(lookedAt.stream().filter(granted -> granted).count())
          .as("attempts of %s that were looked at, of %d at once", caller, RACERS)
          .isLessThanOrEqualTo(FREE);
      awaitBudgets();
    }
  }

  @Test
  @DisplayName("GL-1: of attempts of many numbers at once, no more are looked at than may fail")
  void shouldCountAttemptsOfManyNumbersAtOnce() {
    List<Integer> lookedAt =
        Race.of(
            RACERS,
            racer ->
                () ->
                    lookedAt(IntStream.range(0, ROUNDS).mapToObj(i -> stranger(racer * 100 + i))));
    assertThat(lookedAt.stream().mapToInt(i -> i).sum())
        .as("attempts that were looked at, of %d numbers at once", RACERS * ROUNDS)
        .isLessThanOrEqualTo(UNKNOWN);
  }

  @Test
  @DisplayName("GL-1, GL-3: what is reserved and given back at once is all there again, once")
  void shouldLoseNothingThatIsGivenBackAtOnce() {
    Race.of(
        RACERS,
        racer ->
            () -> {
              for (int i = 0; i < ROUNDS; i++) {
                if (reserve(stranger(racer % 2)) instanceof Granted granted) {
                  granted.withdrawn();
                }
              }
              return true;
            });
    assertThat(strangersFail(1_000, MANY))
        .as("attempts of other numbers, after all of those before were given back")
        .isEqualTo(UNKNOWN);
    awaitBudgets();
    lockOut(stranger(0));
    denied(stranger(0), "it has failed as often as it may");
  }

  @Test
  @DisplayName("GL-2: an attempt that nothing is reported of stays counted")
  void shouldKeepWhatIsNotReported() {
    fails(CALLER, FREE - 1);
    advance(limits.forgetAfter().minus(Duration.ofMinutes(1)));
    fails(CALLER, 1);
    denied(CALLER, "its failures were reserved, and never given back");
  }

  @Test
  @DisplayName("GL-4: to call during a lock-out does not lengthen it")
  void shouldNotLengthenALockOut() {
    lockOut(CALLER);
    Duration lockout = denied(CALLER, "it is locked out").retryAfter();
    Duration step = lockout.dividedBy(10);
    for (int i = 0; i < 9; i++) {
      advance(step);
      denied(CALLER, "its lock-out of " + lockout + " has not ended");
    }
    advance(lockout.minus(step.multipliedBy(9)));
    granted(CALLER, "its lock-out has ended, however often it called meanwhile");
  }

  @Test
  @DisplayName("GL-4: calls during a lock-out take nothing from the other callers")
  void shouldTakeNothingWhenDenied() {
    lockOut(CALLER);
    for (int i = 0; i < MANY; i++) {
      denied(CALLER, "it is locked out");
    }
    assertThat(strangersFail(0, MANY))
        .as("attempts of other unknown callers, after %d of the group have failed", FREE)
        .isEqualTo(UNKNOWN - FREE);
  }

  @Test
  @DisplayName("GL-4: a number does not fail by calling while its group may not try")
  void shouldNotCountWhatTheGroupIsDenied() {
    useUpTheUnknown();
    for (int i = 0; i < 2 * FREE; i++) {
      denied(CALLER, "the attempts of unknown callers are used up");
    }
    awaitBudgets();
    lockOut(CALLER);
    assertThat(reserve(CALLER)).isInstanceOf(Denied.class);
  }
}
