package org.conferenceid.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.testkit.ForwardingStore;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.InMemoryUserDirectory;
import org.conferenceid.testkit.MutableClock;
import org.conferenceid.testkit.RecordingNotifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StateMetersTest {
  private static final UserId AMELIE = UserId.of("amelie");

  private final MockClock time = new MockClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, time);
  private final InMemoryConferenceStore store = new InMemoryConferenceStore(new MutableClock(at()));

  private Instant at() {
    return Instant.ofEpochMilli(time.wallTime());
  }

  @Test
  @DisplayName("B2, B22: the outbox by state and age, and the IDs by state, are figures")
  void showsTheStore() {
    new StoreMeters(store).bindTo(registry);
    Administration administration = Administration.builder(store).build();
    administration.enable(AMELIE);
    administration.resets().reset(ResetRequest.of(AMELIE));
    time.add(Duration.ofSeconds(90));

    assertThat(gauge("conference.outbox", "waiting")).isEqualTo(2);
    assertThat(gauge("conference.outbox", "leased")).isZero();
    assertThat(gauge("conference.outbox", "lease_ran_out")).isZero();
    assertThat(gauge("conference.outbox", "failed")).isZero();
    assertThat(registry.get("conference.outbox.oldest").gauge().value()).isEqualTo(90);
    assertThat(gauge("conference.ids", "active")).isEqualTo(1);
    assertThat(gauge("conference.ids", "quarantined")).isEqualTo(1);
    assertThat(gauge("conference.ids", "free")).isEqualTo((double) store.capacity().free());
  }

  @Test
  @DisplayName("Gauges share a read, and read again when that is old")
  void sharesReads() {
    AtomicInteger reads = new AtomicInteger();
    new StoreMeters(
            new ForwardingStore(store) {
              @Override
              public Capacity capacity() {
                reads.incrementAndGet();
                return super.capacity();
              }
            })
        .bindTo(registry);
    gauge("conference.ids", "active");
    gauge("conference.ids", "free");
    assertThat(reads).hasValue(1);
    time.add(Duration.ofMinutes(1));
    gauge("conference.ids", "active");
    assertThat(reads).hasValue(2);
  }

  @Test
  @DisplayName("While the store fails, gauges are not a number, and come back with it")
  void survivesAFailingStore() {
    AtomicInteger failures = new AtomicInteger(1);
    new StoreMeters(
            new ForwardingStore(store) {
              @Override
              public Capacity capacity() {
                if (failures.getAndDecrement() > 0) {
                  throw new StoreException("away", null);
                }
                return super.capacity();
              }
            })
        .bindTo(registry);
    assertThat(gauge("conference.ids", "active")).isNaN();
    time.add(Duration.ofMinutes(1));
    assertThat(gauge("conference.ids", "active")).isZero();
  }

  @Test
  @DisplayName("B22: whether a dispatcher runs, and how it is")
  void showsTheDispatcher() {
    NotificationDispatcher dispatcher =
        NotificationDispatcher.builder(store)
            .directory(new InMemoryUserDirectory())
            .notifier(new RecordingNotifier())
            .bridge(Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build())
            .build();
    new DispatcherMeters(dispatcher).bindTo(registry);
    assertThat(registry.get("conference.dispatcher.running").gauge().value()).isZero();
    dispatcher.start();
    try {
      assertThat(registry.get("conference.dispatcher.running").gauge().value()).isEqualTo(1);
      assertThat(registry.get("conference.dispatcher.healthy").gauge().value()).isEqualTo(1);
      assertThat(registry.get("conference.dispatcher.hanging").gauge().value()).isZero();
    } finally {
      dispatcher.close();
    }
  }

  @Test
  @DisplayName("B16, B22: whose meetings wait to be updated, and for how long, are figures")
  void showsMeetings() {
    new MeetingMeters(store.meetingUpdates()).bindTo(registry);
    assertThat(registry.get("conference.meetings.oldest").gauge().value()).isZero();
    Administration administration = Administration.builder(store).build();
    administration.enable(AMELIE);
    administration.resets().reset(ResetRequest.of(AMELIE));
    time.add(Duration.ofSeconds(90));
    assertThat(gauge("conference.meetings", "pending")).isEqualTo(1);
    assertThat(gauge("conference.meetings", "in_progress")).isZero();
    assertThat(gauge("conference.meetings", "failed")).isZero();
    assertThat(registry.get("conference.meetings.oldest").gauge().value()).isEqualTo(90);
  }

  private double gauge(String name, String state) {
    return registry.get(name).tag("state", state).gauge().value();
  }
}
