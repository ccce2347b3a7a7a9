package org.conferenceid.audit;

import org.conferenceid.Cause;
import org.conferenceid.ConferenceEvent;

/**
 * One line of the audit: what happened to whose ID, by whom and why, and what became of the message
 * (B10). Entries never change but for {@link #mail}. {@code toString} masks the IDs.
 *
 * @param number the entry's number, unique in its store and growing; also the number of its message
 * @param event what happened
 * @param cause who wished it, and why
 * @param mail what happened to the message
 */
public record AuditEntry(long number, ConferenceEvent event, Cause cause, DeliveryStatus mail) {}
