package org.conferenceid;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An e-mail address (RFC 5321): a local part of at most 64 ASCII characters, an {@code @} and a
 * domain. Nothing in it can break a header: no white space, no control characters, no quoting. An
 * internationalized local part is refused, because not every mail server takes it.
 *
 * <p>An internationalized domain is kept in its ASCII form (RFC 5891). One that has two such forms,
 * as {@code faß.example}, which the older standard turns into {@code fass.example}, is refused: the
 * message would go to somebody else. So is every domain with a character that stands for others,
 * capitals apart. Such a domain can be given in its ASCII form, here {@code xn--fa-hia.example}.
 *
 * <p>Personal data, so {@link #toString} shows the domain alone.
 *
 * @param value the address, such as {@code amelie@example.org}
 * @since 0.1.0
 */
public record EmailAddress(String value) {
  private static final String FIELD = "e-mail address";
  private static final int MAX_LOCAL = 64;
  private static final int MAX_LENGTH = 254;
  private static final Pattern LOCAL =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
              + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

  /**
   * Checks the address, and brings the domain into its ASCII form.
   *
   * @param value the address
   * @throws InvalidValueException if it breaks the rule above
   */
  public EmailAddress {
    Objects.requireNonNull(value, "value");
    Text.requireLength(FIELD, value, MAX_LENGTH);
    int at = value.indexOf('@');
    if (at < 0 || at != value.lastIndexOf('@')) {
      throw new InvalidValueException(FIELD, "must hold exactly one @", value);
    }
    String local = value.substring(0, at);
    if (local.length() > MAX_LOCAL || !LOCAL.matcher(local).matches()) {
      throw new InvalidValueException(
          FIELD, "must have 1 to 64 plain ASCII characters before the @", value);
    }
    String domain = asciiDomain(value);
    if (!DOMAIN.matcher(domain).matches()) {
      throw new InvalidValueException(FIELD, "must have a domain after the @", value);
    }
    value = local + "@" + domain;
    Text.requireLength(FIELD, value, MAX_LENGTH);
  }

  private static String asciiDomain(String address) {
    String domain = address.substring(address.indexOf('@') + 1);
    if (domain.chars().allMatch(EmailAddress::isAscii)) {
      return domain;
    }
    String lower = Normalizer.normalize(domain, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    return Stream.of(lower.split("\\.", -1))
        .map(label -> asciiLabel(label, address))
        .collect(Collectors.joining("."));
  }

  /**
   * One part of a domain. Java knows the standard of 2003 alone, so nothing is taken that it does
   * not give back as it was.
   */
  private static String asciiLabel(String label, String address) {
    if (label.chars().allMatch(EmailAddress::isAscii)) {
      return label;
    }
    try {
      String ascii = IDN.toASCII(label);
      if (IDN.toUnicode(ascii).equals(label)) {
        return ascii;
      }
    } catch (IllegalArgumentException unknown) {
      // refused like one that has become another
    }
    throw new InvalidValueException(
        FIELD, "must have a domain that all mail servers read alike: write its xn-- form", address);
  }

  private static boolean isAscii(int c) {
    return c < 0x80;
  }

  /**
   * Reads an address.
   *
   * @param value the bare address, without a name
   * @return the address
   * @throws InvalidValueException if it breaks the rule above
   */
  public static EmailAddress parse(String value) {
    return new EmailAddress(value);
  }

  /** The address without what stands before the {@code @}, such as {@code ***@example.org}. */
  @Override
  public String toString() {
    return "***" + value.substring(value.indexOf('@'));
  }
}
