package org.conferenceid.invitation;

import java.util.Objects;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Text;

/**
 * A number that callers dial to reach the bridge.
 *
 * @param number the number
 * @param kind what a call costs; it cannot be told from the digits, so it is said
 * @param label the place or country as callers know it, such as {@code Paris}, at most {@value
 *     #MAX_LABEL} characters on one line, none of which turns the direction of writing
 * @since 0.1.0
 */
public record DialInNumber(PhoneNumber number, Kind kind, String label) {
  /** The greatest length of a label, in UTF-16 units. */
  public static final int MAX_LABEL = 100;

  private static final String FIELD = "dial-in number's label";

  /** What a call costs. */
  public enum Kind {
    /** The caller pays for the call. */
    TOLL,
    /** The call is free for the caller, usually only from within the country. */
    TOLL_FREE
  }

  /**
   * Checks the label.
   *
   * @param number the number
   * @param kind what a call costs
   * @param label the place or country as callers know it
   * @throws InvalidValueException if the label breaks the rule above
   */
  public DialInNumber {
    Objects.requireNonNull(number, "number");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(label, "label");
    Text.requireLine(FIELD, label, MAX_LABEL);
    Text.requireOrder(FIELD, label);
  }
}
