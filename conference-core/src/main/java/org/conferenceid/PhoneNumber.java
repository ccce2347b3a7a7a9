package org.conferenceid;

import java.util.regex.Pattern;

/**
 * A telephone number that can be dialled from anywhere: a {@code +}, the country code and the rest,
 * 7 to 15 digits in all (ITU-T E.164).
 *
 * @param e164 the number in its one canonical form, such as {@code +33170000000}
 * @param written the number as it was written, with its grouping, such as {@code +33 1 70 00 00 00}
 */
public record PhoneNumber(String e164, String written) {
  private static final String FIELD = "phone number";
  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
  static final Pattern GROUPING = Pattern.compile("[ \\u00a0\\u202f.()/-]");

  /**
   * Checks the number.
   *
   * @param e164 the number in its one canonical form
   * @param written the number as it was written
   * @throws InvalidValueException if {@code e164} is not in E.164 form, or {@code written} is
   *     another number
   */
  public PhoneNumber {
    if (!E164.matcher(e164).matches()) {
      throw new InvalidValueException(
          FIELD, "must be a + and 7 to 15 digits that do not start with 0 (E.164)", written);
    }
    if (!GROUPING.matcher(written).replaceAll("").equals(e164)) {
      throw new InvalidValueException(FIELD, "must be written as the number that it is", written);
    }
  }

  /**
   * Reads a number in international form. Spaces, dots, dashes, slashes and parentheses may group
   * it; they are kept for {@link #written}.
   *
   * @param number the number, such as {@code +33 1 70 00 00 00}
   * @return the number
   * @throws InvalidValueException if it is not an international number; national forms ({@code 01
   *     70 …}, {@code 0033 …}, {@code +44 (0)20 …}) are refused, because they can be read in two
   *     ways
   */
  public static PhoneNumber of(String number) {
    String written = number.strip();
    if (written.contains("(0)")) {
      throw new InvalidValueException(FIELD, "must not hold a national prefix \"(0)\"", number);
    }
    return new PhoneNumber(GROUPING.matcher(written).replaceAll(""), written);
  }

  /**
   * The number as a link that dials it (RFC 3966), in its global form without visual separators.
   *
   * @return such as {@code tel:+33170000000}
   */
  public String telUri() {
    return "tel:" + e164;
  }

  /** The number as it was written. */
  @Override
  public String toString() {
    return written;
  }
}
