package org.conferenceid.spring.console.audit;

import org.conferenceid.administration.Administration;
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
 * The pages of the audit.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ConsoleAutoConfiguration.class)
@ConditionalOnBean(Frames.class)
public final class AuditPagesAutoConfiguration {
  AuditPagesAutoConfiguration() {}

  @Bean
  @Order(400)
  MenuEntry conferenceAuditMenu() {
    return new MenuEntry("/audit", "menu.audit", ConsoleRole.VIEW);
  }

  @Bean
  AuditPages conferenceAuditPages(
      Administration administration, References references, ConsoleProperties properties) {
    return new AuditPages(administration, references, properties);
  }
}
