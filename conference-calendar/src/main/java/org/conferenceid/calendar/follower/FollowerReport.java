package org.conferenceid.calendar.follower;

/**
 * What {@link MeetingFollower#updateDue} has done.
 *
 * @param done for how many organizers everything is done
 * @param retried for how many it is tried again later
 * @param failed for how many it was given up
 * @since 0.1.0
 */
public record FollowerReport(int done, int retried, int failed) {}
