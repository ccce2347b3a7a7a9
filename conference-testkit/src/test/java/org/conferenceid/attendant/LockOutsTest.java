package org.conferenceid.attendant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.conferenceid.Caller;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lockout;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An administrator sees lock-outs and lifts them (B20). */
class LockOutsTest extends Callers {
  @Test
  @DisplayName(
      "B20: an administrator sees who is locked out, for how long and after how many failures")
  void areSeen() {
    AutoAttendant attendant = conferencing.attendant();
    Caller attested = Caller.attested("+33 6 12 34 56 78");
    assertThat(attendant.lockouts(10)).isEmpty();
    for (int i = 0; i < 4; i++) {
      callWrongly(OTHER);
    }
    for (int i = 0; i < 5; i++) {
      callWrongly(CALLER);
    }
    clock.advance(Duration.ofSeconds(20));
    for (int i = 0; i < 5; i++) {
      callWrongly(attested);
    }
    assertThat(attendant.lockouts(10))
        .containsExactly(
            new Lockout(attested, MINUTE, 5), new Lockout(CALLER, Duration.ofSeconds(40), 5));
    assertThat(attendant.lockouts(1)).extracting(Lockout::caller).containsExactly(attested);
    assertThat(attendant.lockouts(10).toString()).doesNotContain("33612345678");
    clock.advance(Duration.ofSeconds(40));
    assertThat(attendant.lockouts(10)).extracting(Lockout::caller).containsExactly(attested);
  }

  @Test
  @DisplayName("B20: a lock-out can be lifted; the caller starts anew, and nobody else does")
  void areLifted() {
    AutoAttendant attendant = conferencing.attendant();
    assertThat(attendant.lift(CALLER)).as("was not locked out").isFalse();
    assertThat(attendant.lift(Caller.anonymous())).isFalse();
    for (int i = 0; i < 5; i++) {
      callWrongly(CALLER);
      callWrongly(OTHER);
    }
    assertThat(attendant.lift(Caller.attested("+33 6 12 34 56 78"))).isFalse();
    assertThat(attendant.lift(CALLER)).isTrue();
    assertThat(attendant.lift(CALLER)).isFalse();
    assertThat(attendant.lockouts(10)).extracting(Lockout::caller).containsExactly(OTHER);
    assertThat(callRightly(CALLER)).isEqualTo(admitted());
    for (int i = 0; i < 5; i++) {
      assertThat(callWrongly(CALLER)).isEqualTo(refused());
    }
    assertThat(callRightly(CALLER)).isEqualTo(throttled(MINUTE));
  }

  @Test
  @DisplayName("B20: a list of none, or of more than 1000, is refused")
  void areSeenInBoundedLists() {
    for (int limit : new int[] {0, -1, 1_001}) {
      assertThatThrownBy(() -> conferencing.attendant().lockouts(limit))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("limit must be from 1 to 1000");
    }
    assertThatThrownBy(() -> conferencing.attendant().lift(null))
        .isInstanceOf(NullPointerException.class);
  }
}
