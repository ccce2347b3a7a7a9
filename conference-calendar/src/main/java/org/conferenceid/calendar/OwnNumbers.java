package org.conferenceid.calendar;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.conferenceid.Text;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.DialInNumber;

/** The digits of the dial-in numbers, as they are dialled from anywhere or within a country. */
final class OwnNumbers {
  private static final List<String> BEFORE_INTERNATIONAL = List.of("", "00", "011");
  private static final int MAX_COUNTRY_CODE = 3;
  private static final int MIN_NATIONAL = 6;
  private static final int MIN_EXTENSION = 5;

  private final Set<String> numbers = new HashSet<>();
  private final Set<String> extensions = new HashSet<>();

  OwnNumbers(List<Bridge> bridges) {
    bridges.forEach(bridge -> bridge.numbers().forEach(this::add));
  }

  private void add(DialInNumber number) {
    String written = digits(number.written());
    number
        .phoneNumber()
        .ifPresentOrElse(phone -> addForms(digits(phone.e164())), () -> extensions.add(written));
    if (number.phoneNumber().isPresent() || written.length() >= MIN_EXTENSION) {
      numbers.add(written);
    }
  }

  private void addForms(String international) {
    BEFORE_INTERNATIONAL.forEach(prefix -> numbers.add(prefix + international));
    for (int code = 1; code <= MAX_COUNTRY_CODE; code++) {
      if (international.length() - code >= MIN_NATIONAL) {
        String national = international.substring(code);
        numbers.add(national);
        numbers.add("0" + national);
      }
    }
  }

  private static String digits(String number) {
    return Text.ungrouped(number).replace("+", "");
  }

  /** Whether these digits are a number by which a footer is known. */
  boolean contains(String digits) {
    return numbers.contains(digits);
  }

  /** Whether these digits are a number or an extension, which alone says little. */
  boolean containsOrExtension(String digits) {
    return numbers.contains(digits) || extensions.contains(digits);
  }
}
