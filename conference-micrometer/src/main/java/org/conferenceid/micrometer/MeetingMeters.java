package org.conferenceid.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Objects;
import org.conferenceid.spi.MeetingFigures;
import org.conferenceid.spi.MeetingUpdates;

/**
 * Shows whose meetings still show an ID that does not work (B16, B22), where a follower updates
 * them; without one they are all pending for ever:
 *
 * <ul>
 *   <li>{@code conference.meetings}: organizers, tagged with {@code state}: {@code pending}, {@code
 *       in_progress}, {@code failed};
 *   <li>{@code conference.meetings.oldest}: for how many seconds the oldest change has waited that
 *       is pending or in progress; 0 if none is.
 * </ul>
 *
 * <p>All values come of one read of the store, every minute at most, on the thread that reads a
 * meter. While the store cannot be used, they are not a number. The age goes by the registry's
 * clock, so it is as wrong as that is against the store's. Safe for use by any number of threads.
 *
 * @since 0.1.0
 */
public final class MeetingMeters implements MeterBinder {
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final MeetingUpdates updates;

  /**
   * Shows the updates of a store.
   *
   * @param updates the store's
   */
  public MeetingMeters(MeetingUpdates updates) {
    this.updates = Objects.requireNonNull(updates, "updates");
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    CachedRead<MeetingFigures> read =
        new CachedRead<>(updates::figures, EVERY, registry.config().clock());
    String description = "Organizers whose meetings are to be updated";
    read.gauge(registry, "conference.meetings", description, "pending", MeetingFigures::pending);
    read.gauge(
        registry, "conference.meetings", description, "in_progress", MeetingFigures::inProgress);
    read.gauge(registry, "conference.meetings", description, "failed", MeetingFigures::failed);
    read.oldest(
        registry,
        "conference.meetings.oldest",
        "For how long the oldest change has waited that meetings do not show",
        MeetingFigures::oldest);
  }
}
