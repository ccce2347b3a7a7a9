package org.conferenceid.spring.console.user;

import org.conferenceid.AudioConferencing;
import org.conferenceid.administration.Administration;
import org.conferenceid.spring.console.ConsoleAutoConfiguration;
import org.conferenceid.spring.console.ConsoleProperties;
import org.conferenceid.spring.console.page.FormKeys;
import org.conferenceid.spring.console.page.Frames;
import org.conferenceid.spring.console.page.People;
import org.conferenceid.spring.console.page.References;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/**
 * The pages of one user.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ConsoleAutoConfiguration.class)
@ConditionalOnBean(Frames.class)
public final class UserAutoConfiguration {
  UserAutoConfiguration() {}

  @Bean
  UserPages conferenceUserPages(
      AudioConferencing conferencing,
      Administration administration,
      People people,
      References references,
      FormKeys keys,
      ConsoleProperties properties) {
    return new UserPages(conferencing, administration, people, references, keys, properties.path());
  }
}
