package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.conferenceid.UserId;
import org.conferenceid.attendant.CallerGroup;
import org.conferenceid.spi.GuessLimiter.Granted;
import org.conferenceid.spi.GuessLimiter.Reservation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a limiter remembers, and tells: GL-6 and GL-7. */
abstract class LimiterMemoryRules extends GuessLimiterRules {
  private static final int ROOM = 50;
  private static final int FLOOD = 20 * ROOM;

  LimiterMemoryRules(GuessLimiterContract hooks) {
    super(hooks);
  }

  /** Little room, and attempts for more numbers than fit. */
  @BeforeEach
  void createSmallLimiter() {
    create(limits().trackedCallers(ROOM).budget(CallerGroup.UNKNOWN, 10 * FLOOD));
  }

  @Test
  @DisplayName("GL-6: a lock-out is not forgotten to make room for other numbers")
  void shouldForgetNoLockOut() {
    lockOut(CALLER);
    strangersFail(0, FLOOD);
    denied(CALLER, "it was locked out before " + FLOOD + " other numbers failed");
  }

  @Test
  @DisplayName("GL-6: nor by numbers that are let in")
  void shouldForgetNoLockOutForTheKnown() {
    lockOut(CALLER);
    for (int i = 0; i < FLOOD; i++) {
      letIn(stranger(i), UserId.of("organizer " + i));
    }
    denied(CALLER, "it was locked out before " + FLOOD + " other numbers were let in");
  }

  @Test
  @DisplayName("GL-6: a number for which there is no room is limited all the same")
  void shouldLimitWhatDoesNotFit() {
    strangersFail(0, FLOOD);
    int lookedAt = lookedAt(Collections.nCopies(MANY, CALLER).stream());
    assertThat(lookedAt)
        .as("attempts of %s that are looked at, who came after %d others", CALLER, FLOOD)
        .isLessThanOrEqualTo(FREE + ANONYMOUS);
  }

  @Test
  @DisplayName("GL-6: memory is bounded, whatever numbers callers present")
  void shouldRememberNoMoreThanItMay() {
    for (int i = 0; i < FLOOD; i++) {
      reserve(stranger(i));
      reserve(attestedStranger(i));
      if (reserve(stranger(FLOOD + i)) instanceof Granted granted) {
        granted.admitted(UserId.of("organizer " + i));
      }
    }
    assertThat(hooks.remembered(limiter))
        .as("numbers remembered, failing and known ones, attested and not, of %d", 3 * FLOOD)
        .isLessThanOrEqualTo(4 * ROOM);
  }

  @Test
  @DisplayName("GL-7: no text of a limiter shows a number")
  void shouldShowNoNumber() {
    List<Reservation> answers =
        Collections.nCopies(FREE + 1, CALLER).stream().map(this::reserve).toList();
    for (Object shown : List.of(limiter, answers, lockouts())) {
      assertThat(shown.toString())
          .as("toString() of a %s; a number is personal data", shown.getClass().getSimpleName())
          .doesNotContain("612345678");
    }
  }

  private Object lockouts() {
    try {
      return limiter.lockouts(10);
    } catch (UnsupportedOperationException e) {
      return e;
    }
  }
}
