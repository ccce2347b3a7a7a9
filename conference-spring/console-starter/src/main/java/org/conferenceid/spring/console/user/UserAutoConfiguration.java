package org.conferenceid.spring.console.user;

import java.time.InstantSource;
import java.util.Optional;
import org.conferenceid.AudioConferencing;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.spring.console.ConsoleAutoConfiguration;
import org.conferenceid.spring.console.ConsoleProperties;
import org.conferenceid.spring.console.CurrentOrganizer;
import org.conferenceid.spring.console.page.FormKeys;
import org.conferenceid.spring.console.page.Frames;
import org.conferenceid.spring.console.page.MenuEntry;
import org.conferenceid.spring.console.page.People;
import org.conferenceid.spring.console.page.References;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;

/**
 * The pages of one user.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ConsoleAutoConfiguration.class)
@ConditionalOnBean(Frames.class)
public final class UserAutoConfiguration {
  private static final String UPDATER = "org.conferenceid.calendar.InvitationUpdater";

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

  /** The organizer's own page, if the application switches it on. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty("conference.console.own-page")
  static class OfOrganizers {

    @Bean
    @Order(900)
    MenuEntry conferenceOwnMenu() {
      return new MenuEntry("/own", "menu.own", null);
    }

    @Bean
    @ConditionalOnMissingBean
    CurrentOrganizer conferenceCurrentOrganizer() {
      return person -> Optional.of(UserId.of(person.getName()));
    }

    @Bean
    OwnPages conferenceOwnPages(
        AudioConferencing conferencing,
        Administration administration,
        People people,
        CurrentOrganizer current,
        FormKeys keys,
        ConsoleProperties properties) {
      boolean meetings = ClassUtils.isPresent(UPDATER, getClass().getClassLoader());
      return new OwnPages(
          conferencing, administration, people, current, keys, properties.path(), meetings);
    }

    /** The update of meetings, if the application has the module for it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = UPDATER)
    static class OfMeetings {

      @Bean
      OwnMeetings conferenceOwnMeetings(
          AudioConferencing conferencing,
          People people,
          CurrentOrganizer current,
          ConsoleProperties properties) {
        return new OwnMeetings(
            conferencing, people, current, InstantSource.system(), properties.path());
      }
    }
  }
}
