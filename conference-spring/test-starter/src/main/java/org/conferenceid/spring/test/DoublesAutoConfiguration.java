package org.conferenceid.spring.test;

import org.conferenceid.invitation.Bridge;
import org.conferenceid.spi.DialInNumbers;
import org.conferenceid.spi.UserDirectory;
import org.conferenceid.spring.AudioConferencingAutoConfiguration;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.InMemoryUserDirectory;
import org.conferenceid.testkit.MutableClock;
import org.conferenceid.testkit.RecordingNotifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * The doubles.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
    before = AudioConferencingAutoConfiguration.class,
    beforeName = {
      "org.conferenceid.spring.mail.MailNotifierAutoConfiguration",
      "org.conferenceid.spring.store.JdbcStoreAutoConfiguration"
    })
public final class DoublesAutoConfiguration {
  DoublesAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  MutableClock conferenceClock() {
    return new MutableClock();
  }

  @Bean
  InMemoryConferenceStore inMemoryConferenceStore(MutableClock clock) {
    return new InMemoryConferenceStore(clock);
  }

  @Bean
  RecordingNotifier recordingNotifier() {
    return new RecordingNotifier();
  }

  @Bean
  @ConditionalOnMissingBean(UserDirectory.class)
  InMemoryUserDirectory inMemoryUserDirectory() {
    return new InMemoryUserDirectory();
  }

  /** A number that is given to nobody, if the application's properties have none. */
  @Bean
  @ConditionalOnMissingBean({Bridge.class, DialInNumbers.class})
  @ConditionalOnProperty(
      name = "conference.bridge.numbers[0].number",
      havingValue = "none",
      matchIfMissing = true)
  Bridge testBridge() {
    return Bridge.builder().toll("+44 20 7946 0000", "London").build();
  }
}
