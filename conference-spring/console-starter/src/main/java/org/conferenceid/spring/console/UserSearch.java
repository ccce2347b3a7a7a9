package org.conferenceid.spring.console;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.InvalidValueException;
import org.conferenceid.UserId;

/**
 * What an administrator looks for: one page of users.
 *
 * @param text what a key, a name or an address begins with, without white space around it; empty
 *     for everybody
 * @param after the last user of the page before; empty for the first page
 * @param limit how many users at most
 * @since 0.1.0
 */
public record UserSearch(String text, Optional<UserId> after, int limit) {

  /**
   * Checks the parts.
   *
   * @param text what a key, a name or an address begins with
   * @param after the last user of the page before
   * @param limit how many users at most
   * @throws InvalidValueException if the limit is below 1
   */
  public UserSearch {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(after, "after");
    if (limit < 1) {
      throw new InvalidValueException("limit", "must be at least 1", Integer.toString(limit));
    }
  }

  /**
   * Returns what a column in lower case is compared with in SQL: {@code lower(name) like :pattern
   * escape '!'}.
   *
   * @return the text in lower case, with {@code %} after it
   */
  public String pattern() {
    return text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
  }

  /**
   * Leaves out the text, which may be a name or an address.
   *
   * @return a text for logs
   */
  @Override
  public String toString() {
    return "UserSearch[limit=" + limit + "]";
  }
}
