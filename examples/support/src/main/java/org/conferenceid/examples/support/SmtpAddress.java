package org.conferenceid.examples.support;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Properties;
import org.conferenceid.InvalidValueException;

/**
 * Where a mail server listens, how the connection is encrypted, and who logs in.
 *
 * @param encryption how the connection is encrypted
 * @param user who logs in, if anybody
 * @param host its name or address
 * @param port from 1 to 65535
 */
public record SmtpAddress(Encryption encryption, Optional<String> user, String host, int port) {
  /** What {@link #of} reads, for messages and help. */
  public static final String FORM =
      "HOST:PORT, smtp://[USER@]HOST[:PORT][?starttls=no] or smtps://[USER@]HOST[:PORT]";

  private static final int MAX_PORT = 65_535;
  private static final int RELAY = 25;
  private static final int SUBMISSION = 587;
  private static final int ENCRYPTED_SUBMISSION = 465;

  /** How a connection is encrypted. */
  public enum Encryption {
    /** By {@code STARTTLS}, which a server on this machine need not have. */
    STARTTLS,
    /** From the start. */
    TLS,
    /** Not at all. */
    NONE
  }

  /**
   * Names a server to which nobody logs in.
   *
   * @param host its name or address
   * @param port from 1 to 65535
   */
  public SmtpAddress(String host, int port) {
    this(Encryption.STARTTLS, Optional.empty(), host, port);
  }

  /**
   * Reads an address.
   *
   * @param text as {@link #FORM} says; without a port, 587 with a user, 25 without one, and 465 for
   *     {@code smtps}
   * @return the address
   * @throws InvalidValueException if it is something else; what may hold a password is not shown
   */
  public static SmtpAddress of(String text) {
    if (text.contains("://")) {
      return ofUrl(text);
    }
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (colon > 0 && isPort(port) && !text.contains("@")) {
        return new SmtpAddress(text.substring(0, colon), port);
      }
    } catch (NumberFormatException e) {
      // said below, like every other mistake
    }
    throw text.contains("@")
        ? notOfForm()
        : new InvalidValueException("mail server", "must be " + FORM, text);
  }

  private static SmtpAddress ofUrl(String text) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      throw notOfForm();
    }
    boolean tls = "smtps".equals(url.getScheme());
    boolean clear = "starttls=no".equals(url.getQuery());
    Optional<String> user = Optional.ofNullable(url.getUserInfo());
    if ((!tls && !"smtp".equals(url.getScheme()))
        || url.getHost() == null
        || !url.getPath().isEmpty()
        || (url.getQuery() != null && (tls || !clear))
        || url.getFragment() != null
        || (url.getPort() != -1 && !isPort(url.getPort()))
        || user.filter(String::isBlank).isPresent()) {
      throw notOfForm();
    }
    if (user.filter(name -> name.contains(":")).isPresent()) {
      throw new InvalidValueException(
          "mail server", "must not hold the password, which others on the machine could see");
    }
    int usual = tls ? ENCRYPTED_SUBMISSION : user.isPresent() ? SUBMISSION : RELAY;
    return new SmtpAddress(
        tls ? Encryption.TLS : clear ? Encryption.NONE : Encryption.STARTTLS,
        user,
        url.getHost(),
        url.getPort() == -1 ? usual : url.getPort());
  }

  private static boolean isPort(int port) {
    return port > 0 && port <= MAX_PORT;
  }

  private static InvalidValueException notOfForm() {
    return new InvalidValueException("mail server", "must be " + FORM);
  }

  /**
   * Makes a Jakarta Mail session for it.
   *
   * @param password where the user's password is; it is read for each connection
   * @return the session
   * @throws InvalidValueException if there is a user without a password or the other way round, or
   *     the password cannot be read
   */
  public Session session(Optional<PasswordPlace> password) {
    if (user.isPresent() != password.isPresent()) {
      throw new InvalidValueException(
          "mail server", "must have a user and a password, or neither of them");
    }
    Properties properties = properties();
    if (password.isEmpty()) {
      return Session.getInstance(properties);
    }
    PasswordPlace source = password.get();
    source.read(); // so that a mistake is told at once
    properties.put("mail.smtp.auth", "true");
    return Session.getInstance(
        properties,
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(user.orElseThrow(), source.read());
          }
        });
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", host);
    properties.put("mail.smtp.port", Integer.toString(port));
    if (encryption == Encryption.TLS) {
      properties.put("mail.smtp.ssl.enable", "true");
    } else if (encryption == Encryption.NONE) {
      properties.put("mail.smtp.starttls.enable", "false");
    }
    return properties;
  }

  /** The host and the port. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
