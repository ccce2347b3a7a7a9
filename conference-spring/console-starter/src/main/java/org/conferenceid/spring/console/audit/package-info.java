/** The audit: searched by whoever, whatever and whenever, linked to, and taken along as CSV. */
@NullMarked
package org.conferenceid.spring.console.audit;

import org.jspecify.annotations.NullMarked;
