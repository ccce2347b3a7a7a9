package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.conferenceid.Caller;
import org.conferenceid.UserId;
import org.conferenceid.spi.GuessLimiter.Granted;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who is limited together, and who apart: GL-5, GL-8 and GL-9. */
abstract class CallerGroupRules extends GuessLimiterRules {

  CallerGroupRules(GuessLimiterContract hooks) {
    super(hooks);
  }

  private void anonymousFail() {
    assertThat(lookedAt(Collections.nCopies(MANY, Caller.anonymous()).stream()))
        .as("attempts of anonymous callers that are looked at")
        .isEqualTo(ANONYMOUS);
  }

  @Test
  @DisplayName("GL-5: all anonymous callers share one budget")
  void shouldLimitTheAnonymous() {
    anonymousFail();
    awaitBudgets();
    anonymousFail();
  }

  @Test
  @DisplayName("GL-5: all unknown callers share one budget, whatever numbers they present")
  void shouldLimitTheUnknown() {
    assertThat(strangersFail(0, MANY)).as("strangers who may fail").isEqualTo(UNKNOWN);
    awaitBudgets();
    assertThat(strangersFail(0, MANY)).as("strangers who may fail later").isEqualTo(UNKNOWN);
  }

  @Test
  @DisplayName("GL-5: attested unknown callers share one budget")
  void shouldLimitTheAttested() {
    int lookedAt = lookedAt(IntStream.range(0, MANY).mapToObj(GuessLimiterRules::attestedStranger));
    assertThat(lookedAt).as("attested strangers who may fail").isEqualTo(UNKNOWN);
  }

  @Test
  @DisplayName("GL-5: who makes many numbers known with one ID has no more than two budgets")
  void shouldLimitTheKnown() {
    int lookedAt = 0;
    for (int i = 0; i < MANY; i++) {
      if (reserve(stranger(i)) instanceof Granted granted) {
        granted.admitted(BRUNO);
      }
      lookedAt += reserve(stranger(i)) instanceof Granted ? 1 : 0;
    }
    assertThat(lookedAt)
        .as("guesses of %d numbers that one ID made known", MANY)
        .isBetween(1, KNOWN + UNKNOWN);
  }

  @Test
  @DisplayName("GL-5: no group's attempts are another's")
  void shouldKeepGroupsApart() {
    letIn(CALLER, AMELIE);
    anonymousFail();
    granted(stranger(1), "anonymous callers have used up their own attempts alone");
    granted(CALLER, "anonymous callers have used up their own attempts alone");
    awaitBudgets();
    useUpTheUnknown();
    granted(Caller.anonymous(), "unknown callers have used up their own attempts alone");
  }

  @Test
  @DisplayName("GL-8: a forged number does not lock out its owner whom the network vouches for")
  void shouldTellAttestedCallersApart() {
    lockOut(CALLER);
    denied(CALLER, "it has failed as often as it may");
    lockOut(VOUCHED_FOR);
    denied(VOUCHED_FOR, "it has failed as often as it may");
  }

  @Test
  @DisplayName("GL-8: forged numbers use up nothing of callers whom the network vouches for")
  void shouldTellAttestedGroupsApart() {
    letIn(VOUCHED_FOR, AMELIE);
    for (int i = 0; i < 2 * KNOWN; i++) {
      letIn(stranger(i), UserId.of("organizer " + i));
    }
    assertThat(strangersFail(0, 2 * KNOWN)).as("known callers who may fail").isEqualTo(KNOWN);
    useUpTheUnknown();
    granted(VOUCHED_FOR, "only callers without attestation have failed: it is known");
    granted(attestedStranger(1), "only callers without attestation have failed: it is unknown");
  }

  @Test
  @DisplayName("GL-8: who was let in with attestation is not known without it")
  void shouldNotKnowTheForged() {
    letIn(VOUCHED_FOR, AMELIE);
    useUpTheUnknown();
    denied(CALLER, "the same number was let in with attestation, which can be forged without");
  }

  @Test
  @DisplayName("GL-8: numbers that look alike are several callers, and one that is equal is one")
  void shouldTellNumbersApart() {
    lockOut(CALLER);
    denied(Caller.of("0033 (6) 12-34-56-78"), "it is the same number as " + CALLER);
    List.of(
            "33 6 12 34 56 78",
            "+33 6 12 34 56 7",
            "+33 6 12 34 56 780",
            "+44 6 12 34 56 78",
            "06 12 34 56 78",
            "+33 6 99 99 99 78",
            "+12 34 33 6 12 34 56 78",
            "678")
        .forEach(alike -> granted(Caller.of(alike), alike + " is another number than the one"));
  }

  @Test
  @DisplayName("GL-9: unknown and anonymous callers take nothing from a known one")
  void shouldLeaveTheKnownAlone() {
    letIn(CALLER, AMELIE);
    useUpTheUnknown();
    anonymousFail();
    lockOut(CALLER);
    denied(CALLER, "it has failed as often as it may, known or not");
  }

  @Test
  @DisplayName("GL-9: who was not let in is not known")
  void shouldKnowNobodyElse() {
    granted(CALLER, "nothing has failed").withdrawn();
    fails(OTHER, 1);
    useUpTheUnknown();
    denied(CALLER, "its attempt came to no judgement, so it is unknown");
    denied(OTHER, "its attempt failed, so it is unknown");
  }

  @Test
  @DisplayName("GL-9: a caller is known for a time")
  void shouldForgetTheKnown() {
    letIn(CALLER, AMELIE);
    advance(limits.knownFor().minusMinutes(1));
    useUpTheUnknown();
    granted(CALLER, "the time for which it is known has not ended").withdrawn();
    advance(limits.window().multipliedBy(2));
    useUpTheUnknown();
    denied(CALLER, "the time for which it is known has ended");
  }

  @Test
  @DisplayName("GL-9: the lock-out of a known caller is bounded")
  void shouldBoundTheLockOutOfTheKnown() {
    letIn(CALLER, AMELIE);
    lockOut(CALLER);
    for (int i = 0; i < 15; i++) {
      Duration lockout = denied(CALLER, "it has just failed").retryAfter();
      assertThat(lockout)
          .as("lock-out %d of %s, who is known: the number may be forged", i + 1, CALLER)
          .isLessThanOrEqualTo(limits.maxKnownLockout());
      advance(lockout);
      fails(CALLER, 1);
    }
  }

  @Test
  @DisplayName("GL-9: who holds one organizer's ID makes no caller of another unknown")
  void shouldNotBeWashedOff() {
    create(limits().trackedCallers(50));
    letIn(CALLER, AMELIE);
    for (int i = 0; i < MANY; i++) {
      letIn(stranger(i), BRUNO);
    }
    useUpTheUnknown();
    granted(CALLER, "it was let in by another ID than the " + MANY + " numbers after it");
  }
}
