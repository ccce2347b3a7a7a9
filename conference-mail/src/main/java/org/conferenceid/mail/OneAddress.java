package org.conferenceid.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import org.conferenceid.EmailAddress;
import org.conferenceid.InvalidValueException;

/** Reads an address from the settings, such as {@code Help <help@example.org>}. */
final class OneAddress {
  private OneAddress() {}

  static InternetAddress of(String field, String text) {
    InvalidValueException refusal =
        new InvalidValueException(field, "must be one address, with or without a name", text);
    if (!HeaderText.of(text).equals(text.strip())) {
      throw refusal;
    }
    try {
      InternetAddress[] addresses = InternetAddress.parse(text, true);
      if (addresses.length != 1 || addresses[0].isGroup()) {
        throw refusal;
      }
      InternetAddress address = addresses[0];
      address.setAddress(EmailAddress.parse(address.getAddress()).value());
      String name = address.getPersonal();
      // It may have been written as an encoded word (RFC 2047), which can hide anything.
      if (name != null && (!HeaderText.of(name).equals(name.strip()) || name.contains("=?"))) {
        throw refusal;
      }
      // Parsing keeps the name as it is written; setting it encodes it for the header.
      address.setPersonal(name, StandardCharsets.UTF_8.name());
      return address;
    } catch (AddressException e) {
      throw refusal;
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java platform has UTF-8", e);
    }
  }
}
