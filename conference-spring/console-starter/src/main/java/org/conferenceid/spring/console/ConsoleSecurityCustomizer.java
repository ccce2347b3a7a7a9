package org.conferenceid.spring.console;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/**
 * Adds to the console's security what the application's other pages have, such as another way to
 * sign in. Every bean of this type is called once, after all that the console sets itself, in the
 * order of {@code @Order}.
 *
 * <pre>{@code
 * @Bean
 * ConsoleSecurityCustomizer signIn() {
 *   return http -> http.httpBasic(Customizer.withDefaults());
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ConsoleSecurityCustomizer {

  /**
   * Changes the security of the console's pages.
   *
   * @param http what the console has set
   */
  void customize(HttpSecurity http);
}
