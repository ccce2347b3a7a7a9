package org.conferenceid.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.conferenceid.AudioConferencing;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.InMemoryUserDirectory;
import org.conferenceid.testkit.RecordingNotifier;

/** Enables an organizer, resets the ID, answers callers, and prints what the meters show. */
public final class MeterTour {
  private MeterTour() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    MeterRegistry registry = new SimpleMeterRegistry();
    work(registry);
    report(registry).forEach(System.out::println);
  }

  /** Some hours of a bridge in small. */
  static void work(MeterRegistry registry) {
    UserId amelie = UserId.of("amelie");
    InMemoryUserDirectory users = new InMemoryUserDirectory();
    users.put(
        amelie, new Recipient(EmailAddress.parse("amelie@example.org"), "Amélie", Locale.FRENCH));
    try (AudioConferencing conferencing =
        AudioConferencing.builder()
            .store(new InMemoryConferenceStore())
            .directory(users)
            .notifier(new RecordingNotifier())
            .bridge(Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build())
            .metrics(new MicrometerMetrics(registry))
            .build()) {
      Administration administration = conferencing.administration();
      ConferenceId old = administration.enable(amelie).id();
      conferencing.dispatcher().deliverDue();
      ConferenceId id =
          administration.resets().reset(ResetRequest.of(amelie).by("admin")).orElseThrow().newId();
      conferencing.dispatcher().deliverDue();
      conferencing.attendant().admit(id.digits(), Caller.of("+33 6 12 34 56 78"));
      conferencing.attendant().admit("12345", Caller.of("+33 6 87 65 43 21"));
      for (int i = 0; i < 7; i++) {
        conferencing.attendant().admit(old.digits(), Caller.of("+33 6 87 65 43 21"));
      }
    }
  }

  /** One line for each timer: name, tags, how often, how long in all. */
  static List<String> report(MeterRegistry registry) {
    return registry.getMeters().stream()
        .filter(meter -> meter instanceof Timer)
        .map(meter -> line((Timer) meter))
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static String line(Timer timer) {
    String tags =
        timer.getId().getTags().stream()
            .map(tag -> tag.getKey() + "=" + tag.getValue())
            .collect(Collectors.joining(","));
    return String.format(
        Locale.ROOT,
        "%s{%s} %d times, %.3f ms",
        timer.getId().getName(),
        tags,
        timer.count(),
        timer.totalTime(TimeUnit.MILLISECONDS));
  }
}
