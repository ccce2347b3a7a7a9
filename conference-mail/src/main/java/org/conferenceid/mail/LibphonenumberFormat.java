package org.conferenceid.mail;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.conferenceid.invitation.PhoneNumber;

/**
 * Shows a phone number in international form with the grouping that is usual in its country,
 * however it was written, such as {@code +33 1 70 00 00 00} for {@code +33170000000}. A number that
 * libphonenumber does not know as valid, or would show with other digits than its link dials, is
 * shown as it was written. Safe for use by several threads.
 *
 * <pre>{@code
 * AudioConferencing.builder().phoneNumberFormat(new LibphonenumberFormat())
 * }</pre>
 *
 * @since 0.1.0
 */
public final class LibphonenumberFormat implements org.conferenceid.invitation.PhoneNumberFormat {
  /** Dial-in numbers are few and stand in every message. */
  private static final int MAX_KEPT = 1000;

  private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
  private final Map<PhoneNumber, String> formatted = new ConcurrentHashMap<>();

  /** Makes the format. */
  public LibphonenumberFormat() {}

  @Override
  public String format(PhoneNumber number, Locale language) {
    Objects.requireNonNull(number, "number");
    Objects.requireNonNull(language, "language");
    String kept = formatted.get(number);
    if (kept != null) {
      return kept;
    }
    String shown = format(number);
    if (formatted.size() < MAX_KEPT) {
      formatted.put(number, shown);
    }
    return shown;
  }

  private String format(PhoneNumber number) {
    try {
      var parsed = numbers.parse(number.e164(), null);
      String shown = numbers.format(parsed, PhoneNumberFormat.INTERNATIONAL);
      return numbers.isValidNumber(parsed) && digits(shown).equals(digits(number.e164()))
          ? shown
          : number.written();
    } catch (NumberParseException unknownCountry) {
      return number.written();
    }
  }

  private static String digits(String number) {
    return number.replaceAll("[^0-9]", "");
  }
}
