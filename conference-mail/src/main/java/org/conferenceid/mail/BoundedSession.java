package org.conferenceid.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.util.Properties;
import org.conferenceid.InvalidValueException;

/**
 * A session like the application's, but with limits of time where it sets none: Jakarta Mail would
 * wait for ever. The application's own session and its properties stay as they are.
 */
final class BoundedSession {
  private static final int CONNECT_MILLIS = 10_000;
  private static final int READ_MILLIS = 30_000;
  private static final int WRITE_MILLIS = 30_000;

  private BoundedSession() {}

  static Session like(Session given) {
    Properties properties = new Properties();
    properties.putAll(given.getProperties());
    // Defaults of a Properties object are not among its entries.
    for (String name : given.getProperties().stringPropertyNames()) {
      properties.putIfAbsent(name, given.getProperty(name));
    }
    for (String protocol : new String[] {"smtp", "smtps"}) {
      properties.putIfAbsent("mail." + protocol + ".connectiontimeout", "" + CONNECT_MILLIS);
      properties.putIfAbsent("mail." + protocol + ".timeout", "" + READ_MILLIS);
      properties.putIfAbsent("mail." + protocol + ".writetimeout", "" + WRITE_MILLIS);
    }
    Session session =
        Session.getInstance(
            properties,
            new Authenticator() {
              @Override
              protected PasswordAuthentication getPasswordAuthentication() {
                return given.requestPasswordAuthentication(
                    getRequestingSite(),
                    getRequestingPort(),
                    getRequestingProtocol(),
                    getRequestingPrompt(),
                    getDefaultUserName());
              }
            });
    try {
      // A provider that the application has set is no property.
      session.setProvider(given.getProvider(given.getTransport().getURLName().getProtocol()));
    } catch (NoSuchProviderException e) {
      throw new InvalidValueException(
          "session",
          "must find a Jakarta Mail implementation, such as Angus Mail, for its protocol");
    }
    session.setDebugOut(given.getDebugOut()); // first, because the switch writes a line there
    session.setDebug(given.getDebug());
    return session;
  }
}
