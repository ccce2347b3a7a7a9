package org.conferenceid.attendant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.conferenceid.Caller;
import org.conferenceid.UserId;
import org.conferenceid.spi.GuessLimiter.Denied;
import org.conferenceid.spi.GuessLimiter.Granted;
import org.conferenceid.spi.GuessLimiter.Reservation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What of the limiter cannot be seen from outside: how much it remembers. */
class InProcessGuessLimiterTest {
  private static final int TRACKED = 1_000;
  private static final int MANY = 50_000;
  private static final CallEvents NO_EVENTS =
      new CallEvents(
          List.of(),
          task -> {},
          new LimitedCalls(task -> {}, 1, Duration.ofSeconds(1), late -> {}));

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // it may wrap around
  private final GuessLimits limits =
      GuessLimits.builder()
          .trackedCallers(TRACKED)
          .budget(CallerGroup.UNKNOWN, MANY)
          .budget(CallerGroup.ANONYMOUS, 10)
          .build();
  private final InProcessGuessLimiter limiter =
      new InProcessGuessLimiter(limits, nanos::get, NO_EVENTS);

  private static Caller caller(int number) {
    return Caller.of("+" + (33_000_000_000L + number));
  }

  private static UserId organizer(int number) {
    return UserId.of("organizer" + number);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  @DisplayName("GL-6: fifty thousand numbers that fail take no more room than the setting says")
  void isBoundedAgainstManyNumbersThatFail() {
    int granted = 0;
    int most = 0;
    for (int i = 0; i < MANY; i++) {
      granted += limiter.reserve(caller(i)) instanceof Granted ? 1 : 0;
      most = Math.max(most, limiter.remembered());
    }
    assertThat(most).isEqualTo(TRACKED);
    assertThat(granted).as("those that fit, and the budget of the others").isEqualTo(TRACKED + 10);
  }

  @Test
  @DisplayName(
      "GL-6: fifty thousand numbers that are let in take no more room than the setting says")
  void isBoundedAgainstManyNumbersThatAreLetIn() {
    int most = 0;
    for (int i = 0; i < MANY; i++) {
      ((Granted) limiter.reserve(caller(i))).admitted(organizer(i));
      most = Math.max(most, limiter.remembered());
    }
    assertThat(most).isEqualTo(TRACKED);
  }

  @Test
  @DisplayName("GL-6: a lock-out is not washed off by fifty thousand other numbers")
  void forgetsNoLockOut() {
    Caller guesser = caller(MANY);
    for (int i = 0; i < limits.freeAttempts(); i++) {
      assertThat(limiter.reserve(guesser)).isInstanceOf(Granted.class);
    }
    Reservation denied = limiter.reserve(guesser);
    for (int i = 0; i < MANY; i++) {
      limiter.reserve(caller(i));
    }
    assertThat(limiter.reserve(guesser)).isEqualTo(denied);
  }

  @Test
  @DisplayName("GL-6: when failures are forgotten there is room again")
  void makesRoom() {
    for (int i = 0; i < TRACKED; i++) {
      limiter.reserve(caller(i));
      pass(Duration.ofSeconds(1));
    }
    pass(limits.forgetAfter().minusSeconds(TRACKED));
    for (int i = 0; i < TRACKED; i++) {
      Caller fresh = caller(TRACKED + i);
      assertThat(limiter.reserve(fresh)).as("caller %d", i).isInstanceOf(Granted.class);
      assertThat(limiter.remembered()).isLessThanOrEqualTo(TRACKED);
      pass(Duration.ofSeconds(1));
    }
  }

  @Test
  @DisplayName(
      "GL-6: unknown callers without room share the budget of anonymous callers; known ones do not")
  void sharesABudgetWhenFull() {
    Caller known = caller(MANY);
    ((Granted) limiter.reserve(known)).admitted(organizer(0));
    for (int i = 0; i < TRACKED + 10; i++) {
      assertThat(limiter.reserve(caller(i))).isInstanceOf(Granted.class);
    }
    assertThat(limiter.reserve(caller(MANY - 1))).isInstanceOf(Denied.class);
    assertThat(limiter.reserve(Caller.anonymous())).isInstanceOf(Denied.class);
    assertThat(limiter.reserve(known)).isInstanceOf(Granted.class);
  }

  @Test
  @DisplayName(
      "GL-3: an attempt is given back once, and nothing is remembered of it but the number")
  void givesBackOnce() {
    Granted first = (Granted) limiter.reserve(caller(1));
    limiter.reserve(caller(1));
    first.withdrawn();
    first.withdrawn();
    first.admitted(organizer(0));
    assertThat(limiter.remembered()).as("one failure, nobody known").isEqualTo(1);
    Granted other = (Granted) limiter.reserve(caller(2));
    other.admitted(organizer(0));
    assertThat(limiter.remembered()).as("one failure, one known").isEqualTo(2);
  }
}
