package org.conferenceid.spring.actuator;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.conferenceid.calendar.follower.MeetingFollower;
import org.conferenceid.micrometer.MeetingMeters;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spring.ConferenceProperties;
import org.conferenceid.spring.MeetingFollowerAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Health and metrics of the follower of meetings, if the application has one.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
    after = MeetingFollowerAutoConfiguration.class,
    afterName =
        "org.springframework.boot.micrometer.metrics.autoconfigure"
            + ".CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeetingFollower.class)
@ConditionalOnBean(MeetingFollower.class)
public final class MeetingsActuatorAutoConfiguration {
  MeetingsActuatorAutoConfiguration() {}

  /** Health. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
  static class OfHealth {

    @Bean
    @ConditionalOnEnabledHealthIndicator("conferenceMeetings")
    @ConditionalOnMissingBean(name = "conferenceMeetingsHealthIndicator")
    MeetingsHealthIndicator conferenceMeetingsHealthIndicator(
        MeetingFollower follower, ConferenceProperties properties, Environment environment) {
      return new MeetingsHealthIndicator(
          follower,
          properties.health(),
          environment.getProperty("conference.meetings.enabled", Boolean.class, true),
          InstantSource.system());
    }
  }

  /** Metrics. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({MeterRegistry.class, MeetingMeters.class})
  @ConditionalOnBean(MeterRegistry.class)
  static class OfMetrics {

    @Bean
    MeetingMeters conferenceMeetingMeters(ConferenceStore store) {
      return new MeetingMeters(store.meetingUpdates());
    }
  }
}
