/** Conference IDs administered from a terminal or a script (S13): one command, one class. */
@NullMarked
package org.conferenceid.cli;

import org.jspecify.annotations.NullMarked;
