/** Callers who are locked out because they guessed, and how to let them in again. */
@NullMarked
package org.conferenceid.spring.console.callers;

import org.jspecify.annotations.NullMarked;
