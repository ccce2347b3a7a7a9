package org.conferenceid.spring.console.capacity;

import org.conferenceid.administration.Administration;
import org.conferenceid.spring.console.ConsoleAutoConfiguration;
import org.conferenceid.spring.console.ConsoleRole;
import org.conferenceid.spring.console.page.Frames;
import org.conferenceid.spring.console.page.MenuEntry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * The page about the space of IDs.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ConsoleAutoConfiguration.class)
@ConditionalOnBean(Frames.class)
public final class CapacityPagesAutoConfiguration {
  CapacityPagesAutoConfiguration() {}

  @Bean
  @Order(500)
  MenuEntry conferenceCapacityMenu() {
    return new MenuEntry("/capacity", "menu.capacity", ConsoleRole.VIEW);
  }

  @Bean
  CapacityPages conferenceCapacityPages(Administration administration) {
    return new CapacityPages(administration);
  }
}
