/**
 * The values of dial-in conference IDs, and what every part of the library shares: the ID and its
 * policy, users and organizers, who asks and why, what happened, pages, exceptions.
 *
 * <p>{@link org.conferenceid.ConferenceIdPolicy} declares once what an ID is: seven digits, set
 * automatically. {@link org.conferenceid.ConferenceIdGenerator} draws one. Nothing here knows a
 * database, a mail server or a telephone system.
 *
 * <p>Everywhere in the library, a value or a setting that breaks its rule throws an {@link
 * org.conferenceid.InvalidValueException}, which names the field and the rule; {@code null} throws
 * a {@link NullPointerException}, which names the parameter; and a call at the wrong time throws an
 * {@link IllegalStateException}. What can be expected to happen is no exception but a result.
 *
 * <p>{@link org.conferenceid.AudioConferencing} stands here, too, because it is where a reader
 * begins: it composes the three components, {@link org.conferenceid.administration}, {@link
 * org.conferenceid.attendant} and {@link org.conferenceid.delivery}, over one store.
 */
@NullMarked
package org.conferenceid;

import org.jspecify.annotations.NullMarked;
