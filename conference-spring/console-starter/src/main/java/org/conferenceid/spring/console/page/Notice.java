package org.conferenceid.spring.console.page;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * What a page says of the form that led to it, by a flash attribute. It waits in the session until
 * then, and holds no ID, name or address.
 *
 * @param kind how it looks: {@code good}, {@code warn} or {@code bad}
 * @param text the key of the text
 * @param values what stands for the text's placeholders
 * @serial exclude
 * @since 0.1.0
 */
@SuppressWarnings("InvalidBlockTag") // records can be serialized, too
public record Notice(String kind, String text, List<String> values) implements Serializable {
  /** The name under which templates find it. */
  public static final String NAME = "notice";

  private static final long serialVersionUID = 1L;

  /**
   * Checks the parts for {@code null}.
   *
   * @param kind how it looks
   * @param text the key of the text
   * @param values what stands for the text's placeholders
   */
  public Notice {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
    values = List.copyOf(values);
  }

  /**
   * Says that something was done.
   *
   * @param text the key of the text
   * @param values what stands for its placeholders
   * @return the notice
   */
  public static Notice good(String text, String... values) {
    return new Notice("good", text, List.of(values));
  }

  /**
   * Says that nothing was done, and why.
   *
   * @param text the key of the text
   * @param values what stands for its placeholders
   * @return the notice
   */
  public static Notice warn(String text, String... values) {
    return new Notice("warn", text, List.of(values));
  }
}
