/**
 * Meetings that show an old conference ID get the new footer (B16): {@link
 * org.conferenceid.calendar.InvitationUpdater} takes an iCalendar file and gives it back with
 * nothing else changed, and {@link org.conferenceid.calendar.CalendarUpdate} tells for each meeting
 * what was found. It reads and writes no files, and asks no clock.
 */
@NullMarked
package org.conferenceid.calendar;

import org.jspecify.annotations.NullMarked;
