package org.conferenceid;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

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

  /**
   * Makes a page of what was found, and tells where to go on if that is more than fits.
   *
   * @param found in the order asked for; one more than the limit is enough
   * @param limit how many items the page has at most; at least 1
   * @param position what to go on after, for an item
   * @param <T> what it is a page of
   * @return the page
   * @throws InvalidValueException if the limit is less than 1
   */
  public static <T> Page<T> of(List<T> found, int limit, ToLongFunction<T> position) {
    Objects.requireNonNull(found, "found");
    Objects.requireNonNull(position, "position");
    if (limit < 1) {
      throw new InvalidValueException("limit", "must be at least 1", Integer.toString(limit));
    }
    if (found.size() <= limit) {
      return new Page<>(found, OptionalLong.empty());
    }
    T last = found.get(limit - 1);
    return new Page<>(found.subList(0, limit), OptionalLong.of(position.applyAsLong(last)));
  }
}
