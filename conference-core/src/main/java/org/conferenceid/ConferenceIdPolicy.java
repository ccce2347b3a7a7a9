package org.conferenceid;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one place that says what a conference ID looks like and which ones are issued (S3, S12, B7).
 *
 * <ul>
 *   <li>An ID has exactly {@value #LENGTH} decimal digits, 0 to 9 of ASCII. The length cannot be
 *       changed (S12).
 *   <li>The first digit is 1 to 9: no spreadsheet eats a leading zero, and no auto attendant takes
 *       it for its operator key. That leaves {@value #WELL_FORMED} IDs.
 *   <li>Patterns that people try first are never issued, see {@link #isGuessable}. That leaves
 *       {@value #ISSUABLE} IDs.
 *   <li>IDs are dynamic only: nobody chooses one, see {@link #requireDynamic} (S3).
 * </ul>
 *
 * <p>Stateless; safe for use by any number of threads.
 *
 * @since 0.1.0
 */
public final class ConferenceIdPolicy {
  /** The number of digits of every ID (S12). */
  public static final int LENGTH = 7;

  /** The lowest number that is an ID. */
  public static final int LOWEST = 1_000_000;

  /** The highest number that is an ID. */
  public static final int HIGHEST = 9_999_999;

  /** How many numbers have the form of an ID. */
  public static final int WELL_FORMED = HIGHEST - LOWEST + 1;

  /** How many IDs can be issued: the well-formed ones without those that are easily guessed. */
  public static final int ISSUABLE = 8_987_256;

  /** How many digits in a row may be equal, rising or falling before an ID counts as guessable. */
  private static final int LONGEST_RUN = 4;

  /** More than any ID has with its grouping and marks; longer texts are not even looked at. */
  private static final int MAX_TEXT = 64;

  private static final String FORMAT = "[1-9][0-9]{6}";

  private ConferenceIdPolicy() {}

  /**
   * The form of an ID as a regular expression, for the phone system's configuration and for input
   * fields: a phone system that waits for other digits than the generator issues refuses valid IDs.
   * It must match the whole of the keyed digits.
   *
   * @return a regular expression understood by POSIX extended, PCRE, ECMAScript and Java engines
   */
  public static String ivrPattern() {
    return FORMAT;
  }

  /**
   * The form of an ID as an Asterisk dial plan pattern, for {@code exten =>} lines.
   *
   * @return the pattern, with the leading underscore that marks it as one
   */
  public static String asteriskPattern() {
    return "_ZXXXXXX";
  }

  /**
   * Reads the digits that somebody keyed, typed or pasted, see {@link ConferenceId#parse}. Goes
   * through the text once, without a copy: this is done for every caller.
   *
   * @param text the text
   * @return the number that the digits stand for, from {@value #LOWEST} to {@value #HIGHEST}
   * @throws InvalidConferenceIdException if what remains is no ID
   */
  static int parse(String text) {
    if (text.length() > MAX_TEXT) {
      throw new InvalidConferenceIdException(InvalidConferenceIdException.Reason.WRONG_LENGTH);
    }
    int length = 0;
    int value = 0; // of a text that is too long it overflows, and is not used
    boolean dash = false; // awaits the next group
    boolean ended = false; // by #
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int digit = Character.digit(c, 10);
      if (digit >= 0 && !ended) {
        value = value * 10 + digit;
        length++;
        dash = false;
      } else if (isDash(c) && length > 0 && !dash && !ended) {
        dash = true;
      } else if (c == '#' && !ended) {
        ended = true;
      } else if (!Text.isInvisible(c)) {
        throw new InvalidConferenceIdException(InvalidConferenceIdException.Reason.NOT_DIGITS);
      }
    }
    if (dash) {
      throw new InvalidConferenceIdException(InvalidConferenceIdException.Reason.NOT_DIGITS);
    }
    return check(length, value);
  }

  private static int check(int length, int value) {
    if (length != LENGTH) {
      throw new InvalidConferenceIdException(InvalidConferenceIdException.Reason.WRONG_LENGTH);
    }
    if (value < LOWEST) {
      throw new InvalidConferenceIdException(InvalidConferenceIdException.Reason.LEADING_ZERO);
    }
    return value;
  }

  /** Whether a character is a hyphen or dash, or the minus sign that stands for one. */
  private static boolean isDash(char c) {
    return Character.getType(c) == Character.DASH_PUNCTUATION || c == '\u2212';
  }

  /**
   * Whether an ID is one that people try first. Such an ID is never issued. It is guessable if
   *
   * <ul>
   *   <li>it consists of one or two different digits (4444444, 1212121, 5000000), or
   *   <li>five digits in a row are equal, rise by one or fall by one, where 0 follows 9 (9123456,
   *       4333338, 7890123), or
   *   <li>it repeats a group of three digits (1231231).
   * </ul>
   *
   * @param id the ID
   * @return whether it is never issued
   */
  public static boolean isGuessable(ConferenceId id) {
    Objects.requireNonNull(id, "id");
    return isGuessable(id.value());
  }

  /** {@link #isGuessable(ConferenceId)} for the generator, which has no ID yet. */
  static boolean isGuessable(int value) {
    int met = 0; // a bit for each digit
    int last = -1;
    int step = -1; // from a digit to the one on its left, modulo 10
    int run = 1; // how many digits in a row are as far from each other
    for (int rest = value; rest > 0; rest /= 10) {
      int digit = rest % 10;
      if (last >= 0) {
        int next = (digit - last + 10) % 10;
        run = next == step ? run + 1 : 2;
        step = next;
      }
      boolean steady = step == 0 || step == 1 || step == 9; // equal, falling or rising
      if (steady && run > LONGEST_RUN) {
        return true;
      }
      met |= 1 << digit;
      last = digit;
    }
    boolean repeats = value / 1000 == value % 10_000; // digits 1 to 4 are digits 4 to 7
    return repeats || Integer.bitCount(met) <= 2;
  }

  /**
   * Refuses a chosen ID (S3). No method of this library takes an ID to assign. Where a form, a file
   * or a script has a field for one all the same, give its content to this method before enabling
   * or resetting, so that whoever filled it in learns why it has no effect.
   *
   * @param wanted the digits that somebody asks for; {@code null} or blank where nobody does
   * @throws StaticIdException if digits were asked for, whichever they are
   */
  public static void requireDynamic(@Nullable String wanted) {
    if (wanted != null && !wanted.isBlank()) {
      throw new StaticIdException();
    }
  }
}
