/**
 * What every example finds around the library and reads the same way: people in a file, a database
 * by its URL, a mail server by its address.
 */
@NullMarked
package org.conferenceid.examples.surroundings;

import org.jspecify.annotations.NullMarked;
