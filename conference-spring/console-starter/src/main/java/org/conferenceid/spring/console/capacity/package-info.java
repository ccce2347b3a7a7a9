/** How full the space of IDs is, how easily one is guessed, and what to do about it. */
@NullMarked
package org.conferenceid.spring.console.capacity;

import org.jspecify.annotations.NullMarked;
