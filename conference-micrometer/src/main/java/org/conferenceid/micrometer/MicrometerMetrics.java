package org.conferenceid.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.conferenceid.EventKind;
import org.conferenceid.spi.Metrics;

/**
 * Records what happens as Micrometer timers (B22). A timer counts as well, so there is one for each
 * thing:
 *
 * <ul>
 *   <li>{@code conference.changes}, tagged with {@code kind} and {@code outcome};
 *   <li>{@code conference.mails}, tagged with {@code kind} and {@code outcome};
 *   <li>{@code conference.calls}, tagged with {@code outcome}.
 * </ul>
 *
 * <p>The values of the tags are the names of {@link EventKind} and of the outcomes of {@link
 * Metrics}, in lower case. Safe for use by any number of threads.
 *
 * <pre>{@code
 * AudioConferencing.builder().metrics(new MicrometerMetrics(registry)) ...
 * }</pre>
 *
 * @since 0.1.0
 */
public final class MicrometerMetrics implements Metrics {
  private final MeterRegistry registry;

  /**
   * Records in a registry.
   *
   * @param registry the application's registry
   */
  public MicrometerMetrics(MeterRegistry registry) {
    this.registry = Objects.requireNonNull(registry, "registry");
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
