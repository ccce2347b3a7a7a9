package org.conferenceid.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What {@link ConditionsTest} shows with whole applications for one property of each kind. */
class SettingsTest {

  @ParameterizedTest
  @DisplayName("A value that breaks its rule is told with its property and the rule")
  @CsvSource(
      delimiter = '|',
      value = {
        "conference.dispatcher.poll-interval=0|must be positive",
        "conference.dispatcher.batch=0|must be from 1 to 1000",
        "conference.dispatcher.lease=8d|must be positive and at most 7 days",
        "conference.dispatcher.delivery-timeout=-1s|must be positive",
        "conference.dispatcher.messages-per-second=0|must be at least 0.001",
        "conference.dispatcher.retry.initial-delay=0|must be positive",
        "conference.dispatcher.retry.max-delay=1s|must not be shorter",
        "conference.dispatcher.retry.jitter=2|must be from 0 to 0.5",
        "conference.dispatcher.retry.max-attempts=0|must be at least 1",
        "conference.guess-limits.initial-lockout=0|must be from 1 second",
        "conference.guess-limits.max-lockout=1s|must not be shorter",
        "conference.guess-limits.max-known-lockout=0|must be from 1 second",
        "conference.guess-limits.forget-after=1h|must be longer",
        "conference.guess-limits.window=0|must be from 1 second",
        "conference.guess-limits.budget.known=0|must be from 1 to",
        "conference.guess-limits.known-for=0|must be from 1 second",
        "conference.guess-limits.tracked-callers=0|must be from 1 to",
        "conference.guess-limits.known-per-organizer=0|must be from 1 to",
        "conference.capacity.live-density=2|must be above 0",
        "conference.capacity.occupancy=0|must be above 0",
      })
  void namesTheProperty(String assignment, String rule) {
    String property = assignment.replaceFirst("=.*", "");
    String value = assignment.replaceFirst(".*=", "");
    ConferenceProperties properties =
        new Binder(new MapConfigurationPropertySource(Map.of(property, value)))
            .bind("conference", ConferenceProperties.class)
            .get();
    assertThatExceptionOfType(ConferenceSetupException.class)
        .isThrownBy(
            () -> {
              Settings.delivery(properties.dispatcher());
              Settings.guessLimits(properties.guessLimits());
              Settings.capacity(properties.capacity());
            })
        .withMessageContaining(property + " ")
        .withMessageContaining(rule)
        .satisfies(thrown -> assertThat(thrown.action()).contains(property));
  }
}
