/** Messages through the mail server of {@code spring.mail.*}. */
@NullMarked
package org.conferenceid.spring.mail;

import org.jspecify.annotations.NullMarked;
