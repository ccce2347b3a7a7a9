package org.conferenceid.spring;

import org.conferenceid.AudioConferencing;
import org.conferenceid.AudioConferencingBuilder;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.TimeSource;
import org.conferenceid.administration.Administration;
import org.conferenceid.attendant.AutoAttendant;
import org.conferenceid.attendant.GuessLimits;
import org.conferenceid.delivery.DeliverySettings;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.InvitationTexts;
import org.conferenceid.invitation.PhoneNumberFormat;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.DialInNumbers;
import org.conferenceid.spi.GuessLimiter;
import org.conferenceid.spi.Metrics;
import org.conferenceid.spi.Notifier;
import org.conferenceid.spi.UserDirectory;
import org.conferenceid.spring.mail.MailNotifierAutoConfiguration;
import org.conferenceid.spring.store.JdbcStoreAutoConfiguration;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Composes {@link AudioConferencing} and its components of what the application has: a store, a
 * {@link UserDirectory}, a notifier, and dial-in numbers. Each bean can be replaced by one of the
 * application's own. {@code conference.enabled=false} switches all of it off.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = {JdbcStoreAutoConfiguration.class, MailNotifierAutoConfiguration.class})
@ConditionalOnProperty(name = "conference.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ConferenceProperties.class)
public final class AudioConferencingAutoConfiguration {
  AudioConferencingAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  GuessLimits conferenceGuessLimits(ConferenceProperties properties) {
    return Settings.guessLimits(properties.guessLimits());
  }

  @Bean
  @ConditionalOnMissingBean
  DeliverySettings conferenceDeliverySettings(ConferenceProperties properties) {
    return Settings.delivery(properties.dispatcher());
  }

  @Bean
  @ConditionalOnMissingBean
  DialInNumbers conferenceDialInNumbers(
      ConferenceProperties properties, ObjectProvider<Bridge> bridge) {
    return DialInNumbers.sameForAll(
        bridge.getIfAvailable(() -> Settings.bridge(properties.bridge())));
  }

  @Bean(destroyMethod = "") // the dispatcher is stopped before beans are destroyed
  @ConditionalOnMissingBean
  AudioConferencing audioConferencing(
      ConferenceProperties properties,
      ObjectProvider<ConferenceStore> store,
      ObjectProvider<UserDirectory> directory,
      ObjectProvider<Notifier> notifier,
      DialInNumbers dialInNumbers,
      GuessLimits guessLimits,
      DeliverySettings delivery,
      ObjectProvider<ConferenceIdGenerator> generator,
      ObjectProvider<GuessLimiter> guessLimiter,
      ObjectProvider<Metrics> metrics,
      ObjectProvider<TimeSource> timeSource,
      ObjectProvider<PhoneNumberFormat> phoneNumberFormat,
      ObjectProvider<InvitationTexts> invitationTexts,
      ObjectProvider<AudioConferencingCustomizer> customizers,
      ListableBeanFactory beans) {
    ApplicationBeans listeners = new ApplicationBeans(beans);
    AudioConferencingBuilder builder =
        AudioConferencing.builder()
            .store(RequiredBeans.store(store))
            .directory(RequiredBeans.directory(directory))
            .notifier(notifier(properties, notifier))
            .dialInNumbers(dialInNumbers)
            .mail(properties.mail().enabled())
            .administration(
                administration -> {
                  administration.capacityThresholds(Settings.capacity(properties.capacity()));
                  generator.ifAvailable(administration::generator);
                })
            .attendant(
                attendant -> {
                  attendant.guessLimits(guessLimits);
                  guessLimiter.ifAvailable(attendant::guessLimiter);
                  listeners.callListeners().forEach(attendant::listener);
                })
            .delivery(dispatcher -> dispatcher.settings(delivery));
    Settings.apply("quarantine", properties.quarantine(), builder::quarantine);
    listeners.conferenceListeners().forEach(builder::listener);
    metrics.ifAvailable(builder::metrics);
    timeSource.ifAvailable(builder::timeSource);
    phoneNumberFormat.ifAvailable(builder::phoneNumberFormat);
    invitationTexts.ifAvailable(builder::invitationTexts);
    customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
    return builder.build();
  }

  /** A node that sends nothing needs no mail server; what it queues waits for another node. */
  private static Notifier notifier(
      ConferenceProperties properties, ObjectProvider<Notifier> notifier) {
    return properties.dispatcher().enabled()
        ? RequiredBeans.notifier(notifier)
        : notifier.getIfAvailable(
            () -> notification -> new Delivery.Unavailable("this node sends nothing"));
  }

  @Bean
  @ConditionalOnMissingBean
  Administration conferenceAdministration(AudioConferencing conferencing) {
    return conferencing.administration();
  }

  @Bean
  @ConditionalOnMissingBean
  AutoAttendant conferenceAutoAttendant(AudioConferencing conferencing) {
    return conferencing.attendant();
  }

  @Bean(destroyMethod = "")
  @ConditionalOnMissingBean
  NotificationDispatcher conferenceDispatcher(AudioConferencing conferencing) {
    return conferencing.dispatcher();
  }

  @Bean
  @ConditionalOnProperty(name = "conference.dispatcher.enabled", matchIfMissing = true)
  BackgroundLifecycle conferenceDispatcherLifecycle(
      NotificationDispatcher dispatcher, Environment environment) {
    return new BackgroundLifecycle(dispatcher::start, dispatcher::stop, environment);
  }

  @Bean
  @ConditionalOnProperty(name = "conference.dispatcher.enabled", matchIfMissing = true)
  NightlyTasks conferenceNightlyTasks(
      Administration administration, ConferenceProperties properties) {
    return NightlyTasks.of(administration, properties);
  }

  /** Otherwise an application that is initialized lazily would start without a mistake. */
  @Bean
  static LazyInitializationExcludeFilter conferenceIsNotLazy() {
    return LazyInitializationExcludeFilter.forBeanTypes(
        AudioConferencing.class, BackgroundLifecycle.class, NightlyTasks.class);
  }
}
