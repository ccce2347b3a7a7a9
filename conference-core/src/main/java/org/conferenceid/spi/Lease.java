package org.conferenceid.spi;

import java.time.Instant;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;

/**
 * A worker's right to deliver one message for a time.
 *
 * @param number the message's number, which is that of its audit entry
 * @param fence grows with every lease of the message, so that a late answer of an earlier worker is
 *     known as such
 * @param attempt which attempt this is, counting from 1 since the message was queued or sent again
 * @param user whom to tell
 * @param kind what about
 * @param version the user's version that the message is about
 * @param at when it happened
 */
public record Lease(
    long number, long fence, int attempt, UserId user, EventKind kind, long version, Instant at) {}
