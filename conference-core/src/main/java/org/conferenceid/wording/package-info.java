/** Texts in the languages of their readers, shared by the project's own modules. Not an API. */
@NullMarked
package org.conferenceid.wording;

import org.jspecify.annotations.NullMarked;
