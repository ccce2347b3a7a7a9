package org.conferenceid.micrometer;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A read of the store that several gauges share, so that each scrape makes one and a quick
 * succession of scrapes does not load the store.
 */
final class CachedRead<T> {
  private static final Logger log = LoggerFactory.getLogger("org.conferenceid.micrometer");

  private final Supplier<T> source;
  private final long maxAge;
  private final Clock clock;
  private @Nullable T last;
  private boolean read;
  private long readAt;

  CachedRead(Supplier<T> source, Duration maxAge, Clock clock) {
    this.source = source;
    this.maxAge = maxAge.toNanos();
    this.clock = clock;
  }

  /** Returns a value of what was read; not a number if it cannot be read now. */
  synchronized double value(ToDoubleFunction<T> value) {
    long now = clock.monotonicTime();
    if (!read || now - readAt >= maxAge) {
      last = readNow();
      read = true;
      readAt = now;
    }
    return last == null ? Double.NaN : value.applyAsDouble(last);
  }

  /** Shows a value of what was read as one of several that have the same name. */
  void gauge(
      MeterRegistry registry,
      String name,
      String description,
      String state,
      ToDoubleFunction<T> value) {
    Gauge.builder(name, this, cached -> cached.value(value))
        .description(description)
        .tag("state", state)
        .strongReference(true)
        .register(registry);
  }

  /** Shows for how many seconds the oldest of something has waited; 0 if nothing does. */
  void oldest(
      MeterRegistry registry,
      String name,
      String description,
      Function<T, Optional<Instant>> since) {
    Gauge.builder(name, this, cached -> cached.value(read -> age(since.apply(read), registry)))
        .description(description)
        .baseUnit("seconds")
        .strongReference(true)
        .register(registry);
  }

  private static double age(Optional<Instant> since, MeterRegistry registry) {
    Instant now = Instant.ofEpochMilli(registry.config().clock().wallTime());
    return since.map(at -> Math.max(0, Duration.between(at, now).toMillis() / 1000.0)).orElse(0.0);
  }

  private @Nullable T readNow() {
    try {
      return source.get();
    } catch (Throwable e) { // a failing gauge would be logged at each scrape
      log.debug("the store cannot be read for metrics", e);
      return null;
    }
  }
}
