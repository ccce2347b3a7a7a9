/**
 * IDs that an organization has already are brought in once (B13).
 *
 * <p>This is the only way in which an ID that somebody chose enters the library. Each line is
 * checked, and each problem is told with its line.
 */
@NullMarked
package org.conferenceid.adoption;

import org.jspecify.annotations.NullMarked;
