package org.conferenceid;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A part of a long answer.
 *
 * @param items the part, in the order asked for; unmodifiable
 * @param next where to go on; absent when nothing follows
 * @param <T> what it is a page of
 * @since 0.1.0
 */
public record Page<T>(List<T> items, OptionalLong next) {

  /**
   * Copies the items.
   *
   * @param items the part
   * @param next where to go on
   */
  public Page {
    Objects.requireNonNull(items, "items");
    Objects.requireNonNull(next, "next");
    items = List.copyOf(items);
  }
}
