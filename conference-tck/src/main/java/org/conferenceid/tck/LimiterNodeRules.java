package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.conferenceid.Caller;
import org.conferenceid.Lockout;
import org.conferenceid.spi.GuessLimiter;
import org.conferenceid.spi.GuessLimiter.Granted;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What several nodes keep together, and what outlives one: GL-1, GL-2, GL-5, GL-9 and GL-11. */
abstract class LimiterNodeRules extends GuessLimiterRules {
  private static final int RACERS = 8;
  private static final int ROUNDS = 10;

  LimiterNodeRules(GuessLimiterContract hooks) {
    super(hooks);
  }

  private void awaitNodes() {
    if (!hooks.knownElsewhereAfter().isZero()) {
      advance(hooks.knownElsewhereAfter());
    }
  }

  @Test
  @DisplayName("GL-1: failures on one node count on the other")
  void shouldCountTogether() {
    GuessLimiter other = hooks.onAnotherNode(limiter);
    fails(CALLER, FREE - 1);
    awaitNodes();
    assertThat(reserve(other, CALLER))
        .as("the last free attempt of %s, on another node", CALLER)
        .isInstanceOf(Granted.class);
    awaitNodes();
    denied(CALLER, "it has failed as often as it may, on two nodes");
    denied(other, CALLER, "it has failed as often as it may, on two nodes");
  }

  @Test
  @DisplayName("GL-1: of attempts on two nodes at once, no more are looked at than may fail")
  void shouldCountTogetherAtOnce() {
    GuessLimiter other = hooks.onAnotherNode(limiter);
    for (int round = 0; round < ROUNDS; round++) {
      Caller caller = stranger(round);
      List<Boolean> lookedAt =
          Race.of(
              RACERS,
              racer -> () -> reserve(racer % 2 == 0 ? limiter : other, caller) instanceof Granted);
      assertThat(lookedAt.stream().filter(granted -> granted).count())
          .as("attempts of %s that were looked at on two nodes, of %d at once", caller, RACERS)
          .isLessThanOrEqualTo(FREE);
      awaitBudgets();
    }
  }

  @Test
  @DisplayName("GL-5: two nodes have one budget for a group")
  void shouldShareBudgets() {
    GuessLimiter other = hooks.onAnotherNode(limiter);
    int lookedAt = 0;
    for (int i = 0; i < MANY; i++) {
      lookedAt += reserve(i % 2 == 0 ? limiter : other, stranger(i)) instanceof Granted ? 1 : 0;
    }
    assertThat(lookedAt)
        .as("strangers who may fail on two nodes; overshoot() says by how many more")
        .isLessThanOrEqualTo(UNKNOWN + hooks.overshoot());
  }

  @Test
  @DisplayName("GL-9: who was let in on one node is known on the other")
  void shouldKnowTogether() {
    GuessLimiter other = hooks.onAnotherNode(limiter);
    letIn(CALLER, AMELIE);
    awaitNodes();
    useUpTheUnknown(other);
    assertThat(reserve(other, CALLER))
        .as("%s, who was let in on another node, after an attack of unknown callers", CALLER)
        .isInstanceOf(Granted.class);
  }

  @Test
  @DisplayName("GL-11: a lock-out is seen and lifted on every node")
  void shouldLiftTogether() {
    GuessLimiter other = hooks.onAnotherNode(limiter);
    lockOut(CALLER);
    denied(CALLER, "it has failed as often as it may");
    awaitNodes();
    try {
      assertThat(other.lockouts(10)).extracting(Lockout::caller).containsExactly(CALLER);
      assertThat(other.lift(CALLER)).as("whether %s was locked out", CALLER).isTrue();
    } catch (UnsupportedOperationException e) {
      Assumptions.abort("GL-11: this limiter cannot list and lift lock-outs");
    }
    awaitNodes();
    granted(CALLER, "its lock-out was lifted on another node");
  }

  @Test
  @DisplayName("GL-2: attempts under way, failures and lock-outs outlive the node")
  void shouldOutliveItsNode() {
    lockOut(CALLER);
    fails(OTHER, FREE - 1);
    limiter = hooks.restarted(limiter);
    denied(CALLER, "it was locked out before the node died");
    fails(OTHER, 1);
    denied(OTHER, "it had failed before the node died");
  }

  @Test
  @DisplayName("GL-2: what a group has used up outlives the node")
  void shouldKeepBudgets() {
    int before = strangersFail(0, UNKNOWN);
    limiter = hooks.restarted(limiter);
    assertThat(before + strangersFail(UNKNOWN, MANY))
        .as("strangers who may fail before the node died, and after")
        .isLessThanOrEqualTo(UNKNOWN + hooks.overshoot());
  }

  @Test
  @DisplayName("GL-9: who was let in is known after the death of the node")
  void shouldKnowAfterARestart() {
    letIn(CALLER, AMELIE);
    limiter = hooks.restarted(limiter);
    useUpTheUnknown();
    granted(CALLER, "it was let in before the node died");
  }
}
