package org.conferenceid.spring.actuator;

import java.time.InstantSource;
import org.conferenceid.AudioConferencing;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spring.AudioConferencingAutoConfiguration;
import org.conferenceid.spring.ConferenceProperties;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Health and an endpoint for operators, if the application has Spring Boot's actuator.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = AudioConferencingAutoConfiguration.class)
@ConditionalOnBean(AudioConferencing.class)
public final class ActuatorAutoConfiguration {
  ActuatorAutoConfiguration() {}

  /** Where the time of day enters: to tell for how long a message has waited. */
  @Bean
  ConferenceState conferenceState(ConferenceStore store, AudioConferencing conferencing) {
    return new ConferenceState(store, conferencing, InstantSource.system());
  }

  /** Health. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
  static class OfHealth {

    @Bean
    @ConditionalOnEnabledHealthIndicator("conference")
    @ConditionalOnMissingBean(name = "conferenceHealthIndicator")
    ConferenceHealthIndicator conferenceHealthIndicator(
        ConferenceState state, ConferenceProperties properties) {
      return new ConferenceHealthIndicator(state, properties);
    }
  }

  /** The endpoint. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
  static class OfEndpoint {

    @Bean
    @ConditionalOnAvailableEndpoint
    @ConditionalOnMissingBean
    ConferenceEndpoint conferenceEndpoint(AudioConferencing conferencing, ConferenceState state) {
      return new ConferenceEndpoint(conferencing, state);
    }
  }
}
