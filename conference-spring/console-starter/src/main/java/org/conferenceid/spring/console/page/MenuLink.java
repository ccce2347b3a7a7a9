package org.conferenceid.spring.console.page;

import java.util.Objects;

/**
 * An entry of the menu as one reader has it.
 *
 * @param path where it leads
 * @param text the key of its text
 * @param current whether the page belongs to it
 * @since 0.1.0
 */
public record MenuLink(String path, String text, boolean current) {

  /**
   * Checks the parts for {@code null}.
   *
   * @param path where it leads
   * @param text the key of its text
   * @param current whether the page belongs to it
   */
  public MenuLink {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(text, "text");
  }
}
