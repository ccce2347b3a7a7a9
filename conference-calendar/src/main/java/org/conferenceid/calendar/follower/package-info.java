/**
 * Updates the meetings that organizers have in their calendars, after each change of an ID: {@link
 * org.conferenceid.calendar.follower.MeetingFollower} in the background, {@link
 * org.conferenceid.calendar.follower.MeetingRun} for one organizer. Where the calendars are is told
 * by {@link org.conferenceid.calendar.follower.Meetings}.
 */
@NullMarked
package org.conferenceid.calendar.follower;

import org.jspecify.annotations.NullMarked;
