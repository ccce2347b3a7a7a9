package org.conferenceid.spring.console.callers;

import org.conferenceid.attendant.AutoAttendant;
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
 * The page about callers who are locked out.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ConsoleAutoConfiguration.class)
@ConditionalOnBean({Frames.class, AutoAttendant.class})
public final class CallerPagesAutoConfiguration {
  CallerPagesAutoConfiguration() {}

  @Bean
  @Order(600)
  MenuEntry conferenceCallersMenu() {
    return new MenuEntry("/callers", "menu.callers", ConsoleRole.VIEW);
  }

  @Bean
  CallerPages conferenceCallerPages(
      AutoAttendant attendant, References references, ConsoleProperties properties) {
    return new CallerPages(attendant, references, properties);
  }
}
