package org.conferenceid.tck;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.conferenceid.spi.ConferenceStore;

/** The stores of the two clients: two nodes on the same data, or one and the same store. */
final class ModelNodes {
  private final ConferenceStoreModel hooks;
  private final Map<Step.Client, ConferenceStore> stores = new EnumMap<>(Step.Client.class);

  ModelNodes(ConferenceStoreModel hooks) {
    this.hooks = hooks;
    ConferenceStore first = hooks.createStore();
    if (hooks.canBeFull()) {
      hooks.occupyAllBut(first, ModelRun.POOL);
    }
    stores.put(Step.Client.LEFT, first);
    stores.put(Step.Client.RIGHT, hooks.hasSecondNode() ? hooks.secondNode(first) : first);
  }

  ConferenceStore of(Step.Client client) {
    return Objects.requireNonNull(stores.get(client));
  }

  /** A client's process ends and another one takes its place. */
  void restart(Step.Client client) {
    if (hooks.hasSecondNode()) {
      stores.put(client, hooks.secondNode(of(client.other())));
    } else if (hooks.canBeReopened()) {
      ConferenceStore opened = hooks.reopen(of(client));
      stores.replaceAll((any, before) -> opened);
    }
  }

  Instant now() {
    return hooks.now();
  }

  void advance(Duration time) {
    hooks.advance(whole(time));
  }

  /**
   * A time in whole seconds where the clock ticks. Then all its ticks together are shorter than
   * what lies between a moment at which something ends and the next one at which the store looks.
   */
  Duration whole(Duration time) {
    return hooks.ticks() ? Duration.ofSeconds(time.plusMillis(999).toSeconds()) : time;
  }

  /** Begins a step at a whole millisecond after all that happened in those before it. */
  void begin() {
    if (hooks.ticks()) {
      Instant now = hooks.now();
      hooks.advance(Duration.between(now, now.truncatedTo(ChronoUnit.MILLIS).plusMillis(1)));
    }
  }
}
