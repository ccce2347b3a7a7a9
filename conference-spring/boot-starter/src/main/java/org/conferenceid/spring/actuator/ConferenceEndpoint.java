package org.conferenceid.spring.actuator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.conferenceid.AudioConferencing;
import org.conferenceid.Caller;
import org.conferenceid.Lockout;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * The actuator endpoint {@code conference} (B20, B22). Reading shows the queue, the space of IDs,
 * versions and lock-outs with masked numbers. Writing nudges the dispatcher ({@code nudge}), sends
 * a failed message again ({@code resend}), or lifts a caller's lock-out ({@code lift}). It never
 * shows an ID.
 */
@Endpoint(id = "conference")
final class ConferenceEndpoint {
  private static final int MAX_LOCKOUTS = 100;

  private final AudioConferencing conferencing;
  private final ConferenceState state;

  ConferenceEndpoint(AudioConferencing conferencing, ConferenceState state) {
    this.conferencing = conferencing;
    this.state = state;
  }

  @ReadOperation
  Map<String, Object> show() {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("versions", versions());
    shown.put("dispatcher", state.describe(state.dispatcher()));
    shown.put("outbox", state.describe(state.outbox()));
    shown.put("ids", state.describe(state.capacity()));
    shown.put("lockouts", lockouts());
    return shown;
  }

  private static Map<String, Object> versions() {
    String library = AudioConferencing.class.getPackage().getImplementationVersion();
    return Map.of(
        "library",
        library == null ? "unknown" : library,
        "springBoot",
        SpringBootVersion.getVersion());
  }

  private List<Map<String, Object>> lockouts() {
    try {
      return conferencing.attendant().lockouts(MAX_LOCKOUTS).stream()
          .map(ConferenceEndpoint::describe)
          .toList();
    } catch (UnsupportedOperationException notListed) { // by a limiter of the application's own
      return List.of();
    }
  }

  private static Map<String, Object> describe(Lockout lockout) {
    return Map.of(
        "caller", lockout.caller().toString(),
        "remaining", lockout.remaining().toString(),
        "failures", lockout.failures());
  }

  /**
   * Does something.
   *
   * @param action {@code nudge}, {@code resend} or {@code lift}
   * @param entry for {@code resend}: the number of the failed message's audit entry
   * @param caller for {@code lift}: the caller's number
   * @param attested for {@code lift}: whether the network vouches for the number
   */
  @WriteOperation
  Map<String, Object> act(
      @Selector String action,
      @Nullable Long entry,
      @Nullable String caller,
      @Nullable Boolean attested) {
    return switch (action) {
      case "nudge" -> {
        conferencing.dispatcher().nudge();
        yield Map.of("nudged", state.dispatcher().isRunning());
      }
      case "resend" -> Map.of("resent", conferencing.dispatcher().resend(required(entry, "entry")));
      case "lift" -> {
        String number = required(caller, "caller");
        yield Map.of(
            "lifted",
            conferencing
                .attendant()
                .lift(Boolean.TRUE.equals(attested) ? Caller.attested(number) : Caller.of(number)));
      }
      default ->
          throw new InvalidEndpointRequestException(
              "Unknown action", "The action must be nudge, resend or lift");
    };
  }

  private static <T> T required(@Nullable T value, String name) {
    if (value == null) {
      throw new InvalidEndpointRequestException(
          "Missing " + name, "The request must have the parameter " + name);
    }
    return Objects.requireNonNull(value);
  }
}
