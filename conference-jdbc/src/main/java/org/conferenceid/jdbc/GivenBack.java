package org.conferenceid.jdbc;

import org.conferenceid.Caller;
import org.conferenceid.UserId;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that is given back.
 *
 * @param caller who made it
 * @param era the name of the attempt with which counting began for the caller; 0 if it was not
 *     counted for the caller
 * @param attempt its own name
 * @param organizer by whose ID the caller was let in; null if the attempt was withdrawn
 * @param wasKnown whether the caller was known before
 */
record GivenBack(
    Caller caller, long era, long attempt, @Nullable UserId organizer, boolean wasKnown) {}
