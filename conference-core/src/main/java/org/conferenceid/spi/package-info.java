/**
 * The ports: what an application or an adapter implements.
 *
 * <p>Storage ({@link org.conferenceid.spi.ConferenceStore}, {@link org.conferenceid.spi.Outbox},
 * and {@link org.conferenceid.spi.MeetingUpdates} for whoever updates calendars), the application's
 * users ({@link org.conferenceid.spi.UserDirectory}) and their numbers ({@link
 * org.conferenceid.spi.DialInNumbers}), delivery ({@link org.conferenceid.spi.Notifier}), what
 * stands against guessing ({@link org.conferenceid.spi.GuessLimiter}) and monitoring ({@link
 * org.conferenceid.spi.Metrics}). A method of the store is a transaction: the core says what shall
 * happen, and the store makes it happen in one piece.
 *
 * <p>What a store decides without its database is there as functions: {@link
 * org.conferenceid.spi.Change#refusal} and {@link org.conferenceid.spi.Change#replay}, {@link
 * org.conferenceid.spi.Outbox#isOutdated}, {@link org.conferenceid.spi.MessageState}.
 *
 * <p>The rules that an implementation must keep are numbered in the ports' documentation; the
 * contract tests cite them. Whatever an implementation throws, answers or fails to answer harms
 * only its own message or call (B23).
 */
@NullMarked
package org.conferenceid.spi;

import org.jspecify.annotations.NullMarked;
