package org.conferenceid.spring.actuator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.conferenceid.AudioConferencing;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.delivery.DispatcherStatus;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.OutboxFigures;

/**
 * What health and endpoint show of the library: figures and sentences, never an ID, a user or a
 * number.
 */
final class ConferenceState {
  private final ConferenceStore store;
  private final AudioConferencing conferencing;
  private final InstantSource time;

  ConferenceState(ConferenceStore store, AudioConferencing conferencing, InstantSource time) {
    this.store = store;
    this.conferencing = conferencing;
    this.time = time;
  }

  DispatcherStatus dispatcher() {
    return conferencing.dispatcher().status();
  }

  OutboxFigures outbox() {
    return store.outbox().figures();
  }

  Capacity capacity() {
    return store.capacity();
  }

  Duration age(Instant since) {
    return age(since, time);
  }

  /** Returns for how long something has waited; zero if the clocks of store and machine differ. */
  static Duration age(Instant since, InstantSource time) {
    Duration age = Duration.between(since, time.instant());
    return age.isNegative() ? Duration.ZERO : age;
  }

  Map<String, Object> describe(DispatcherStatus status) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("running", status.isRunning());
    status.sinceLastRound().ifPresent(since -> shown.put("sinceLastRound", since.toString()));
    status.lastFailure().ifPresent(failure -> shown.put("lastFailure", failure));
    shown.put("hangingDeliveries", status.hangingDeliveries());
    status.refusal().ifPresent(refusal -> shown.put("refusal", refusal));
    status.refusedFor().ifPresent(since -> shown.put("refusedFor", since.toString()));
    return shown;
  }

  Map<String, Object> describe(OutboxFigures figures) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("waiting", figures.waiting());
    shown.put("leased", figures.leased());
    shown.put("leasesRunOut", figures.leasesRunOut());
    shown.put("failed", figures.failed());
    figures.oldestDue().ifPresent(since -> shown.put("oldestDueFor", age(since).toString()));
    return shown;
  }

  Map<String, Object> describe(Capacity capacity) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("active", capacity.active());
    shown.put("quarantined", capacity.quarantined());
    shown.put("free", capacity.free());
    return shown;
  }
}
