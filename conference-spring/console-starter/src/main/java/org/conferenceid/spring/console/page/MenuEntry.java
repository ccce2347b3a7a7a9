package org.conferenceid.spring.console.page;

import java.util.Objects;
import org.conferenceid.spring.console.ConsoleRole;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the menu. Each group of pages brings its own as a bean; they stand in the order of
 * {@code @Order}.
 *
 * @param path the page's path within the console, such as {@code /users}
 * @param text the key of its text
 * @param role who sees it; {@code null} for everybody who is signed in
 * @since 0.1.0
 */
public record MenuEntry(String path, String text, @Nullable ConsoleRole role) {

  /**
   * Checks path and text for {@code null}.
   *
   * @param path the page's path
   * @param text the key of its text
   * @param role who sees it; {@code null} for everybody who is signed in
   */
  public MenuEntry {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(text, "text");
  }
}
