/**
 * Meetings on CalDAV servers (RFC 4791), as {@link org.conferenceid.calendar.follower.Meetings}.
 */
@NullMarked
package org.conferenceid.calendar.caldav;

import org.jspecify.annotations.NullMarked;
