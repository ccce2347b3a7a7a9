/**
 * The ports: what the embedding application or an adapter implements. Storage ({@link
 * org.conferenceid.spi.ConferenceStore}, {@link org.conferenceid.spi.Outbox}), the application's
 * transactions ({@link org.conferenceid.spi.ApplicationTransaction}) and users ({@link
 * org.conferenceid.spi.UserDirectory}), delivery ({@link org.conferenceid.spi.Notifier}), what
 * stands against guessing ({@link org.conferenceid.spi.GuessLimiter}) and monitoring ({@link
 * org.conferenceid.spi.Metrics}).
 *
 * <p>The rules that an implementation must keep are numbered in the ports' documentation; the
 * contract tests cite them.
 */
@NullMarked
package org.conferenceid.spi;

import org.jspecify.annotations.NullMarked;
