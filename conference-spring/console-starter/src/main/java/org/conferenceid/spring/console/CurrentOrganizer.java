package org.conferenceid.spring.console;

import java.util.Optional;
import org.conferenceid.UserId;
import org.springframework.security.core.Authentication;

/**
 * Tells which user is signed in, for the organizer's own page. Without a bean of this type, the
 * name of who is signed in is the user's key. Called for each request to that page, by many
 * threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CurrentOrganizer {

  /**
   * Returns the user.
   *
   * @param person who is signed in
   * @return the user's key; empty for somebody who can be no organizer
   */
  Optional<UserId> userOf(Authentication person);
}
