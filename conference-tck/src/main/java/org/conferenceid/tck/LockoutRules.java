package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.conferenceid.Caller;
import org.conferenceid.Lockout;
import org.conferenceid.spi.GuessLimiter.Granted;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is told of lock-outs, and how one is lifted: GL-11 and GL-13. */
abstract class LockoutRules extends GuessLimiterRules {
  private static final Duration SECOND = Duration.ofSeconds(1);

  LockoutRules(GuessLimiterContract hooks) {
    super(hooks);
  }

  private List<Lockout> lockouts(int limit) {
    try {
      return limiter.lockouts(limit);
    } catch (UnsupportedOperationException e) {
      assertThat(e.getMessage()).as("what a limiter says that cannot list lock-outs").isNotBlank();
      return Assumptions.abort("GL-11: this limiter cannot list lock-outs");
    }
  }

  private boolean lift(Caller caller) {
    try {
      return limiter.lift(caller);
    } catch (UnsupportedOperationException e) {
      assertThat(e.getMessage()).as("what a limiter says that cannot lift lock-outs").isNotBlank();
      return Assumptions.abort("GL-11: this limiter cannot lift lock-outs");
    }
  }

  @Test
  @DisplayName("GL-11: whoever is locked out is listed, and nobody else")
  void shouldListWhoIsLockedOut() {
    assertThat(lockouts(10)).as("lock-outs before any attempt").isEmpty();
    lockOut(CALLER);
    lockOut(VOUCHED_FOR);
    fails(OTHER, FREE - 1);
    granted(Caller.anonymous(), "it is within the limits");

    List<Lockout> listed = lockouts(10);
    assertThat(listed)
        .as("lock-outs; a number with attestation and without are two")
        .extracting(Lockout::caller)
        .containsExactlyInAnyOrder(CALLER, VOUCHED_FOR);
    assertThat(listed).as("failed attempts").extracting(Lockout::failures).containsOnly(FREE);
    for (Lockout lockout : listed) {
      Duration denied = denied(lockout.caller(), "it is listed as locked out").retryAfter();
      assertThat(lockout.remaining())
          .as("the time of %s that is listed, and the one that it is told", lockout.caller())
          .isBetween(denied.minus(SECOND), denied.plus(SECOND));
    }
  }

  @Test
  @DisplayName("GL-11: a lock-out that has ended is not listed")
  void shouldNotListWhatHasEnded() {
    lockOut(CALLER);
    advance(denied(CALLER, "it has failed as often as it may").retryAfter());
    assertThat(lockouts(10)).as("lock-outs after the only one has ended").isEmpty();
  }

  @Test
  @DisplayName("GL-11: those with the longest time remaining come first, as many as are asked for")
  void shouldListTheLongestFirst() {
    int callers = 8;
    for (int i = 0; i < callers; i++) {
      lockOut(stranger(i));
      advance(SECOND);
    }
    List<Lockout> listed = lockouts(1_000);
    assertThat(listed).as("all lock-outs").hasSize(callers);
    assertThat(listed.stream().map(Lockout::remaining).toList())
        .as("times remaining, the longest first")
        .isSortedAccordingTo((one, next) -> next.compareTo(one));
    assertThat(lockouts(3)).as("3 of %d", callers).isEqualTo(listed.subList(0, 3));
  }

  @Test
  @DisplayName("GL-11: a caller whose lock-out was lifted starts anew")
  void shouldLift() {
    lockOut(CALLER);
    assertThat(lift(CALLER)).as("whether %s was locked out", CALLER).isTrue();
    assertThat(lockouts(10)).as("lock-outs after the only one was lifted").isEmpty();
    assertThat(lift(CALLER)).as("whether %s was still locked out", CALLER).isFalse();
    lockOut(CALLER);
    denied(CALLER, "it has failed as often as it may, since its lock-out was lifted");
  }

  @Test
  @DisplayName("GL-11: lifting also forgets failures that have not locked out")
  void shouldLiftBeforeALockOut() {
    fails(CALLER, FREE - 1);
    assertThat(lift(CALLER)).as("whether %s was locked out", CALLER).isFalse();
    assertThat(lift(OTHER)).as("whether %s, who never called, was locked out", OTHER).isFalse();
    assertThat(lift(Caller.anonymous())).as("whether nobody was locked out").isFalse();
    lockOut(CALLER);
  }

  @Test
  @DisplayName("GL-11: lifting touches no other caller, and gives nothing back to the group")
  void shouldLiftNobodyElse() {
    lockOut(CALLER);
    lockOut(VOUCHED_FOR);
    lockOut(OTHER);
    lift(CALLER);
    denied(VOUCHED_FOR, "another caller's lock-out was lifted: the same number, not attested");
    denied(OTHER, "another caller's lock-out was lifted");
    assertThat(strangersFail(0, MANY))
        .as("attempts of unknown callers, of which two numbers have used %d each", FREE)
        .isEqualTo(UNKNOWN - 2 * FREE);
  }

  @Test
  @DisplayName("GL-13: a lock-out lasts as long as the attempt that brought it said")
  void shouldSayTheLockOut() {
    for (int i = 1; i < FREE; i++) {
      assertThat(granted(CALLER, "it is within the limits").lockout())
          .as("the lock-out that failure %d of %d brings", i, FREE)
          .isEmpty();
    }
    Granted last = granted(CALLER, "it is within the limits");
    Optional<Duration> said = last.lockout();
    assertThat(said).as("the lock-out that the last free attempt brings").isPresent();
    assertThat(said.orElseThrow())
        .as("the first lock-out")
        .isBetween(limits.initialLockout(), limits.maxLockout());
    assertThat(denied(CALLER, "it is locked out").retryAfter())
        .as("the time that %s is told; its last attempt said %s", CALLER, said)
        .isBetween(said.orElseThrow(), said.orElseThrow().plus(SECOND));
    advance(said.orElseThrow().minus(SECOND));
    denied(CALLER, "its lock-out of " + said.orElseThrow() + " lasts for another second");
  }

  @Test
  @DisplayName("GL-13: after the time that it is told, a caller may try again")
  void shouldLetTryAgain() {
    lockOut(CALLER);
    for (int i = 0; i < 20; i++) {
      advance(Duration.ofMillis(700)); // no whole second
      Duration lockout = denied(CALLER, "it has failed as often as it may").retryAfter();
      assertThat(lockout)
          .as("lock-out %d of %s, which must end", i + 1, CALLER)
          .isLessThanOrEqualTo(limits.maxLockout());
      advance(lockout);
      granted(CALLER, "it has waited for the time that it was told, " + lockout);
    }
  }

  @Test
  @DisplayName("GL-13: after the time that it is told, one of a group may try again")
  void shouldLetTheGroupTryAgain() {
    for (int i = 0; i < ANONYMOUS; i++) {
      granted(Caller.anonymous(), "the group has attempts left");
    }
    for (int i = 0; i < 5; i++) {
      advance(Duration.ofMillis(700));
      lookedAt(Collections.nCopies(ANONYMOUS, Caller.anonymous()).stream());
      Duration wait = denied(Caller.anonymous(), "the group has no attempt left").retryAfter();
      advance(wait);
      granted(Caller.anonymous(), "it has waited for the time that it was told, " + wait);
    }
  }
}
