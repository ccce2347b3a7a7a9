/**
 * Resets of many users (B6, S13): of a list, of everyone, or of those whose IDs are old; and
 * messages to many that change nothing (S11, B15).
 *
 * <p>A run is a sequence of batches, each of which is one transaction. The run's key is the
 * idempotency key of each of its changes, so the audit is the record of how far it has come: a run
 * that was stopped or killed is started again with the same key, and does the rest.
 */
@NullMarked
package org.conferenceid.bulk;

import org.jspecify.annotations.NullMarked;
