/** The admin console with made-up people, a mail server in the process and an inbox. */
@NullMarked
package org.conferenceid.examples.adminconsole;

import org.jspecify.annotations.NullMarked;
