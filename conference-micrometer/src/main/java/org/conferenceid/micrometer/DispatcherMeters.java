package org.conferenceid.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Objects;
import org.conferenceid.delivery.DispatcherStatus;
import org.conferenceid.delivery.NotificationDispatcher;

/**
 * Shows how a dispatcher is (B22), without asking the store:
 *
 * <ul>
 *   <li>{@code conference.dispatcher.running}: 1 if it works in the background, otherwise 0;
 *   <li>{@code conference.dispatcher.healthy}: 1 if nothing stands in the way of the next message,
 *       otherwise 0;
 *   <li>{@code conference.dispatcher.hanging}: how many deliveries hang.
 * </ul>
 *
 * <p>Safe for use by any number of threads.
 *
 * @since 0.1.0
 */
public final class DispatcherMeters implements MeterBinder {
  private final NotificationDispatcher dispatcher;

  /**
   * Shows a dispatcher.
   *
   * @param dispatcher the dispatcher of this process
   */
  public DispatcherMeters(NotificationDispatcher dispatcher) {
    this.dispatcher = Objects.requireNonNull(dispatcher, "dispatcher");
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("conference.dispatcher.running", () -> number(status().isRunning()))
        .description("Whether the dispatcher works in the background")
        .register(registry);
    Gauge.builder("conference.dispatcher.healthy", () -> number(status().isHealthy()))
        .description("Whether nothing stands in the way of the next message")
        .register(registry);
    Gauge.builder("conference.dispatcher.hanging", () -> status().hangingDeliveries())
        .description("Deliveries that hang")
        .register(registry);
  }

  private DispatcherStatus status() {
    return dispatcher.status();
  }

  private static int number(boolean value) {
    return value ? 1 : 0;
  }
}
