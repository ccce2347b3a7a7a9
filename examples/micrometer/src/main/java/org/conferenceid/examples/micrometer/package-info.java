/** The library's metrics as Micrometer meters. */
@NullMarked
package org.conferenceid.examples.micrometer;

import org.jspecify.annotations.NullMarked;
