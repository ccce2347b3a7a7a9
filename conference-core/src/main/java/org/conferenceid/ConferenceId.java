package org.conferenceid;

import java.util.Locale;
import java.util.Objects;

/**
 * A conference ID: seven digits, the first from 1 to 9 (S12, B7), as {@link ConferenceIdPolicy}
 * says.
 *
 * <p>An ID is an access code: whoever has it gets into the meeting. So {@link #toString} masks it
 * and is safe in a log line; the digits come only from {@link #digits} and {@link #grouped}, for
 * the places that are meant to show them. Immutable; ordered by number.
 *
 * @since 0.1.0
 */
public final class ConferenceId implements Comparable<ConferenceId> {
  private static final int DIGITS_BEHIND_GAP = 10_000;
  private static final int SHOWN = 100;

  private final int value;

  private ConferenceId(int value) {
    this.value = value;
  }

  /**
   * Returns the ID with a number, as a store may keep it.
   *
   * @param value from 1000000 to 9999999
   * @return the ID
   * @throws InvalidConferenceIdException if the number has another length than {@value
   *     ConferenceIdPolicy#LENGTH} digits
   */
  public static ConferenceId of(int value) {
    if (value < ConferenceIdPolicy.LOWEST || value > ConferenceIdPolicy.HIGHEST) {
      throw new InvalidConferenceIdException(InvalidConferenceIdException.Reason.WRONG_LENGTH);
    }
    return new ConferenceId(value);
  }

  /**
   * Reads an ID that somebody keyed, typed or pasted. White space and invisible marks are passed
   * over, which come along when an ID is copied out of a message; a dash may stand between two
   * digits, and one {@code #} at the end. Digits of any script count, as {@code ４８３９２０１} has them:
   * each stands for one digit from 0 to 9.
   *
   * @param text what was keyed
   * @return the ID
   * @throws InvalidConferenceIdException if what remains is no ID
   */
  public static ConferenceId parse(String text) {
    return new ConferenceId(ConferenceIdPolicy.parse(Objects.requireNonNull(text, "text")));
  }

  /**
   * The seven digits. A secret: not for logs and exceptions.
   *
   * @return the digits, without grouping
   */
  public String digits() {
    return Integer.toString(value);
  }

  /**
   * The digits in two groups, as people read them aloud, such as {@code 483 9201}. A secret.
   *
   * @return three digits, a space, four digits
   */
  public String grouped() {
    return String.format(
        Locale.ROOT, "%d %04d", value / DIGITS_BEHIND_GAP, value % DIGITS_BEHIND_GAP);
  }

  /**
   * The ID as a number, for a store's column. A secret.
   *
   * @return from 1000000 to 9999999
   */
  public int value() {
    return value;
  }

  @Override
  public int compareTo(ConferenceId other) {
    Objects.requireNonNull(other, "other");
    return Integer.compare(value, other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConferenceId id && id.value == value;
  }

  @Override
  public int hashCode() {
    return value;
  }

  /** The ID with all but its last two digits masked, such as {@code *****01}: safe to log. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "*****%02d", value % SHOWN);
  }
}
