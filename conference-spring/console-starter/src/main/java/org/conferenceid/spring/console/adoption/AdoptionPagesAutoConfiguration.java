package org.conferenceid.spring.console.adoption;

import org.conferenceid.administration.Administration;
import org.conferenceid.spring.console.ConsoleAutoConfiguration;
import org.conferenceid.spring.console.ConsoleProperties;
import org.conferenceid.spring.console.ConsoleRole;
import org.conferenceid.spring.console.page.Frames;
import org.conferenceid.spring.console.page.MenuEntry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * The pages about IDs that users have already.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ConsoleAutoConfiguration.class)
@ConditionalOnBean(Frames.class)
public final class AdoptionPagesAutoConfiguration {
  AdoptionPagesAutoConfiguration() {}

  @Bean
  @Order(220)
  MenuEntry conferenceAdoptionMenu() {
    return new MenuEntry("/adoption", "menu.adoption", ConsoleRole.MANY);
  }

  @Bean
  AdoptionPages conferenceAdoptionPages(
      Administration administration, ConsoleProperties properties) {
    return new AdoptionPages(administration, properties);
  }
}
