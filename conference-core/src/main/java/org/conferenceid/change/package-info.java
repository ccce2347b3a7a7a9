/**
 * What an administrator asks for and what comes of it.
 *
 * <p>Each operation has a request and a sealed result of its own. A refusal is a value of the
 * result; an exception is for failures, and for callers to whom a refusal is one. All requests
 * share one vocabulary: who, why, an idempotency key, and whether the user gets mail.
 */
@NullMarked
package org.conferenceid.change;

import org.jspecify.annotations.NullMarked;
