package org.conferenceid.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.conferenceid.CallEvent;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lookup;
import org.conferenceid.StoreException;
import org.conferenceid.spi.GuessLimiter;
import org.conferenceid.testkit.DelegatingStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A limiter of the application's own, and one that fails. */
class GuessLimiterTest extends Callers {
  private final List<String> calls = new ArrayList<>();

  private void plug(GuessLimiter limiter) {
    conferencing = onThisClock().guessLimiter(limiter).build();
  }

  private GuessLimiter.Granted granted(Optional<Duration> lockout) {
    return new GuessLimiter.Granted() {
      @Override
      public Optional<Duration> lockout() {
        return lockout;
      }

      @Override
      public void admitted() {
        calls.add("admitted");
      }

      @Override
      public void withdrawn() {
        calls.add("withdrawn");
      }
    };
  }

  @Test
  @DisplayName(
      "GL-1, GL-2: it is asked before the lookup, and told of nothing but what it gets back")
  void isAskedForEachAttempt() {
    plug(
        caller -> {
          calls.add("reserve " + caller);
          return granted(Optional.empty());
        });
    for (int i = 0; i < 50; i++) {
      assertThat(callWrongly(CALLER)).isEqualTo(refused());
    }
    assertThat(calls).hasSize(50).containsOnly("reserve " + CALLER);
    calls.clear();
    assertThat(callRightly(Caller.withheld())).isEqualTo(admitted());
    assertThat(calls).containsExactly("reserve withheld", "admitted");
  }

  @Test
  @DisplayName("GL-3: an attempt that could not be judged is given back")
  void getsBackWhatWasNotJudged() {
    conferencing =
        onThisClock()
            .store(
                new DelegatingStore(store) {
                  @Override
                  public Lookup lookup(ConferenceId id) {
                    throw new StoreException("the database is away", null);
                  }
                })
            .guessLimiter(caller -> granted(Optional.empty()))
            .build();
    assertThatThrownBy(() -> conferencing.autoAttendant().admit("4839201", CALLER))
        .isInstanceOf(StoreException.class);
    assertThat(calls).containsExactly("withdrawn");
  }

  @Test
  @DisplayName("B4: what it denies is throttled for the time that it says")
  void decides() {
    plug(caller -> new GuessLimiter.Denied(Duration.ofSeconds(7)));
    assertThat(callRightly(CALLER)).isEqualTo(throttled(Duration.ofSeconds(7)));
    assertThatThrownBy(() -> new GuessLimiter.Denied(Duration.ZERO))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("retry after must be positive");
  }

  @Test
  @DisplayName("B4: listeners learn of the lock-outs that it says")
  void tellsLockOuts() {
    plug(caller -> granted(Optional.of(Duration.ofSeconds(9))));
    callRightly(CALLER);
    callWrongly(CALLER);
    assertThat(events)
        .containsExactly(new CallEvent.CallerLockedOut(CALLER, Duration.ofSeconds(9)));
  }

  @Test
  @DisplayName("B4: while it throws or answers null, attempts are counted in the process")
  @SuppressWarnings("NullOptional") // a plugged-in limiter may be written without checks
  void isReplacedWhileItFails() {
    for (GuessLimiter broken :
        List.<GuessLimiter>of(
            caller -> {
              throw new IllegalStateException("the cache is away");
            },
            caller -> null)) {
      plug(broken);
      assertThat(callRightly(CALLER)).isEqualTo(admitted());
      for (int i = 0; i < 5; i++) {
        assertThat(callWrongly(CALLER)).isEqualTo(refused());
      }
      assertThat(callRightly(CALLER)).isEqualTo(throttled(Duration.ofMinutes(1)));
    }
  }

  @Test
  @DisplayName("B4: it is asked again each time, and decides as soon as it works")
  void isUsedAsSoonAsItWorks() {
    boolean[] away = {true};
    plug(
        caller -> {
          if (away[0]) {
            throw new IllegalStateException("the cache is away");
          }
          return new GuessLimiter.Denied(Duration.ofSeconds(7));
        });
    assertThat(callRightly(CALLER)).isEqualTo(admitted());
    away[0] = false;
    assertThat(callRightly(CALLER)).isEqualTo(throttled(Duration.ofSeconds(7)));
  }

  @Test
  @DisplayName("S2: a caller is let in even if the attempt cannot be given back")
  void mayFailToTakeBack() {
    plug(
        caller ->
            new GuessLimiter.Granted() {
              @Override
              public Optional<Duration> lockout() {
                return Optional.empty();
              }

              @Override
              public void admitted() {
                throw new IllegalStateException("the cache is away");
              }

              @Override
              public void withdrawn() {
                throw new IllegalStateException("the cache is away");
              }
            });
    assertThat(callRightly(CALLER)).isEqualTo(admitted());
  }
}
