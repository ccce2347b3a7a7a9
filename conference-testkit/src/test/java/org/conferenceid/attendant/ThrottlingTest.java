package org.conferenceid.attendant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.Lookup;
import org.conferenceid.StoreException;
import org.conferenceid.testkit.ForwardingStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThrottlingTest extends Callers {
  @Nested
  class OneNumber {

    @Test
    @DisplayName("B4: failed attempts are limited across calls; then a right ID is not looked at")
    void isLockedOut() {
      for (int i = 0; i < 5; i++) {
        assertThat(callWrongly(CALLER)).isEqualTo(refused());
      }
      assertThat(callRightly(CALLER)).isEqualTo(throttled(MINUTE)).isEqualTo(callWrongly(CALLER));
      clock.advance(MINUTE.minusNanos(1));
      assertThat(callRightly(CALLER)).isEqualTo(throttled(Duration.ofNanos(1)));
      clock.advance(Duration.ofNanos(1));
      assertThat(callRightly(CALLER)).isEqualTo(admitted());
    }

    @ParameterizedTest
    @DisplayName("B4: unknown and retired IDs cost the same")
    @ValueSource(strings = {"4839201", "1234567", "retired"})
    void countsWhateverIsWrong(String keyed) {
      String digits = keyed.equals("retired") ? id.digits() : keyed;
      id = reset(AMELIE).newId();
      for (int i = 0; i < 5; i++) {
        assertThat(call(CALLER, digits)).isEqualTo(refused());
      }
      assertThat(call(CALLER, digits)).isEqualTo(throttled(MINUTE));
    }

    @ParameterizedTest
    @DisplayName("GL-10: what cannot be an ID is refused, neither counted nor limited")
    @ValueSource(strings = {"", " ", "#", "483", "48392011", "0839201", "4839a01", "not an ID"})
    void doesNotCountWhatCannotBeAnId(String keyed) {
      for (Caller caller :
          List.of(CALLER, Caller.attested("+33 6 12 34 56 78"), Caller.anonymous())) {
        for (int i = 0; i < 50; i++) {
          assertThat(call(caller, keyed)).isEqualTo(refused());
        }
        assertThat(callRightly(caller)).isEqualTo(admitted());
        for (int i = 0; i < 5; i++) {
          assertThat(callWrongly(caller)).isEqualTo(refused());
        }
      }
      assertThat(callRightly(CALLER)).isInstanceOf(Admission.Throttled.class);
      assertThat(call(CALLER, keyed)).as("not limited either").isEqualTo(refused());
      assertThat(heard())
          .as("lock-outs, each of which took five guesses")
          .hasSize(2)
          .hasOnlyElementsOfType(CallEvent.CallerLockedOut.class);
    }

    @Test
    @DisplayName("B4: each further failed attempt doubles the lock-out, up to the longest")
    void isLockedOutForLongerEachTime() {
      for (int i = 0; i < 4; i++) {
        callWrongly(CALLER);
      }
      for (long minutes : new long[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360}) {
        assertThat(callWrongly(CALLER)).as("before %d minutes", minutes).isEqualTo(refused());
        Duration lockout = Duration.ofMinutes(minutes);
        assertThat(callWrongly(CALLER)).isEqualTo(throttled(lockout));
        clock.advance(lockout);
      }
    }

    @Test
    @DisplayName("GL-4: to call during a lock-out does not lengthen it")
    void mayBeImpatient() {
      for (int i = 0; i < 5; i++) {
        callWrongly(CALLER);
      }
      for (int second = 60; second > 0; second--) {
        assertThat(callWrongly(CALLER)).isEqualTo(throttled(Duration.ofSeconds(second)));
        clock.advance(Duration.ofSeconds(1));
      }
      assertThat(callRightly(CALLER)).isEqualTo(admitted());
    }

    @Test
    @DisplayName("GL-3: a success counts for nothing, but washes no failure off")
    void givesBackWhatSucceeds() {
      for (int i = 0; i < 4; i++) {
        callWrongly(CALLER);
        for (int k = 0; k < 10; k++) {
          assertThat(callRightly(CALLER)).isEqualTo(admitted());
        }
      }
      assertThat(callWrongly(CALLER)).isEqualTo(refused());
      assertThat(callRightly(CALLER)).isEqualTo(throttled(MINUTE));
      clock.advance(MINUTE);
      assertThat(callRightly(CALLER)).isEqualTo(admitted());
      assertThat(callRightly(CALLER)).as("no lock-out after a success").isEqualTo(admitted());
      assertThat(callWrongly(CALLER)).isEqualTo(refused());
      assertThat(callRightly(CALLER)).isEqualTo(throttled(MINUTE.multipliedBy(2)));
    }

    @Test
    @DisplayName("B4: failures are forgotten a quiet time after the last one, not after the first")
    void isForgottenAfterAQuietTime() {
      for (int i = 0; i < 4; i++) {
        callWrongly(CALLER);
        clock.advance(Duration.ofHours(12).minusNanos(1));
      }
      callWrongly(CALLER);
      assertThat(callWrongly(CALLER)).isEqualTo(throttled(MINUTE));
      clock.advance(Duration.ofHours(12).minusNanos(1));
      assertThat(callRightly(CALLER)).as("a success does not make it last").isEqualTo(admitted());
      clock.advance(Duration.ofNanos(1));
      for (int i = 0; i < 5; i++) {
        assertThat(callWrongly(CALLER)).isEqualTo(refused());
      }
    }

    @Test
    @DisplayName("B4: it is one caller however the network groups it, and no other")
    void isOneCaller() {
      for (String form : List.of("+33612345678", "0033 6 12 34 56 78", "+33-612-345678")) {
        callWrongly(Caller.of(form));
      }
      callWrongly(CALLER);
      callWrongly(CALLER);
      assertThat(callRightly(CALLER)).isInstanceOf(Admission.Throttled.class);
      assertThat(callRightly(OTHER)).isEqualTo(admitted());
    }
  }

  @Nested
  class SlowStore {

    @Test
    @DisplayName(
        "GL-3: an attempt that time has given back is not given back again when it succeeds")
    void givesBackOnce() {
      conferencing =
          onThisClock()
              .attendant(
                  component ->
                      component.guessLimits(
                          GuessLimits.builder().budget(CallerGroup.UNKNOWN, 5).build()))
              .store(
                  new ForwardingStore(store) {
                    @Override
                    public Lookup lookup(ConferenceId keyed) {
                      if (keyed.equals(id)) {
                        clock.advance(Duration.ofHours(1)); // in which the whole budget comes back
                        strangersFail(5);
                      }
                      return super.lookup(keyed);
                    }
                  })
              .build();
      assertThat(callRightly(OTHER)).isEqualTo(admitted());
      assertThat(callWrongly(stranger(6)))
          .as("five of five have failed within the hour")
          .isInstanceOf(Admission.Throttled.class);
    }
  }

  @Nested
  class StoreAway {

    @Test
    @DisplayName("B4: an attempt that the store could not judge is no failed one")
    void countsNothing() {
      StoreException away = new StoreException("the database is away", null);
      conferencing =
          onThisClock()
              .store(
                  new ForwardingStore(store) {
                    @Override
                    public Lookup lookup(ConferenceId keyed) {
                      if (keyed.equals(id)) {
                        throw away;
                      }
                      return super.lookup(keyed);
                    }
                  })
              .build();
      for (int i = 0; i < 100; i++) {
        assertThatThrownBy(() -> callRightly(CALLER)).isSameAs(away);
        assertThatThrownBy(() -> callRightly(Caller.anonymous())).isSameAs(away);
      }
      for (int i = 0; i < 5; i++) {
        assertThat(callWrongly(CALLER)).isEqualTo(refused());
      }
      assertThat(callWrongly(CALLER)).isEqualTo(throttled(MINUTE));
    }
  }
}
