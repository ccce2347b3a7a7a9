package org.conferenceid.invitation;

import java.util.Locale;

/**
 * How a dial-in number is shown to people who read a language. What is shown should have the digits
 * that its link dials, those of {@link PhoneNumber#e164}. Extensions and numbers that can be
 * dialled within one country only are always shown as they were written. Must be safe for several
 * threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface PhoneNumberFormat {

  /**
   * Formats a number.
   *
   * @param number the number
   * @param language the reader's language
   * @return the number as people read it. A footer shows the number as it was written where this is
   *     {@code null} or blank, or something is thrown (B23)
   */
  String format(PhoneNumber number, Locale language);

  /**
   * Shows each number with the grouping with which the application wrote it.
   *
   * @return the format
   */
  static PhoneNumberFormat asWritten() {
    return (number, language) -> number.written();
  }
}
