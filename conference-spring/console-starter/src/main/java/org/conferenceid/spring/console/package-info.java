/**
 * A console for administrators, as pages of a Spring application and inside its security (B17).
 *
 * <p>Here stands what an application sets or brings: {@link
 * org.conferenceid.spring.console.ConsoleProperties}, and the beans {@link
 * org.conferenceid.spring.console.ConsoleUsers}, {@link
 * org.conferenceid.spring.console.ConsoleAccess}, {@link
 * org.conferenceid.spring.console.ConsoleSecurityCustomizer} and {@link
 * org.conferenceid.spring.console.ConsoleTexts}. Each group of pages is a package of its own; what
 * all pages share is in {@code page}.
 */
@NullMarked
package org.conferenceid.spring.console;

import org.jspecify.annotations.NullMarked;
