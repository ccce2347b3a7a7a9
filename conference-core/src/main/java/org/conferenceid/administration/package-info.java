/**
 * What administrators do: enable and disable users, reset their IDs after a preview, send
 * conference information, read the audit, watch the capacity, forget users.
 *
 * <p>{@link org.conferenceid.administration.Administration} is the component; {@link
 * org.conferenceid.administration.ResetService} is its heart, and can be built by itself. No mail
 * server is needed here: messages are queued in the store.
 */
@NullMarked
package org.conferenceid.administration;

import org.jspecify.annotations.NullMarked;
