/** One organizer's conference ID is reset, and the e-mail about it is shown as it arrived. */
@NullMarked
package org.conferenceid.examples.quickstart;

import org.jspecify.annotations.NullMarked;
