/**
 * What a telephone system asks: may this caller enter with these digits (S2)?
 *
 * <p>{@link org.conferenceid.attendant.AutoAttendant} answers in the same way to everything that is
 * not the ID of an enabled user, and limits failed attempts by caller and on the whole bridge (B4).
 * An attempt counts as failed before it is looked at, and is given back when it succeeds.
 */
@NullMarked
package org.conferenceid.attendant;

import org.jspecify.annotations.NullMarked;
