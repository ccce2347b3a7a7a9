/**
 * Support for the examples: what each of them reads, and reads the same way: people in a file, a
 * database by its URL, a mail server by its address.
 */
@NullMarked
package org.conferenceid.examples.support;

import org.jspecify.annotations.NullMarked;
