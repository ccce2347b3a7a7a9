/**
 * What keeps faults from outside away from everything else: code of the application that throws or
 * answers what it must not (B23), and durations that nothing can count.
 */
@NullMarked
package org.conferenceid.guard;

import org.jspecify.annotations.NullMarked;
