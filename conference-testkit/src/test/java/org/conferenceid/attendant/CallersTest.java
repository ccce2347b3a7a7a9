package org.conferenceid.attendant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.Lookup;
import org.conferenceid.behaviour.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallersTest extends World {
  private static final Caller CALLER = Caller.of("+33 6 12 34 56 78");

  @Test
  @DisplayName("S2: a valid ID lets the caller in, however it is grouped and ended")
  void letsInWithAValidId() {
    ConferenceId id = enable(AMELIE);
    for (String keyed :
        new String[] {id.digits(), id.digits() + "#", id.grouped(), " " + id.grouped() + " #"}) {
      assertThat(conferencing.attendant().admit(keyed, CALLER))
          .as("grouping")
          .isEqualTo(new Admission.Admitted(AMELIE));
    }
  }

  @ParameterizedTest
  @DisplayName("B3: malformed, retired and unknown IDs get one and the same refusal")
  @ValueSource(strings = {"", "#", "1", "0839201", "48392011", "abcdefg", "４８３９２０１", "4839201"})
  void refusesUniformly(String keyed) {
    ConferenceId retired = enable(AMELIE);
    reset(AMELIE);
    Admission refusal = conferencing.attendant().admit(retired.digits(), CALLER);
    assertThat(refusal).isInstanceOf(Admission.Refused.class);
    assertThat(conferencing.attendant().admit(keyed, CALLER))
        .isEqualTo(refusal)
        .hasToString(refusal.toString());
  }

  @Test
  @DisplayName("B3: inside, active, retired and unknown are told apart")
  void tellsThreeWaysApartInside() {
    ConferenceId old = enable(AMELIE);
    ConferenceId current = reset(AMELIE).newId();
    ConferenceId other = ConferenceId.of(old.value() == 4_839_201 ? 4_839_202 : 4_839_201);
    assertThat(conferencing.administration().lookup(current)).isEqualTo(new Lookup.Active(AMELIE));
    assertThat(conferencing.administration().lookup(old)).isInstanceOf(Lookup.Retired.class);
    assertThat(conferencing.administration().lookup(other)).isEqualTo(new Lookup.Unknown());
  }

  @Test
  void refusesNull() {
    assertThatThrownBy(() -> conferencing.attendant().admit(null, CALLER))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("keyed");
    assertThatThrownBy(() -> conferencing.attendant().admit("4839201", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("caller");
  }
}
