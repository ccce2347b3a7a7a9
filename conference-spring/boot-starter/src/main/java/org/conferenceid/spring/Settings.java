package org.conferenceid.spring;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.conferenceid.InvalidValueException;
import org.conferenceid.attendant.CallerGroup;
import org.conferenceid.attendant.GuessLimits;
import org.conferenceid.bulk.Rotation;
import org.conferenceid.capacity.CapacityThresholds;
import org.conferenceid.delivery.DeliverySettings;
import org.conferenceid.delivery.RetryPolicy;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.DialInNumber;
import org.conferenceid.invitation.PhoneNumber;
import org.conferenceid.spring.ConferenceProperties.BridgeProperties;
import org.conferenceid.spring.ConferenceProperties.Dispatcher;
import org.conferenceid.spring.ConferenceProperties.GuessLimitProperties;
import org.conferenceid.spring.ConferenceProperties.Retry;
import org.conferenceid.spring.ConferenceProperties.RotationProperties;
import org.jspecify.annotations.Nullable;

/**
 * Makes the library's settings from properties. A value that breaks its rule is told with the name
 * of its property.
 *
 * @since 0.1.0
 */
public final class Settings {
  private static final String PREFIX = "conference.";

  /** The properties of fields that have another name in the library. */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "delivery time-out", "delivery-timeout",
          "initial lock-out", "initial-lockout",
          "max lock-out", "max-lockout",
          "max lock-out of known callers", "max-known-lockout",
          "time to forget", "forget-after",
          "time of a known caller", "known-for",
          "known callers of an organizer", "known-per-organizer",
          "age", "older-than");

  private Settings() {}

  /**
   * Makes something of the properties below a prefix.
   *
   * @param <T> what is made
   * @param prefix the prefix after {@code conference.}, such as {@code dispatcher}
   * @param source makes it
   * @return what the source made
   * @throws ConferenceSetupException if a value breaks its rule
   */
  public static <T> T of(String prefix, Supplier<T> source) {
    try {
      return source.get();
    } catch (InvalidValueException e) {
      throw broken(PREFIX + prefix + "." + property(e.field()), e);
    }
  }

  /**
   * Applies one property.
   *
   * @param <T> the property's type
   * @param property its name after {@code conference.}
   * @param value its value; nothing is done if it is {@code null}
   * @param to where it is applied
   * @throws ConferenceSetupException if the value breaks its rule
   */
  public static <T> void apply(String property, @Nullable T value, Consumer<? super T> to) {
    if (value == null) {
      return;
    }
    try {
      to.accept(value);
    } catch (InvalidValueException e) {
      throw broken(PREFIX + property, e);
    }
  }

  private static ConferenceSetupException broken(String property, InvalidValueException e) {
    return new ConferenceSetupException(
        "The property " + property + " has a value that cannot be used: " + e.getMessage() + ".",
        "Change " + property + ": the " + e.field() + " " + e.rule() + ".",
        e);
  }

  private static String property(String field) {
    if (field.startsWith("budget of ")) {
      return "budget." + field.substring("budget of ".length()).toLowerCase(Locale.ROOT);
    }
    return PROPERTIES.getOrDefault(field, field.replace(' ', '-'));
  }

  private static <T> void set(@Nullable T value, Consumer<? super T> to) {
    if (value != null) {
      to.accept(value);
    }
  }

  static Bridge bridge(BridgeProperties properties) {
    if (properties.numbers().isEmpty()) {
      throw new ConferenceSetupException(
          "There are no dial-in numbers. Invitations and messages show them.",
          """
          Set them, or make a bean of the type Bridge or DialInNumbers:

            conference:
              bridge:
                numbers:
                - number: "+33 1 70 00 00 00"
                  label: Paris\
          """,
          null);
    }
    Bridge.Builder bridge = Bridge.builder();
    for (int i = 0; i < properties.numbers().size(); i++) {
      add(bridge, "bridge.numbers[" + i + "]", properties.numbers().get(i));
    }
    apply("bridge.meeting-update-link", properties.meetingUpdateLink(), bridge::meetingUpdateLink);
    try {
      return bridge.build();
    } catch (InvalidValueException e) {
      boolean link = e.field().equals("meeting update link");
      throw broken(PREFIX + (link ? "bridge.meeting-update-link" : "bridge.numbers"), e);
    }
  }

  private static void add(
      Bridge.Builder bridge, String property, ConferenceProperties.DialIn properties) {
    String number = required(property + ".number", properties.number());
    String label = required(property + ".label", properties.label());
    apply(property + ".number", number, PhoneNumber::parse);
    apply(
        property + ".label",
        label,
        text -> {
          if (properties.kind() == DialInNumber.Kind.TOLL) {
            bridge.toll(number, text);
          } else {
            bridge.tollFree(number, text);
          }
        });
  }

  /**
   * Returns a value that must be set.
   *
   * @param property its name after {@code conference.}
   * @param value its value
   * @return the value
   * @throws ConferenceSetupException if there is none
   */
  public static String required(String property, @Nullable String value) {
    if (value == null) {
      throw new ConferenceSetupException(
          "The property " + PREFIX + property + " is missing.",
          "Set " + PREFIX + property + ".",
          null);
    }
    return value;
  }

  static DeliverySettings delivery(Dispatcher properties) {
    RetryPolicy retry = of("dispatcher.retry", () -> retry(properties.retry()));
    return of(
        "dispatcher",
        () -> {
          DeliverySettings.Builder settings = DeliverySettings.builder().retry(retry);
          set(properties.workers(), settings::workers);
          set(properties.pollInterval(), settings::pollInterval);
          set(properties.batch(), settings::batch);
          set(properties.lease(), settings::lease);
          set(properties.deliveryTimeout(), settings::deliveryTimeout);
          set(properties.messagesPerSecond(), settings::messagesPerSecond);
          return settings.build();
        });
  }

  private static RetryPolicy retry(Retry properties) {
    RetryPolicy.Builder policy = RetryPolicy.builder();
    set(properties.initialDelay(), policy::initialDelay);
    set(properties.maxDelay(), policy::maxDelay);
    set(properties.jitter(), policy::jitter);
    set(properties.maxAttempts(), policy::maxAttempts);
    return policy.build();
  }

  static GuessLimits guessLimits(GuessLimitProperties properties) {
    return of(
        "guess-limits",
        () -> {
          GuessLimits.Builder limits = GuessLimits.builder();
          set(properties.freeAttempts(), limits::freeAttempts);
          set(properties.initialLockout(), limits::initialLockout);
          set(properties.maxLockout(), limits::maxLockout);
          set(properties.maxKnownLockout(), limits::maxKnownLockout);
          set(properties.forgetAfter(), limits::forgetAfter);
          set(properties.window(), limits::window);
          for (CallerGroup group : CallerGroup.values()) {
            set(properties.budget().get(group), attempts -> limits.budget(group, attempts));
          }
          set(properties.knownFor(), limits::knownFor);
          set(properties.trackedCallers(), limits::trackedCallers);
          set(properties.knownPerOrganizer(), limits::knownPerOrganizer);
          return limits.build();
        });
  }

  static CapacityThresholds capacity(ConferenceProperties.Capacity properties) {
    return of(
        "capacity",
        () -> {
          CapacityThresholds thresholds = CapacityThresholds.ofDefaults();
          if (properties.liveDensity() != null) {
            thresholds = thresholds.liveDensity(properties.liveDensity());
          }
          if (properties.occupancy() != null) {
            thresholds = thresholds.occupancy(properties.occupancy());
          }
          if (properties.notice() != null) {
            thresholds = thresholds.notice(properties.notice());
          }
          return thresholds;
        });
  }

  static @Nullable Rotation rotation(RotationProperties properties) {
    if (properties.olderThan() == null) {
      return null;
    }
    return of(
        "rotation",
        () -> {
          Rotation rotation =
              Rotation.ofIdsOlderThan(Objects.requireNonNull(properties.olderThan()));
          if (properties.batchSize() != null) {
            rotation = rotation.batchSize(properties.batchSize());
          }
          if (properties.mail() != null) {
            rotation = rotation.mail(properties.mail());
          }
          return rotation;
        });
  }
}
