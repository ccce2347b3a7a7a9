package org.conferenceid.invitation;

import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Text;

/**
 * A telephone number that can be dialled from anywhere: a {@code +}, the country code and the rest,
 * 7 to 15 digits in all (ITU-T E.164).
 *
 * @param e164 the number in its one canonical form, such as {@code +33170000000}
 * @param written the number as it was written, with its grouping, such as {@code +33 1 70 00 00 00}
 * @since 0.1.0
 */
public record PhoneNumber(String e164, String written) {
  private static final String FIELD = "phone number";
  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

  /** More than any number has with its grouping. */
  private static final int LONGEST_WRITTEN = 40;

  /** The longest prefix of national calls, such as 06 in Hungary. */
  private static final int MAX_PREFIX = 2;

  /** The country codes behind which an ordinary number may begin with 0, as in Italy. */
  private static final String ZERO_BELONGS =
      "39|47|225|226|227|229|241|242|247|267|268|378|501|507|676|679|687|800|853|881|888|974|992";

  private static final String COUNTRY_CODE =
      "1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9][0-9]{2}";

  /**
   * A country code and then a digit that is dialled within the country only: 0 in most countries, 1
   * or 0 in North America, 8 where a full number follows it in Russia and its neighbours.
   */
  private static final Pattern NATIONAL_PREFIX =
      Pattern.compile(
          ("\\+((?!(" + ZERO_BELONGS + "))(?>" + COUNTRY_CODE + ")0|1[01]|78\\d{10}")
              + "|3708\\d{8}|3758(?!20)\\d{10}|9928\\d{9}|9938\\d{8}|9988\\d{9}).*");

  /**
   * Checks the number.
   *
   * @param e164 the number in its one canonical form
   * @param written the number as it was written
   * @throws InvalidValueException if {@code e164} is not in E.164 form, has a national prefix, or
   *     {@code written} is another number
   */
  public PhoneNumber {
    Objects.requireNonNull(e164, "e164");
    Objects.requireNonNull(written, "written");
    Text.requireLength(FIELD, written, LONGEST_WRITTEN);
    if (!E164.matcher(e164).matches()) {
      throw new InvalidValueException(
          FIELD, "must be a + and 7 to 15 digits that do not start with 0 (E.164)", written);
    }
    if (NATIONAL_PREFIX.matcher(e164).matches()) {
      throw new InvalidValueException(
          FIELD,
          "must not have the prefix that is dialled only within the country, such as the 0 in"
              + " 020 7946 0000: write +44 20 7946 0000",
          written);
    }
    if (!Text.ungrouped(written).equals(e164)) {
      throw new InvalidValueException(FIELD, "must be written as the number that it is", written);
    }
  }

  /**
   * Reads a number in international form. Spaces, dots, dashes, slashes and parentheses may group
   * it; they are kept for {@link #written}. White space and invisible marks at its ends are passed
   * over.
   *
   * @param number the number, such as {@code +33 1 70 00 00 00}
   * @return the number
   * @throws InvalidValueException if it is not an international number; national forms ({@code 01
   *     70 …}, {@code 0033 …}, {@code +44 (0)20 …}, {@code +44 020 …}) are refused: they would be
   *     shown as people know them, and dialled as another number
   */
  public static PhoneNumber parse(String number) {
    Objects.requireNonNull(number, "number");
    Text.requireLength(FIELD, number, LONGEST_WRITTEN);
    String written = Text.trimmed(number);
    if (written.contains("(0)")) {
      throw new InvalidValueException(FIELD, "must not hold a national prefix \"(0)\"", number);
    }
    return new PhoneNumber(Text.ungrouped(written), written);
  }

  /**
   * The number as a link that dials it (RFC 3966), in its global form without visual separators.
   *
   * @return such as {@code tel:+33170000000}
   */
  public String telUri() {
    return "tel:" + e164;
  }

  /**
   * Tells whether this number is dialled in its country by the digits, with or without a prefix.
   */
  boolean hasNationalForm(String digits) {
    String all = e164.substring(1);
    return IntStream.rangeClosed(0, Math.min(MAX_PREFIX, digits.length()))
        .mapToObj(digits::substring)
        .filter(rest -> all.endsWith(rest))
        .map(rest -> all.substring(0, all.length() - rest.length()))
        .anyMatch(code -> code.matches(COUNTRY_CODE));
  }

  /** The number as it was written. */
  @Override
  public String toString() {
    return written;
  }
}
