package org.conferenceid.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import org.conferenceid.EventKind;
import org.conferenceid.spi.Metrics;

/**
 * Binds the library to Micrometer. A timer counts as well, so there is one for each thing:
 *
 * <ul>
 *   <li>{@code conference.changes}, tagged with {@code kind} and {@code outcome};
 *   <li>{@code conference.mails}, tagged with {@code kind} and {@code outcome};
 *   <li>{@code conference.calls}, tagged with {@code outcome}.
 * </ul>
 */
public final class MicrometerMetrics implements Metrics {
  private final MeterRegistry registry;

  /** Binds to a registry, such as that of a Spring Boot application. */
  public MicrometerMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void change(EventKind kind, ChangeOutcome outcome, Duration took) {
    registry.timer("conference.changes", "kind", tag(kind), "outcome", tag(outcome)).record(took);
  }

  @Override
  public void mail(EventKind kind, MailOutcome outcome, Duration took) {
    registry.timer("conference.mails", "kind", tag(kind), "outcome", tag(outcome)).record(took);
  }

  @Override
  public void call(CallOutcome outcome, Duration took) {
    registry.timer("conference.calls", "outcome", tag(outcome)).record(took);
  }

  private static String tag(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
