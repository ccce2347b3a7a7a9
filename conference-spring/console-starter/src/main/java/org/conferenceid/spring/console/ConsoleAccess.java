package org.conferenceid.spring.console;

import java.util.Optional;
import org.springframework.security.core.Authentication;

/**
 * Tells what somebody may do in the console. Without a bean of this type, the authorities of {@code
 * conference.console.roles.*} decide. Called several times for each request, by many threads.
 *
 * <pre>{@code
 * @Bean
 * ConsoleAccess access(Staff staff) {
 *   return person -> staff.isHelpDesk(person.getName())
 *       ? Optional.of(ConsoleRole.OPERATE) : Optional.empty();
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ConsoleAccess {

  /**
   * Returns the highest role of somebody.
   *
   * @param person who is signed in
   * @return the role; empty for somebody who may not see the console
   */
  Optional<ConsoleRole> roleOf(Authentication person);
}
