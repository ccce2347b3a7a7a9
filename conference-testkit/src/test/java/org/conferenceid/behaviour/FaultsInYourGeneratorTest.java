package org.conferenceid.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.conferenceid.AudioConferencing;
import org.conferenceid.ConferenceException;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.bulk.BulkReset;
import org.conferenceid.change.GeneratorException;
import org.conferenceid.testkit.SeededIdGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fault of the generator is told as its own, and changes nothing (B23). */
class FaultsInYourGeneratorTest extends FaultyWorld {
  private final AtomicBoolean faulty = new AtomicBoolean();

  private AudioConferencing on(ConferenceIdGenerator broken) {
    ConferenceIdGenerator sound = new SeededIdGenerator(7);
    return builder()
        .administration(
            component ->
                component.generator(
                    new ConferenceIdGenerator() {
                      @Override
                      public ConferenceId next() {
                        return faulty.get() ? broken.next() : sound.next();
                      }

                      @Override
                      public int nextIndex(int bound) {
                        return faulty.get() ? broken.nextIndex(bound) : sound.nextIndex(bound);
                      }
                    }))
        .build();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("B23, B1: a fault of the generator is told as its own, and nothing is changed")
  void changeNothing(Fault fault) {
    ConferenceIdGenerator sound = new SeededIdGenerator(8);
    conferencing =
        on(
            new ConferenceIdGenerator() {
              @Override
              public ConferenceId next() {
                return fault.insteadOf(sound.next());
              }

              @Override
              public int nextIndex(int bound) {
                return fault.insteadOf(sound.nextIndex(bound));
              }
            });
    ConferenceId old = enable(AMELIE);
    faulty.set(true);
    if (fault == Fault.INTERRUPT) {
      assertThatCode(() -> reset(AMELIE)).doesNotThrowAnyException();
      return;
    }
    assertUnchanged(old, () -> reset(AMELIE));
    assertInterrupted(fault);
    store.withholdAllBut(List.of(ConferenceId.parse("4839201"), ConferenceId.parse("5920318")));
    assertUnchanged(old, () -> reset(AMELIE));
    Thread.interrupted();
    assertUnchanged(
        old,
        () ->
            conferencing
                .administration()
                .bulkResets()
                .reset(BulkReset.of("run", List.of(AMELIE, BRUNO)), result -> {}));
    Thread.interrupted();

    faulty.set(false);
    assertThat(reset(AMELIE).newId()).isNotEqualTo(old);
  }

  @Test
  @DisplayName("B23, B7: a generator that repeats itself is refused, because it can be predicted")
  void mustNotRepeat() {
    ConferenceId one = ConferenceId.parse("4839201");
    conferencing = on(generator(() -> one, 0));
    conferencing.administration().enable(BRUNO);
    ConferenceId old = enable(AMELIE);
    faulty.set(true);
    ConferenceId given = reset(BRUNO).newId();
    assertThat(given).isEqualTo(one);
    assertUnchanged(old, () -> reset(AMELIE));
  }

  @Test
  @DisplayName("B23: an index out of its bounds is the generator's fault")
  void mustKeepTheirBounds() {
    AtomicInteger taken = new AtomicInteger(7_000_123);
    conferencing = on(generator(() -> ConferenceId.of(taken.incrementAndGet()), 2));
    ConferenceId old = enable(AMELIE);
    store.withholdAllBut(List.of(ConferenceId.parse("4839201"), ConferenceId.parse("5920318")));
    faulty.set(true);
    assertUnchanged(old, () -> reset(AMELIE));
  }

  private ConferenceIdGenerator generator(Supplier<ConferenceId> ids, int index) {
    return new ConferenceIdGenerator() {
      @Override
      public ConferenceId next() {
        return ids.get();
      }

      @Override
      public int nextIndex(int bound) {
        return index;
      }
    };
  }

  private void assertUnchanged(ConferenceId old, ThrowingCallable change) {
    int before = audit().size();
    assertThatThrownBy(change)
        .isInstanceOf(GeneratorException.class)
        .isInstanceOf(ConferenceException.class)
        .hasMessageContaining("generator");
    assertThat(conferencing.administration().find(AMELIE).orElseThrow().id()).contains(old);
    assertThat(audit()).hasSize(before);
  }
}
