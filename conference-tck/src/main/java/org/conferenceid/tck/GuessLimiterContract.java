package org.conferenceid.tck;

import java.time.Duration;
import org.conferenceid.attendant.GuessLimits;
import org.conferenceid.spi.GuessLimiter;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * The rules of {@link GuessLimiter}, GL-1 to GL-9, GL-11 and GL-13, as tests. GL-10 and GL-12 are
 * kept by the library. The author of a limiter extends this class, and tells how to make one and
 * how to move its clock.
 *
 * <pre>{@code
 * class MyLimiterTest extends GuessLimiterContract {
 *   private final MutableTimeSource time = new MutableTimeSource();
 *
 *   @Override
 *   protected GuessLimiter createLimiter(GuessLimits limits) {
 *     return new MyLimiter(limits, time);
 *   }
 *
 *   @Override
 *   protected void advance(Duration step) {
 *     time.advance(step);
 *   }
 * }
 * }</pre>
 *
 * <p>What not every limiter can do is skipped, and shown as skipped with its rule, unless a
 * subclass tells how: counting for several nodes ({@link #onAnotherNode}), outliving its process
 * ({@link #restarted}), and telling how much it remembers ({@link #remembered}).
 *
 * <p>The tests are run one after the other; those on races start threads of their own.
 *
 * @since 0.1.0
 */
public abstract class GuessLimiterContract {

  /** For subclasses. */
  protected GuessLimiterContract() {}

  /**
   * Makes a limiter to test.
   *
   * @param limits what it has to keep, as {@link GuessLimits} says. It must not have more room than
   *     for {@link GuessLimits#trackedCallers}, or else GL-6 shows nothing. How lock-outs grow is
   *     its own affair, between the initial and the max lock-out
   * @return a limiter that knows of no caller and no attempt
   */
  protected abstract GuessLimiter createLimiter(GuessLimits limits);

  /**
   * Moves the clock of the limiters on.
   *
   * @param step by how much; positive
   */
  protected abstract void advance(Duration step);

  /**
   * Returns how many numbers a limiter remembers, as failing or as known ones. Without it the bound
   * of memory (GL-6) is not seen.
   *
   * @param limiter what {@link #createLimiter} gave to this test
   * @return how many numbers it holds at this moment, one that is held twice counted twice
   */
  protected int remembered(GuessLimiter limiter) {
    return Assumptions.abort("GL-6: how much this limiter remembers cannot be seen");
  }

  /**
   * Opens a second limiter that counts together with the first, as on another node. Without it the
   * rules about several nodes are skipped.
   *
   * @param limiter what {@link #createLimiter} gave to this test; it stays in use
   * @return another limiter with the same limits and clock
   */
  protected GuessLimiter onAnotherNode(GuessLimiter limiter) {
    return Assumptions.abort("GL-1: this limiter counts for one process");
  }

  /**
   * Opens a limiter again, as after the death of its process: nothing was closed. Without it the
   * rules about a restart are skipped.
   *
   * @param limiter what {@link #createLimiter} gave to this test; it is not used any more
   * @return another limiter with the same limits and clock
   */
  protected GuessLimiter restarted(GuessLimiter limiter) {
    return Assumptions.abort("GL-2: this limiter ends with its process");
  }

  /**
   * Returns how long it takes at most until one node knows what was done on another.
   *
   * @return zero unless a limiter remembers what others have told it
   */
  protected Duration knownElsewhereAfter() {
    return Duration.ZERO;
  }

  /**
   * Returns how many attempts of a group two nodes may let through together beyond its budget, if
   * each takes a portion of it at a time. Whoever runs the limiter should know this figure.
   *
   * @return zero if a budget is counted exactly on all nodes
   */
  protected int overshoot() {
    return 0;
  }

  @Nested
  @DisplayName("Counting attempts: GL-1, GL-2, GL-4")
  class Counting extends AttemptRules {
    Counting() {
      super(GuessLimiterContract.this);
    }
  }

  @Nested
  @DisplayName("Giving back: GL-3")
  class GivingBack extends GivingBackRules {
    GivingBack() {
      super(GuessLimiterContract.this);
    }
  }

  @Nested
  @DisplayName("Groups of callers: GL-5, GL-8, GL-9")
  class Groups extends CallerGroupRules {
    Groups() {
      super(GuessLimiterContract.this);
    }
  }

  @Nested
  @DisplayName("Memory: GL-6, GL-7")
  class Memory extends LimiterMemoryRules {
    Memory() {
      super(GuessLimiterContract.this);
    }
  }

  @Nested
  @DisplayName("Lock-outs: GL-11, GL-13")
  class Lockouts extends LockoutRules {
    Lockouts() {
      super(GuessLimiterContract.this);
    }
  }

  @Nested
  @DisplayName("Several nodes, and a restart: GL-1, GL-2, GL-5, GL-9, GL-11")
  class Nodes extends LimiterNodeRules {
    Nodes() {
      super(GuessLimiterContract.this);
    }
  }
}
