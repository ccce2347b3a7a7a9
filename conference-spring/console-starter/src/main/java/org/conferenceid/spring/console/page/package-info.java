/**
 * What all pages of the console share: the frame around them, who may see them, texts, times, links
 * without personal data, and files for the browser. For the console's own packages.
 */
@NullMarked
package org.conferenceid.spring.console.page;

import org.jspecify.annotations.NullMarked;
