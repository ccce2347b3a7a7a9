/**
 * How full the space of IDs is, and when that matters (B2, B4).
 *
 * <p>Two figures, because they lead to different things: the density of active IDs decides how
 * often a guess hits, the occupancy by active and quarantined IDs decides when none is left.
 */
@NullMarked
package org.conferenceid.capacity;

import org.jspecify.annotations.NullMarked;
