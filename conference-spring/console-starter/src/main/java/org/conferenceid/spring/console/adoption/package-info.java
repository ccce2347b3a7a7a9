/**
 * Bringing in the IDs that users have already: every problem by its line before anything is done.
 */
@NullMarked
package org.conferenceid.spring.console.adoption;

import org.jspecify.annotations.NullMarked;
