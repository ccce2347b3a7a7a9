/**
 * The audit (B10): who did what to whose ID, when, why, and what became of the mail.
 *
 * <p>An {@link org.conferenceid.audit.AuditEntry} is written with each change, in the same
 * transaction. The message about a change has the number of its entry, so "what happened to the
 * mail" is a part of the entry and cannot disagree with it.
 */
@NullMarked
package org.conferenceid.audit;

import org.jspecify.annotations.NullMarked;
