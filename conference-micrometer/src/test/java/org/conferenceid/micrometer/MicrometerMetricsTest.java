package org.conferenceid.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.conferenceid.EventKind;
import org.conferenceid.spi.Metrics.CallOutcome;
import org.conferenceid.spi.Metrics.ChangeOutcome;
import org.conferenceid.spi.Metrics.MailOutcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MicrometerMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  @DisplayName("What the library does is counted and timed under its names")
  void countsWhatTheLibraryDoes() {
    MeterTour.work(registry);
    assertThat(MeterTour.report(registry).stream().map(line -> line.replaceAll(",[^,]*ms$", "")))
        .containsExactly(
            "conference.calls{outcome=admitted} 1 times",
            "conference.calls{outcome=no_id} 1 times",
            "conference.calls{outcome=refused} 5 times",
            "conference.calls{outcome=throttled} 2 times",
            "conference.changes{kind=enabled,outcome=done} 1 times",
            "conference.changes{kind=reset,outcome=done} 1 times",
            "conference.mails{kind=enabled,outcome=sent} 1 times",
            "conference.mails{kind=reset,outcome=sent} 1 times");
  }

  @Test
  @DisplayName("Times go in as they are")
  void keepsTimes() {
    MicrometerMetrics metrics = new MicrometerMetrics(registry);
    metrics.change(EventKind.RESET, ChangeOutcome.DONE, Duration.ofMillis(3));
    metrics.change(EventKind.RESET, ChangeOutcome.DONE, Duration.ofMillis(4));
    assertThat(registry.get("conference.changes").timer().totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(7);
  }

  @Test
  @DisplayName("There are no more meters than kinds and outcomes: nothing grows with the users")
  void hasFewMeters() {
    MicrometerMetrics metrics = new MicrometerMetrics(registry);
    for (int i = 0; i < 100; i++) {
      for (EventKind kind : EventKind.values()) {
        Arrays.stream(ChangeOutcome.values()).forEach(o -> metrics.change(kind, o, Duration.ZERO));
        Arrays.stream(MailOutcome.values()).forEach(o -> metrics.mail(kind, o, Duration.ZERO));
      }
      Arrays.stream(CallOutcome.values()).forEach(o -> metrics.call(o, Duration.ZERO));
    }
    int kinds = EventKind.values().length;
    assertThat(registry.getMeters())
        .hasSize(
            kinds * (ChangeOutcome.values().length + MailOutcome.values().length)
                + CallOutcome.values().length);
    assertThat(registry.getMeters())
        .flatExtracting(meter -> meter.getId().getTags())
        .extracting(Tag::getKey)
        .containsOnly("kind", "outcome");
  }
}
