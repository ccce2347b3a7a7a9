/**
 * Metrics as Micrometer meters: {@link org.conferenceid.micrometer.MicrometerMetrics} counts and
 * times what happens, {@link org.conferenceid.micrometer.StoreMeters} and {@link
 * org.conferenceid.micrometer.DispatcherMeters} show what is there. No meter has a tag that grows
 * with the users, and none holds an ID, a user or a number.
 */
@NullMarked
package org.conferenceid.micrometer;

import org.jspecify.annotations.NullMarked;
