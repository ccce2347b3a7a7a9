package org.conferenceid.spring.console;

import java.util.List;

/**
 * Finds the application's users for the console: also those who are not enabled yet. Without a bean
 * of this type, the console knows the users who are enabled, and finds others by their exact key.
 *
 * <pre>{@code
 * @Bean
 * ConsoleUsers users(JdbcClient jdbc) {
 *   return search -> jdbc.sql("select login, name, mail from person"
 *           + " where login > :after and (lower(login) like :text or lower(name) like :text"
 *           + " or lower(mail) like :text) order by login limit :limit")
 *       ...
 * }
 * }</pre>
 *
 * <p>Called by many threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ConsoleUsers {

  /**
   * Finds users, in an order that stays the same.
   *
   * @param search what to look for, and how many users at most
   * @return the users, those after {@link UserSearch#after} in that order; empty if there are no
   *     more
   */
  List<ConsoleUser> find(UserSearch search);
}
