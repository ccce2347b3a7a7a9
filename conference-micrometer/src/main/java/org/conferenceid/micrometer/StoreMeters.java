package org.conferenceid.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.OutboxFigures;

/**
 * Shows what a store holds (B2, B22):
 *
 * <ul>
 *   <li>{@code conference.outbox}: messages, tagged with {@code state}: {@code waiting}, {@code
 *       leased}, {@code lease_ran_out}, {@code failed};
 *   <li>{@code conference.outbox.oldest}: for how many seconds the oldest due message has waited; 0
 *       if none is due;
 *   <li>{@code conference.ids}: IDs, tagged with {@code state}: {@code active}, {@code
 *       quarantined}, {@code free}.
 * </ul>
 *
 * <p>All values of one kind come of one read of the store: of the outbox every 10 seconds at most,
 * of the IDs every minute at most, on the thread that reads a meter. While the store cannot be
 * used, they are not a number. The age goes by the registry's clock, so it is as wrong as that is
 * against the store's. Safe for use by any number of threads.
 *
 * @since 0.1.0
 */
public final class StoreMeters implements MeterBinder {
  private static final Duration OUTBOX_EVERY = Duration.ofSeconds(10);
  private static final Duration IDS_EVERY = Duration.ofMinutes(1);

  private final ConferenceStore store;

  /**
   * Shows a store.
   *
   * @param store the store
   */
  public StoreMeters(ConferenceStore store) {
    this.store = Objects.requireNonNull(store, "store");
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    CachedRead<OutboxFigures> outbox =
        new CachedRead<>(store.outbox()::figures, OUTBOX_EVERY, registry.config().clock());
    outbox(registry, outbox, "waiting", OutboxFigures::waiting);
    outbox(registry, outbox, "leased", OutboxFigures::leased);
    outbox(registry, outbox, "lease_ran_out", OutboxFigures::leasesRunOut);
    outbox(registry, outbox, "failed", OutboxFigures::failed);
    outbox.oldest(
        registry,
        "conference.outbox.oldest",
        "For how long the oldest due message has waited",
        OutboxFigures::oldestDue);
    CachedRead<Capacity> ids =
        new CachedRead<>(store::capacity, IDS_EVERY, registry.config().clock());
    ids(registry, ids, "active", Capacity::active);
    ids(registry, ids, "quarantined", Capacity::quarantined);
    ids(registry, ids, "free", Capacity::free);
  }

  private static void outbox(
      MeterRegistry registry,
      CachedRead<OutboxFigures> read,
      String state,
      ToDoubleFunction<OutboxFigures> value) {
    read.gauge(registry, "conference.outbox", "Messages in the outbox", state, value);
  }

  private static void ids(
      MeterRegistry registry,
      CachedRead<Capacity> read,
      String state,
      ToDoubleFunction<Capacity> value) {
    read.gauge(registry, "conference.ids", "Conference IDs", state, value);
  }
}
