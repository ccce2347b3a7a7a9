/**
 * One user: the pane with the ID, and the way of the source article to reset it (S5 to S8, S11);
 * and the organizer's own page, which is the same without the administration.
 */
@NullMarked
package org.conferenceid.spring.console.user;

import org.jspecify.annotations.NullMarked;
