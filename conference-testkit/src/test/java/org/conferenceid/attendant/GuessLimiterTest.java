package org.conferenceid.attendant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lockout;
import org.conferenceid.Lookup;
import org.conferenceid.StoreException;
import org.conferenceid.spi.GuessLimiter;
import org.conferenceid.testkit.ForwardingStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A limiter of the application. */
class GuessLimiterTest extends PluggedLimiter {
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
    assertThat(callRightly(Caller.anonymous())).isEqualTo(admitted());
    assertThat(calls).containsExactly("reserve anonymous", "admitted amelie");
  }

  @Test
  @DisplayName("GL-3: an attempt that could not be judged is given back")
  void getsBackWhatWasNotJudged() {
    conferencing =
        onThisClock()
            .store(
                new ForwardingStore(store) {
                  @Override
                  public Lookup lookup(ConferenceId id) {
                    throw new StoreException("the database is away", null);
                  }
                })
            .attendant(component -> component.guessLimiter(caller -> granted(Optional.empty())))
            .build();
    assertThatThrownBy(() -> conferencing.attendant().admit("4839201", CALLER))
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
    assertThat(heard())
        .containsExactly(new CallEvent.CallerLockedOut(CALLER, Duration.ofSeconds(9)));
  }

  @Test
  @DisplayName("GL-10: it is not asked about what cannot be an ID")
  void isNotAskedAboutWhatIsNoAttempt() {
    plug(caller -> new GuessLimiter.Denied(Duration.ofSeconds(7)));
    assertThat(call(CALLER, "")).isEqualTo(refused());
    assertThat(call(CALLER, "48392")).isEqualTo(refused());
  }

  @Test
  @DisplayName("GL-11: a limiter that cannot list or lift lock-outs says so")
  void saysWhatItCannot() {
    plug(caller -> granted(Optional.empty()));
    AutoAttendant attendant = conferencing.attendant();
    assertThatThrownBy(() -> attendant.lockouts(10))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("cannot list lock-outs");
    assertThatThrownBy(() -> attendant.lift(CALLER))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("cannot lift lock-outs");
  }

  @Test
  @DisplayName("GL-11: lock-outs are those of the limiter that decides, and are lifted in both")
  void listsAndLifts() {
    Lockout there = new Lockout(OTHER, Duration.ofHours(1), 7);
    AtomicBoolean away = new AtomicBoolean();
    plug(
        new GuessLimiter() {
          @Override
          public Reservation reserve(Caller caller) {
            if (away.get()) {
              throw new IllegalStateException("the cache is away");
            }
            return granted(Optional.empty());
          }

          @Override
          public List<Lockout> lockouts(int limit) {
            return List.of(there);
          }

          @Override
          public boolean lift(Caller caller) {
            return caller.equals(OTHER);
          }
        });
    AutoAttendant attendant = conferencing.attendant();
    assertThat(attendant.lockouts(10)).containsExactly(there);
    away.set(true);
    for (int i = 0; i < 5; i++) {
      callWrongly(CALLER);
    }
    assertThat(attendant.lockouts(10))
        .containsExactly(new Lockout(CALLER, Duration.ofMinutes(1), 5));
    assertThat(attendant.lift(CALLER)).isTrue();
    assertThat(callRightly(CALLER)).isEqualTo(admitted());
    assertThat(attendant.lift(OTHER)).isTrue();
    assertThat(attendant.lift(CALLER)).isFalse();
  }

  @Test
  @DisplayName("GL-12: how long a caller waits for it is from a millisecond to a minute")
  void refusesOtherTimes() {
    for (Duration timeout :
        List.of(Duration.ZERO, Duration.ofMinutes(1).plusNanos(1), Duration.ofDays(200_000))) {
      assertThatThrownBy(
              () ->
                  builder().attendant(component -> component.guessLimiterTimeout(timeout)).build())
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("guess limiter timeout must be from 1 millisecond");
      assertThatThrownBy(
              () -> builder().attendant(component -> component.listenerTimeout(timeout)).build())
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("call listener timeout must be from 1 millisecond");
    }
  }
}
