/** The library's metrics as Micrometer meters. */
@NullMarked
package org.conferenceid.micrometer;

import org.jspecify.annotations.NullMarked;
