/**
 * Doubles for the tests of applications that embed the library: a store, a directory, notifiers,
 * clocks and generators, all in memory. They need no JUnit and no other library of tests.
 *
 * <p>Whoever writes an adapter finds the contracts that it must keep in {@code conference-tck}.
 */
@NullMarked
package org.conferenceid.testkit;

import org.jspecify.annotations.NullMarked;
