package org.conferenceid.spring.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.util.StringUtils;

/**
 * A session that knows all that a sender of Spring's knows: that keeps host, port, protocol, user
 * and password beside its own session, and gives them to each connection.
 */
final class MailSession {
  private MailSession() {}

  static Session of(JavaMailSenderImpl sender) {
    Session given = sender.getSession();
    Properties properties = new Properties();
    properties.putAll(given.getProperties()); // some are objects, such as a socket factory
    for (String name : given.getProperties().stringPropertyNames()) {
      properties.putIfAbsent(name, given.getProperty(name));
    }
    String protocol = protocol(sender, properties);
    properties.setProperty("mail.transport.protocol", protocol);
    String prefix = "mail." + protocol + ".";
    if (StringUtils.hasLength(sender.getHost())) {
      properties.setProperty(prefix + "host", sender.getHost());
    }
    if (sender.getPort() != JavaMailSenderImpl.DEFAULT_PORT) {
      properties.setProperty(prefix + "port", Integer.toString(sender.getPort()));
    }
    String user = StringUtils.hasLength(sender.getUsername()) ? sender.getUsername() : null;
    if (user != null) {
      properties.setProperty(prefix + "user", user);
      properties.setProperty(prefix + "auth", "true"); // Spring logs in whenever it has a user
    }
    Session session = Session.getInstance(properties, new LogIn(given, sender));
    session.setDebug(given.getDebug());
    return session;
  }

  private static String protocol(JavaMailSenderImpl sender, Properties properties) {
    if (StringUtils.hasLength(sender.getProtocol())) {
      return sender.getProtocol();
    }
    return properties.getProperty("mail.transport.protocol", JavaMailSenderImpl.DEFAULT_PROTOCOL);
  }

  /** Gives the sender's user and password; without them, those of the session. */
  private static final class LogIn extends Authenticator {
    private final Session given;
    private final JavaMailSenderImpl sender;

    LogIn(Session given, JavaMailSenderImpl sender) {
      this.given = given;
      this.sender = sender;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      if (StringUtils.hasLength(sender.getUsername())) {
        String password = sender.getPassword();
        return new PasswordAuthentication(sender.getUsername(), password == null ? "" : password);
      }
      return given.requestPasswordAuthentication(
          getRequestingSite(),
          getRequestingPort(),
          getRequestingProtocol(),
          getRequestingPrompt(),
          getDefaultUserName());
    }
  }
}
