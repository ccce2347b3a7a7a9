package org.conferenceid.calendar;

/**
 * Where an updated file goes, which decides about its {@code METHOD} (RFC 5546 section 1.4). It is
 * touched only if a meeting was updated.
 *
 * @since 0.1.0
 */
public enum Destination {
  /** A file or a place of the application's own: {@code METHOD} stays as it is. */
  FILE,
  /** A mail to the invitees: {@code METHOD:REQUEST}. */
  MAIL,
  /** A CalDAV server: no {@code METHOD} (RFC 4791 section 4.1). */
  CALDAV
}
