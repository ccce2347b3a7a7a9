package org.conferenceid.tck;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One way to get an outbox wrong, which the contract must find.
 *
 * @param rule the rule that it breaks, and that must name it
 * @param text what the outbox does
 * @param store makes a store with that outbox
 */
record OutboxFault(String rule, String text, Function<Clock, MapStore> store) {

  /** A fault of the outbox itself. */
  static OutboxFault of(String rule, String text, Function<MapStore, MapOutbox> outbox) {
    return new OutboxFault(
        rule,
        text,
        clock ->
            new MapStore(clock) {
              @Override
              MapOutbox newOutbox() {
                return outbox.apply(this);
              }
            });
  }

  static Stream<OutboxFault> all() {
    return Stream.of(
            FaultyClaims.all(),
            FaultyTimes.all(),
            FaultyOrders.all(),
            FaultySettlements.all(),
            FaultySuperseding.all(),
            FaultyOutcomes.all(),
            FaultyFigures.all(),
            FaultyNodes.all())
        .flatMap(List::stream);
  }

  /** For the name of a test. */
  @Override
  public String toString() {
    return rule + " finds an outbox that " + text;
  }
}
