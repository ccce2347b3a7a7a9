package org.conferenceid.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.conferenceid.InvalidValueException;

/**
 * Sessions like the application's, but with limits of time and encryption where it says nothing of
 * them: Jakarta Mail would wait for ever, and send in clear. The application's own session and its
 * properties stay as they are.
 */
final class TimeoutSession {
  /**
   * RFC 5321 section 4.5.3.2 wants 5 minutes for most replies and 10 for the one after the content,
   * which a filter may hold up; Jakarta Mail has one limit for all. A {@code QUIT} would wait as
   * long, for an answer that nobody needs.
   */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "connectiontimeout", "10000",
          "timeout", "600000",
          "writetimeout", "180000",
          "quitwait", "false",
          "ssl.checkserveridentity", "true");

  private static final Pattern THIS_MACHINE =
      Pattern.compile("|localhost|127(\\.[0-9]{1,3}){3}|\\[?::1]?");

  private final Session given;
  private final Properties properties = new Properties();
  private final Provider provider;

  TimeoutSession(Session given) {
    this.given = given;
    properties.putAll(given.getProperties());
    // Defaults of a Properties object are not among its entries.
    for (String name : given.getProperties().stringPropertyNames()) {
      properties.putIfAbsent(name, given.getProperty(name));
    }
    for (String protocol : new String[] {"mail.smtp.", "mail.smtps."}) {
      DEFAULTS.forEach((name, value) -> properties.putIfAbsent(protocol + name, value));
    }
    encrypt();
    try {
      this.provider = given.getProvider(given.getTransport().getURLName().getProtocol());
    } catch (NoSuchProviderException e) {
      throw new InvalidValueException(
          "session",
          "must find a Jakarta Mail implementation, such as Angus Mail, for its protocol");
    }
  }

  private void encrypt() {
    if (!isOn("mail.smtp.ssl.enable") && !THIS_MACHINE.matcher(host()).matches()) {
      properties.putIfAbsent("mail.smtp.starttls.enable", "true");
      if (isOn("mail.smtp.starttls.enable")) {
        properties.putIfAbsent("mail.smtp.starttls.required", "true");
      }
    }
  }

  private String host() {
    String host = properties.getProperty("mail.smtp.host", properties.getProperty("mail.host", ""));
    return host.toLowerCase(Locale.ROOT);
  }

  private boolean isOn(String name) { // some properties are objects
    return Boolean.parseBoolean(String.valueOf(properties.get(name)));
  }

  /** Opens a new session, in which no password is kept yet. */
  Session open() {
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
      session.setProvider(provider); // one that the application has set is no property
    } catch (NoSuchProviderException e) {
      throw new IllegalStateException("a provider was found", e);
    }
    session.setDebugOut(given.getDebugOut()); // first, because the switch writes a line there
    session.setDebug(given.getDebug());
    return session;
  }
}
