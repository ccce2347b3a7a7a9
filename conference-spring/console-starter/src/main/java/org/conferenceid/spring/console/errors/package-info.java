/** What is shown when a page cannot be: no right to it, no such thing, a session that ended. */
@NullMarked
package org.conferenceid.spring.console.errors;

import org.jspecify.annotations.NullMarked;
