package org.conferenceid.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lookup;
import org.conferenceid.behaviour.World;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.capacity.IdsExhaustedException;
import org.conferenceid.change.DisableResult;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.change.ResetResult;
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
            .administration(
                component ->
                    component.generator(
                        ScriptedIdGenerator.startingWith(
                            1, FIRST, FIRST, SECOND, FIRST, SECOND, THIRD)))
            .build();
    assertThat(enable(AMELIE)).isEqualTo(FIRST);
    assertThat(reset(AMELIE).newId()).as("while it is active").isEqualTo(SECOND);
    conferencing.administration().disable(AMELIE);
    assertThat(enable(BRUNO)).as("after reset and disabling").isEqualTo(THIRD);
  }

  @Test
  @DisplayName("B2: at the last moment of the quarantine an ID is reserved, then it is free")
  void endsExactly() {
    conferencing =
        builder()
            .quarantine(Duration.ofDays(30))
            .administration(
                component ->
                    component.generator(
                        ScriptedIdGenerator.startingWith(1, FIRST, SECOND, FIRST, THIRD, FIRST)))
            .build();
    enable(AMELIE);
    reset(AMELIE);
    clock.advance(Duration.ofDays(30).minusNanos(1));
    assertThat(conferencing.administration().lookup(FIRST)).isInstanceOf(Lookup.Retired.class);
    assertThat(reset(AMELIE).newId()).isEqualTo(THIRD);
    clock.advance(Duration.ofNanos(1));
    assertThat(conferencing.administration().lookup(FIRST)).isEqualTo(new Lookup.Unknown());
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

    assertThat(conferencing.administration().lookup(id)).isEqualTo(new Lookup.Active(AMELIE));
    assertThat(conferencing.administration().find(BRUNO)).isEmpty();
    assertThat(audit()).hasSize(1);
    assertThatCode(() -> conferencing.administration().disable(AMELIE)).doesNotThrowAnyException();
  }

  @Test
  @DisplayName("B2: the last free ID is found, whatever the generator draws")
  void findsTheLastFreeId() {
    enable(AMELIE);
    store.withholdAllBut(List.of(FIRST));
    assertThat(reset(AMELIE).newId()).isEqualTo(FIRST);
  }

  @Test
  @DisplayName("B2: the capacity is known before it is used up")
  void tellsCapacity() {
    enable(AMELIE);
    enable(BRUNO);
    ResetResult.Reset done = reset(AMELIE);
    assertThat(conferencing.administration().capacity()).isEqualTo(new Capacity(2, 1));
    assertThat(conferencing.administration().capacity().free())
        .isEqualTo(ConferenceIdPolicy.ISSUABLE - 3);
    clock.advance(Duration.ofDays(365));
    assertThat(conferencing.administration().capacity()).isEqualTo(new Capacity(2, 0));
    assertThat(conferencing.administration().lookup(done.oldId())).isEqualTo(new Lookup.Unknown());
  }

  @Test
  @DisplayName("B2: the quarantine is 365 days by default, and cannot be switched off")
  void isBounded() {
    for (Duration wrong : List.of(Duration.ZERO, Duration.ofDays(-1), Duration.ofDays(36_501))) {
      assertThatThrownBy(() -> builder().quarantine(wrong).build())
          .isInstanceOfSatisfying(
              InvalidValueException.class, e -> assertThat(e.field()).isEqualTo("quarantine"));
    }
    assertThatCode(() -> builder().quarantine(Duration.ofDays(36_500)).build())
        .doesNotThrowAnyException();
    enable(AMELIE);
    ConferenceId old = reset(AMELIE).oldId();
    assertThat(conferencing.administration().lookup(old))
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
    ResetRequest request = ResetRequest.of(AMELIE).idempotencyKey("k");
    assertThatThrownBy(() -> conferencing.administration().resets().reset(request))
        .isInstanceOf(IdsExhaustedException.class);

    DisableResult.Disabled left = conferencing.administration().disable(BRUNO).orElseThrow();
    clock.advance(Duration.ofDays(365));

    ResetResult.Reset done = conferencing.administration().resets().reset(request).orElseThrow();
    assertThat(done.replayed()).isFalse();
    assertThat(done.newId()).isEqualTo(left.oldId());
  }
}
