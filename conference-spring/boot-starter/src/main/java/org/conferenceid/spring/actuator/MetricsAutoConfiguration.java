package org.conferenceid.spring.actuator;

import io.micrometer.core.instrument.MeterRegistry;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.micrometer.DispatcherMeters;
import org.conferenceid.micrometer.MicrometerMetrics;
import org.conferenceid.micrometer.StoreMeters;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Metrics;
import org.conferenceid.spring.AudioConferencingAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * Shows the library's metrics in the application's Micrometer registry, if it has one.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
    before = AudioConferencingAutoConfiguration.class,
    afterName =
        "org.springframework.boot.micrometer.metrics.autoconfigure"
            + ".CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({MeterRegistry.class, MicrometerMetrics.class})
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnProperty(name = "conference.enabled", matchIfMissing = true)
public final class MetricsAutoConfiguration {
  MetricsAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean(Metrics.class)
  MicrometerMetrics conferenceMetrics(MeterRegistry registry) {
    return new MicrometerMetrics(registry);
  }

  @Bean
  StoreMeters conferenceStoreMeters(ConferenceStore store) {
    return new StoreMeters(store);
  }

  @Bean
  DispatcherMeters conferenceDispatcherMeters(NotificationDispatcher dispatcher) {
    return new DispatcherMeters(dispatcher);
  }
}
