package org.conferenceid.examples.surroundings;

import java.util.Properties;
import org.conferenceid.InvalidValueException;

/**
 * Where a mail server listens that takes mail without a log-in, as a relay of one's own does.
 *
 * @param host its name or address
 * @param port from 1 to 65535
 */
public record SmtpAddress(String host, int port) {
  private static final int MAX_PORT = 65_535;

  /**
   * Reads an address.
   *
   * @param text {@code host:port}
   * @return the address
   * @throws InvalidValueException if it is something else
   */
  public static SmtpAddress of(String text) {
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (colon > 0 && port > 0 && port <= MAX_PORT) {
        return new SmtpAddress(text.substring(0, colon), port);
      }
    } catch (NumberFormatException e) {
      // said below, like every other mistake
    }
    throw new InvalidValueException("mail server", "must be HOST:PORT", text);
  }

  /**
   * What a Jakarta Mail session needs to reach it.
   *
   * @return new properties
   */
  public Properties properties() {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", host);
    properties.put("mail.smtp.port", Integer.toString(port));
    return properties;
  }

  /** As it was read. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
