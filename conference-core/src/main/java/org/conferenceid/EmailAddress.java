package org.conferenceid;

import java.net.IDN;
import java.util.regex.Pattern;

/**
 * An e-mail address (RFC 5321): a local part of at most 64 ASCII characters, an {@code @} and a
 * domain. Nothing in it can break a header: no white space, no control characters, no quoting. An
 * internationalized domain is kept in its ASCII form (RFC 5891); an internationalized local part is
 * refused, because not every mail server takes it.
 *
 * @param value the address, such as {@code amelie@example.org}
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
    int at = value.indexOf('@');
    if (at < 0 || at != value.lastIndexOf('@')) {
      throw new InvalidValueException(FIELD, "must hold exactly one @", value);
    }
    String local = value.substring(0, at);
    if (local.length() > MAX_LOCAL || !LOCAL.matcher(local).matches()) {
      throw new InvalidValueException(
          FIELD, "must have 1 to 64 plain ASCII characters before the @", value);
    }
    String domain = asciiDomain(value.substring(at + 1));
    if (!DOMAIN.matcher(domain).matches()) {
      throw new InvalidValueException(FIELD, "must have a domain after the @", value);
    }
    value = local + "@" + domain;
    if (value.length() > MAX_LENGTH) {
      throw new InvalidValueException(
          FIELD, "must have at most " + MAX_LENGTH + " characters", value);
    }
  }

  private static String asciiDomain(String domain) {
    try {
      return IDN.toASCII(domain);
    } catch (IllegalArgumentException noDomain) {
      return "";
    }
  }

  /**
   * Reads an address.
   *
   * @param value the bare address, without a name
   * @return the address
   * @throws InvalidValueException if it breaks the rule above
   */
  public static EmailAddress of(String value) {
    return new EmailAddress(value);
  }

  /** The address itself. */
  @Override
  public String toString() {
    return value;
  }
}
