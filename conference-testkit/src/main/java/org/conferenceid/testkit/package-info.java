/**
 * For tests of applications and adapters: an in-memory store and other doubles, arbitraries for
 * property tests, and the contracts that every store must fulfil.
 *
 * <p>An application's tests need no more than the doubles, and those need no further library: see
 * {@link org.conferenceid.testkit.InMemoryConferenceStore}. The author of a store extends {@link
 * org.conferenceid.tck.ConferenceStoreContract} and {@link org.conferenceid.tck.OutboxContract}
 * (JUnit Jupiter and AssertJ). {@link org.conferenceid.tck.ConferenceArbitraries} is for jqwik.
 */
@NullMarked
package org.conferenceid.testkit;

import org.jspecify.annotations.NullMarked;
