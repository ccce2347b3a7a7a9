package org.conferenceid.spring.console.users;

import org.conferenceid.administration.Administration;
import org.conferenceid.spring.console.ConsoleAutoConfiguration;
import org.conferenceid.spring.console.ConsoleProperties;
import org.conferenceid.spring.console.ConsoleRole;
import org.conferenceid.spring.console.ConsoleUsers;
import org.conferenceid.spring.console.page.Frames;
import org.conferenceid.spring.console.page.MenuEntry;
import org.conferenceid.spring.console.page.References;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * The list of users.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ConsoleAutoConfiguration.class)
@ConditionalOnBean(Frames.class)
public final class UsersAutoConfiguration {
  UsersAutoConfiguration() {}

  @Bean
  @Order(100)
  MenuEntry conferenceUsersMenu() {
    return new MenuEntry("/users", "menu.users", ConsoleRole.VIEW);
  }

  @Bean
  UserListPages conferenceUserListPages(
      ConsoleUsers users,
      Administration administration,
      References references,
      ConsoleProperties properties) {
    return new UserListPages(users, administration, references, properties);
  }
}
