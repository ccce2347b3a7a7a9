/**
 * What stands at the foot of meeting invitations (S1): dial-in numbers, the ID, and the footer as
 * text, HTML and iCalendar lines.
 *
 * <p>Digits are shown as a telephone's keys have them, whatever the machine's language, and keep
 * their order in texts that run from right to left.
 */
@NullMarked
package org.conferenceid.invitation;

import org.jspecify.annotations.NullMarked;
