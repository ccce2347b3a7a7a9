/** What a native image must take along. */
@NullMarked
package org.conferenceid.spring.aot;

import org.jspecify.annotations.NullMarked;
