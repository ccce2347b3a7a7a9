/** The queue of e-mails, who sends them, and those that failed. */
@NullMarked
package org.conferenceid.spring.console.mail;

import org.jspecify.annotations.NullMarked;
