package org.conferenceid.spring.console.mail;

import org.conferenceid.administration.Administration;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spring.console.ConsoleAutoConfiguration;
import org.conferenceid.spring.console.ConsoleProperties;
import org.conferenceid.spring.console.ConsoleRole;
import org.conferenceid.spring.console.page.Frames;
import org.conferenceid.spring.console.page.MenuEntry;
import org.conferenceid.spring.console.page.References;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * The pages about e-mails.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ConsoleAutoConfiguration.class)
@ConditionalOnBean({Frames.class, ConferenceStore.class, NotificationDispatcher.class})
public final class MailPagesAutoConfiguration {
  MailPagesAutoConfiguration() {}

  @Bean
  @Order(300)
  MenuEntry conferenceMailMenu() {
    return new MenuEntry("/mail", "menu.mail", ConsoleRole.VIEW);
  }

  @Bean
  MailPages conferenceMailPages(
      Administration administration,
      ConferenceStore store,
      NotificationDispatcher dispatcher,
      References references,
      ConsoleProperties properties) {
    return new MailPages(administration, store, dispatcher, references, properties);
  }
}
