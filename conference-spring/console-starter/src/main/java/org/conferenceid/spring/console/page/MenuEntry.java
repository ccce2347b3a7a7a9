package org.conferenceid.spring.console.page;

import java.util.Objects;
import org.conferenceid.spring.console.ConsoleRole;

/**
 * An entry of the menu. Each group of pages brings its own as a bean; they stand in the order of
 * {@code @Order}.
 *
 * @param path the page's path within the console, such as {@code /users}
 * @param text the key of its text
 * @param role who sees it
 * @since 0.1.0
 */
public record MenuEntry(String path, String text, ConsoleRole role) {

  /**
   * Checks the parts for {@code null}.
   *
   * @param path the page's path
   * @param text the key of its text
   * @param role who sees it
   */
  public MenuEntry {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(role, "role");
  }
}
