/**
 * What several components share and no application needs: the one path on which anything changes,
 * the recording of metrics, threads, and the guards around the application's code.
 */
@NullMarked
package org.conferenceid.internal;

import org.jspecify.annotations.NullMarked;
