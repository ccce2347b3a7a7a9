/**
 * What the author of an adapter runs: the numbered contracts of stores, outboxes, notifiers,
 * directories and guess limiters, a stateful model of a store, and jqwik arbitraries of the
 * library's values. A subclass of a contract is about fifteen lines; a test that fails names the
 * rule that is broken.
 */
@NullMarked
package org.conferenceid.tck;

import org.jspecify.annotations.NullMarked;
