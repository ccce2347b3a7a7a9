package org.conferenceid.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.conferenceid.spi.Delivery;

/** What a failure of a transport means for the message. */
final class SmtpFailure {
  private static final int LOWEST_REFUSAL = 400;
  private static final int LOWEST_PERMANENT = 500;
  private static final int CLOSING = 421;

  /**
   * The server wants authentication or encryption (RFC 4954 section 6, RFC 3207 section 4). It says
   * so of every message, until an administrator mends it.
   */
  private static final Set<Integer> NOT_ABOUT_THE_MESSAGE = Set.of(530, 534, 535, 538);

  private final List<Throwable> causes;
  private final Optional<SmtpReply> reply;

  SmtpFailure(MessagingException thrown) {
    this.causes = Stream.<Throwable>iterate(thrown, Objects::nonNull, Throwable::getCause).toList();
    this.reply = SmtpReply.find(causes);
  }

  /** The outcome if there was no connection yet: that is never the message's fault. */
  Delivery whileConnecting() {
    if (has(AuthenticationFailedException.class)) {
      return new Delivery.Transient("mail server refused user or password");
    }
    return new Delivery.Transient(
        reply.map(r -> r.problem() + " at connect").orElseGet(this::withoutReply));
  }

  /** The outcome if it happened while the message was sent. */
  Delivery whileSending() {
    if (reply.isPresent()) {
      return outcome(reply.get());
    }
    return has(AddressException.class)
        ? new Delivery.Permanent("address not understood by the mail system")
        : new Delivery.Transient(withoutReply());
  }

  private static Delivery outcome(SmtpReply reply) {
    if (reply.code() < LOWEST_REFUSAL) { // so mail.smtp.reportsuccess has it
      return new Delivery.Accepted();
    }
    return reply.code() < LOWEST_PERMANENT || NOT_ABOUT_THE_MESSAGE.contains(reply.code())
        ? new Delivery.Transient(reply.problem())
        : new Delivery.Permanent(reply.problem());
  }

  /** Whether the server had ended the connection, or said that it does. */
  boolean connectionEnded() {
    return reply
        .map(r -> r.code() == CLOSING)
        .orElseGet(() -> !has(SocketTimeoutException.class) && !has(AddressException.class));
  }

  private String withoutReply() {
    if (has(SocketTimeoutException.class)) {
      return "mail server did not answer in time";
    }
    if (has(UnknownHostException.class)) {
      return "mail server's name is not known";
    }
    if (has(SSLException.class)) {
      return "no secure connection to the mail server";
    }
    return "no connection to the mail server";
  }

  private boolean has(Class<? extends Throwable> type) {
    return causes.stream().anyMatch(type::isInstance);
  }
}
