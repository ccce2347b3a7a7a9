package org.conferenceid.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.conferenceid.spi.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a message, told by the reply code of the server (RFC 5321, RFC 3463) where
 * there is one. What the server said in words is left out: it often repeats the address.
 *
 * @param code the SMTP reply code; 0 where there was no reply
 * @param description for administrators
 */
record SmtpProblem(int code, String description) {
  private static final int SERVICE_CLOSING = 421;
  private static final int PERMANENT = 500;

  /**
   * Log-in or encryption is wanted, or was refused (RFC 4954, RFC 3207): an administrator mends it.
   */
  private static final Set<Integer> WANTING_LOG_IN = Set.of(530, 534, 535, 538);

  private static final Pattern REPLY =
      Pattern.compile("^([45]\\d\\d)[ -](?:([45]\\.\\d{1,3}\\.\\d{1,3})\\b)?");

  static SmtpProblem of(MessagingException failure, String phase) {
    Matcher reply = reply(failure);
    if (reply != null) {
      String enhanced = reply.group(2) == null ? "" : " " + reply.group(2);
      return new SmtpProblem(
          Integer.parseInt(reply.group(1)), "SMTP " + reply.group(1) + enhanced + " " + phase);
    }
    return new SmtpProblem(0, withoutReply(failure) + " " + phase);
  }

  /** The last reply in the chain: the outer exceptions only say that there are inner ones. */
  private static @Nullable Matcher reply(MessagingException failure) {
    Matcher found = null;
    for (Exception e = failure; e instanceof MessagingException m; e = m.getNextException()) {
      if (m.getMessage() != null
          && (m instanceof SendFailedException || m instanceof AuthenticationFailedException)) {
        Matcher reply = REPLY.matcher(m.getMessage());
        found = reply.find() ? reply : found;
      }
    }
    return found;
  }

  private static String withoutReply(MessagingException failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof SocketTimeoutException) {
        return "time-out";
      } else if (e instanceof UnknownHostException) {
        return "unknown mail server";
      } else if (e instanceof ConnectException) {
        return "connection refused";
      } else if (e instanceof AddressException) {
        return "bad address";
      } else if (e instanceof AuthenticationFailedException) {
        return "authentication failed";
      }
    }
    return "connection failed";
  }

  /** Whether the server, or the line to it, went away: the message itself was not judged. */
  boolean isOfTheConnection() {
    return code == 0 || code == SERVICE_CLOSING;
  }

  Delivery asDelivery(MessagingException failure) {
    boolean refused = code >= PERMANENT && !WANTING_LOG_IN.contains(code);
    return refused || failure instanceof AddressException
        ? new Delivery.Permanent(description)
        : new Delivery.Transient(description);
  }
}
