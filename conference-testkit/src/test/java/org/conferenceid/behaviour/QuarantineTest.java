package org.conferenceid.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lookup;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.capacity.IdsExhaustedException;
import org.conferenceid.change.Done;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.testkit.ScriptedIdGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QuarantineTest extends World {
  private static final ConferenceId FIRST = ConferenceId.parse("4839201");
  private static final ConferenceId SECOND = ConferenceId.parse("5920318");
  private static final ConferenceId THIRD = ConferenceId.parse("6031427");

  @Test
  @DisplayName("B2: a retired ID is not given out again on any path before its quarantine is over")
  void keepsRetiredIdsBack() {
    conferencing =
        builder()
            .quarantine(Duration.ofDays(30))
            .generator(
                ScriptedIdGenerator.startingWith(1, FIRST, FIRST, SECOND, FIRST, SECOND, THIRD))
            .build();
    assertThat(enable(AMELIE)).isEqualTo(FIRST);
    assertThat(reset(AMELIE).id()).as("while it is active").isEqualTo(SECOND);
    conferencing.disable(AMELIE);
    assertThat(enable(BRUNO)).as("after reset and disabling").isEqualTo(THIRD);
  }

  @Test
  @DisplayName("B2: at the last moment of the quarantine an ID is reserved, then it is free")
  void endsExactly() {
    conferencing =
        builder()
            .quarantine(Duration.ofDays(30))
            .generator(ScriptedIdGenerator.startingWith(1, FIRST, SECOND, FIRST, THIRD, FIRST))
            .build();
    enable(AMELIE);
    reset(AMELIE);
    clock.advance(Duration.ofDays(30).minusNanos(1));
    assertThat(conferencing.lookup(FIRST)).isInstanceOf(Lookup.Retired.class);
    assertThat(reset(AMELIE).id()).isEqualTo(THIRD);
    clock.advance(Duration.ofNanos(1));
    assertThat(conferencing.lookup(FIRST)).isEqualTo(new Lookup.Unknown());
    assertThat(enable(BRUNO)).isEqualTo(FIRST);
  }

  @Test
  @DisplayName("B2: when no ID is left, a typed error tells the figures, and the user keeps the ID")
  void tellsWhenNoIdIsLeft() {
    ConferenceId id = enable(AMELIE);
    store.withholdAllBut(List.of());

    assertThatThrownBy(() -> reset(AMELIE))
        .isInstanceOfSatisfying(
            IdsExhaustedException.class,
            e -> {
              assertThat(e.capacity().free()).isZero();
              assertThat(e.capacity().active()).isEqualTo(1);
            })
        .hasMessageContaining("1 are in use");
    assertThatThrownBy(() -> enable(BRUNO)).isInstanceOf(IdsExhaustedException.class);

    assertThat(conferencing.lookup(id)).isEqualTo(new Lookup.Active(AMELIE));
    assertThat(conferencing.find(BRUNO)).isEmpty();
    assertThat(audit()).hasSize(1);
    assertThatCode(() -> conferencing.disable(AMELIE)).doesNotThrowAnyException();
  }

  @Test
  @DisplayName("B2: the last free ID is found, whatever the generator draws")
  void findsTheLastFreeId() {
    enable(AMELIE);
    store.withholdAllBut(List.of(FIRST));
    assertThat(reset(AMELIE).id()).isEqualTo(FIRST);
  }

  @Test
  @DisplayName("B2: the capacity is known before it is used up")
  void tellsCapacity() {
    enable(AMELIE);
    enable(BRUNO);
    Done done = reset(AMELIE);
    assertThat(conferencing.capacity()).isEqualTo(new Capacity(2, 1));
    assertThat(conferencing.capacity().free()).isEqualTo(ConferenceIdPolicy.ISSUABLE - 3);
    clock.advance(Duration.ofDays(365));
    assertThat(conferencing.capacity()).isEqualTo(new Capacity(2, 0));
    assertThat(done.event().oldId()).isPresent();
  }

  @Test
  @DisplayName("B2: the quarantine is 365 days by default, and cannot be switched off")
  void isBounded() {
    for (Duration wrong : List.of(Duration.ZERO, Duration.ofDays(-1), Duration.ofDays(36_501))) {
      assertThatThrownBy(() -> builder().quarantine(wrong))
          .isInstanceOfSatisfying(
              InvalidValueException.class, e -> assertThat(e.field()).isEqualTo("quarantine"));
    }
    assertThatCode(() -> builder().quarantine(Duration.ofDays(36_500))).doesNotThrowAnyException();
    enable(AMELIE);
    ConferenceId old = reset(AMELIE).event().oldId().orElseThrow();
    assertThat(conferencing.lookup(old))
        .isInstanceOfSatisfying(
            Lookup.Retired.class,
            r -> assertThat(r.freeAt()).isEqualTo(clock.instant().plus(Duration.ofDays(365))));
  }

  @Test
  @DisplayName("B12: a request that failed for want of IDs can be repeated with its key")
  void canBeRepeatedAfterExhaustion() {
    enable(AMELIE);
    enable(BRUNO);
    store.withholdAllBut(List.of());
    ResetRequest request = ResetRequest.of(AMELIE).key("k");
    assertThatThrownBy(() -> conferencing.resets().reset(request))
        .isInstanceOf(IdsExhaustedException.class);

    Done left = conferencing.disable(BRUNO).orElseThrow();
    clock.advance(Duration.ofDays(365));

    Done done = conferencing.resets().reset(request).orElseThrow();
    assertThat(done.replayed()).isFalse();
    assertThat(done.event().newId()).isEqualTo(left.event().oldId());
  }
}
