/**
 * Texts in the reader's language, for the footer, mail and pages.
 *
 * <p>They are read from property files by language tag, with one rule for which language is
 * offered. No {@link java.util.ResourceBundle} is used: in a named module those fall back to the
 * machine's language, which is never the reader's. Exported to the library's own modules only.
 */
@NullMarked
package org.conferenceid.texts;

import org.jspecify.annotations.NullMarked;
