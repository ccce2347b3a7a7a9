package org.conferenceid.calendar.caldav;

import java.util.Optional;
import org.conferenceid.UserId;

/**
 * The embedding application's knowledge of where organizers have their calendars. It is asked for
 * each request, so it should answer quickly. Must be safe for use by several threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CalDavAccounts {

  /**
   * Finds an account.
   *
   * @param organizer the organizer
   * @return the account; empty for somebody without a calendar
   */
  Optional<CalDavAccount> find(UserId organizer);
}
