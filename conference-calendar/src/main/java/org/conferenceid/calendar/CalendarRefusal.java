package org.conferenceid.calendar;

/**
 * Why a whole file is given back as it came.
 *
 * @since 0.1.0
 */
public enum CalendarRefusal {
  /** It is no iCalendar file of version 2.0 (RFC 5545). */
  NO_CALENDAR,
  /** A line is no content line and continues none: the folding is broken (RFC 5545 section 3.1). */
  BROKEN_LINES,
  /** A component is not closed, or closed by another's name. */
  UNCLOSED_COMPONENT,
  /**
   * It answers or calls off a meeting: {@code REPLY}, {@code COUNTER}, {@code CANCEL} and alike.
   */
  WRONG_METHOD,
  /** It has more bytes than the limit. */
  TOO_LARGE
}
