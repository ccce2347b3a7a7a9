package org.conferenceid.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.conferenceid.spi.Delivery;

/**
 * What a failure of a transport means for the message. The module's README has the table of
 * replies.
 */
final class SmtpFailure {
  private final List<Throwable> causes;
  private final Optional<SmtpReply> reply;

  SmtpFailure(MessagingException thrown) {
    this.causes = Stream.<Throwable>iterate(thrown, Objects::nonNull, Throwable::getCause).toList();
    this.reply = SmtpReply.find(causes);
  }

  /** Returns the outcome if there was no connection yet: that is never the message's fault. */
  Delivery whileConnecting() {
    if (has(AuthenticationFailedException.class)) {
      return new Delivery.Unavailable(
          reply
              .map(r -> "mail server refused user or password: " + r.problem(""))
              .orElse("no log-in: no user, no password, or no mechanism in common"));
    }
    if (reply.isEmpty() && String.valueOf(causes.get(0).getMessage()).startsWith("STARTTLS")) {
      return new Delivery.Unavailable(
          "mail server offers no STARTTLS, see mail.smtp.starttls.required");
    }
    return new Delivery.Unavailable(
        reply.map(r -> r.problem(" at connect")).orElseGet(this::withoutReply));
  }

  /** Returns the outcome if it happened while the message was sent. */
  Delivery whileSending(OutgoingMail mail) {
    if (mail.handedOver()) {
      return reply
          .filter(SmtpReply::mayAnswerContent)
          .map(SmtpVerdict::afterContent)
          .orElseGet(() -> new Delivery.Unconfirmed("no answer after the content"));
    }
    Optional<SmtpReply> refusal = reply.filter(r -> !r.isPositive());
    if (refusal.isPresent()) {
      return SmtpVerdict.beforeContent(refusal.get());
    }
    if (has(AddressException.class)) {
      return new Delivery.Permanent("address not understood by the mail system");
    }
    // While the server has seen nothing of a message but its addresses, the message did not do it.
    return mail.contentBegun()
        ? new Delivery.Transient(withoutReply())
        : new Delivery.Unavailable(withoutReply());
  }

  /** Returns whether the server had ended the connection, or said that it does. */
  boolean connectionEnded() {
    return reply
        .map(SmtpReply::isClosing)
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
