package org.conferenceid;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as far as the telephone network says: a number, or a caller whose number is withheld.
 * Failed attempts are counted by it (B4).
 *
 * <p>A number that the network presents is no proof: whoever has a line of the right kind can
 * present any. It is personal data, so {@link #toString} masks it. Immutable; two callers are equal
 * if their numbers are, and all withheld callers are.
 */
public final class Caller {
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{3,15}");
  private static final Pattern INTERNATIONAL_PREFIX = Pattern.compile("^00");

  /** More than any number has with its grouping; longer texts are not even looked at. */
  private static final int LONGEST_PRESENTED = 40;

  private static final int SHOWN = 2;
  private static final Caller WITHHELD = new Caller(null);

  private final @Nullable String number;

  private Caller(@Nullable String number) {
    this.number = number;
  }

  /**
   * Takes what the network presents. A telephone number is 3 to 15 digits of ASCII, international
   * with a {@code +} (or {@code 00}, which is read as {@code +}), national, or an extension;
   * spaces, dots, dashes, slashes and parentheses may group it. Anything else, such as {@code
   * anonymous}, an empty text or a SIP address, counts as withheld: nobody gets a new budget by
   * inventing a text. Where the network presents a URI, give this method the number in it.
   *
   * @param presented what the network presents; anything but {@code null}
   * @return the caller
   */
  public static Caller of(String presented) {
    Objects.requireNonNull(presented, "presented");
    if (presented.length() > LONGEST_PRESENTED) {
      return WITHHELD;
    }
    String ungrouped = PhoneNumber.GROUPING.matcher(presented).replaceAll("");
    return NUMBER.matcher(ungrouped).matches()
        ? new Caller(INTERNATIONAL_PREFIX.matcher(ungrouped).replaceFirst("+"))
        : WITHHELD;
  }

  /**
   * A caller whose number is not known.
   *
   * @return always the same
   */
  public static Caller withheld() {
    return WITHHELD;
  }

  /**
   * The number, in one form however it was grouped. Personal data.
   *
   * @return such as {@code +33612345678}; empty for a withheld one
   */
  public Optional<String> number() {
    return Optional.ofNullable(number);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Caller caller && Objects.equals(number, caller.number);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(number);
  }

  /** {@code withheld}, or the number with all but its last two digits masked: safe to log. */
  @Override
  public String toString() {
    if (number == null) {
      return "withheld";
    }
    int masked = number.length() - SHOWN;
    return "*".repeat(masked) + number.substring(masked);
  }
}
