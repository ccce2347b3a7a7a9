package org.conferenceid.calendar.caldav;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import org.conferenceid.InvalidValueException;

/**
 * Where an organizer's calendars are, and with which credentials they are read and written.
 * Immutable. {@code toString} shows the host alone.
 *
 * <p>Calendars are found from the start:
 *
 * <ul>
 *   <li>the server, such as {@code https://calendar.example.org}: those of whom the credentials
 *       belong to (RFC 6764);
 *   <li>a principal, such as {@code https://calendar.example.org/principals/amelie/}: those of that
 *       principal, also with the credentials of a service that may write for others;
 *   <li>a calendar home or a calendar: that one.
 * </ul>
 *
 * @since 0.1.0
 */
public final class CalDavAccount {
  private final URI start;
  private final String authorization;

  private CalDavAccount(URI start, String authorization) {
    this.start = start;
    this.authorization = authorization;
  }

  /**
   * Makes an account with a name and a password (HTTP Basic, RFC 7617).
   *
   * @param start where calendars are found from; {@code https}, or {@code http} if the {@link
   *     CalDavMeetings} allow it
   * @param user the name, without a colon
   * @param password the password
   * @return the account
   * @throws InvalidValueException if the address is none, has credentials, a query or a fragment in
   *     it, or the name cannot be used
   */
  public static CalDavAccount withPassword(URI start, String user, String password) {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
    if (user.isEmpty() || user.indexOf(':') >= 0) {
      throw new InvalidValueException("user of a calendar", "must not be empty or have a colon");
    }
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new CalDavAccount(checked(start), "Basic " + Base64.getEncoder().encodeToString(both));
  }

  /**
   * Makes an account with a token (HTTP Bearer, RFC 6750).
   *
   * @param start as for {@link #withPassword}
   * @param token the token
   * @return the account
   * @throws InvalidValueException if the address cannot be used, or the token has characters that a
   *     token never has
   */
  public static CalDavAccount withToken(URI start, String token) {
    Objects.requireNonNull(token, "token");
    if (!token.matches("[A-Za-z0-9._~+/-]+=*")) {
      throw new InvalidValueException("token of a calendar", "must be as RFC 6750 says");
    }
    return new CalDavAccount(checked(start), "Bearer " + token);
  }

  private static URI checked(URI start) {
    Objects.requireNonNull(start, "start");
    String scheme = String.valueOf(start.getScheme()).toLowerCase(Locale.ROOT);
    if (!(scheme.equals("https") || scheme.equals("http"))
        || start.getHost() == null
        || start.getRawUserInfo() != null
        || start.getRawQuery() != null
        || start.getRawFragment() != null) {
      throw new InvalidValueException(
          "address of a calendar",
          "must be https or http, with a host, and without credentials, query and fragment");
    }
    return start;
  }

  URI start() {
    return start;
  }

  /** The value of the header. */
  String authorization() {
    return authorization;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CalDavAccount account
        && account.start.equals(start)
        && account.authorization.equals(authorization);
  }

  @Override
  public int hashCode() {
    return Objects.hash(start, authorization);
  }

  @Override
  public String toString() {
    return "CalDavAccount[" + start.getHost() + "]";
  }
}
