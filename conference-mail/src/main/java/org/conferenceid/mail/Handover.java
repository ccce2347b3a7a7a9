package org.conferenceid.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import org.conferenceid.spi.Delivery;

/** Hands messages over to the mail server: over a connection that was kept, or over a new one. */
final class Handover {
  private static final Delivery INTERRUPTED = new Delivery.Transient("interrupted");

  private final Connections connections;

  Handover(Connections connections) {
    this.connections = connections;
  }

  /** Hands a message over, and returns what becomes of it. */
  Delivery of(OutgoingMail mail) {
    if (Thread.currentThread().isInterrupted()) {
      return INTERRUPTED;
    }
    Transport kept = connections.kept();
    if (kept != null) {
      try {
        return send(mail, kept);
      } catch (MessagingException e) {
        SmtpFailure failure = new SmtpFailure(e);
        if (mail.handedOver() || !failure.connectionEnded()) {
          return failure.whileSending(mail);
        }
        // The server let the connection go while it was idle, and has not seen this message.
      }
    }
    return sendOverNewConnection(mail);
  }

  private Delivery sendOverNewConnection(OutgoingMail mail) {
    Transport fresh;
    try {
      fresh = connections.open();
    } catch (MessagingException e) {
      return new SmtpFailure(e).whileConnecting();
    } catch (Throwable e) { // such as an authenticator's; its message may hold a secret
      return new Delivery.Unavailable("no connection: " + e.getClass().getSimpleName());
    }
    if (Thread.currentThread().isInterrupted()) { // the caller has given up and will try again
      connections.keep(fresh);
      return INTERRUPTED;
    }
    try {
      return send(mail, fresh);
    } catch (MessagingException e) {
      return new SmtpFailure(e).whileSending(mail);
    }
  }

  private Delivery send(OutgoingMail mail, Transport transport) throws MessagingException {
    mail.rewind();
    try {
      transport.sendMessage(mail, mail.getAllRecipients());
    } catch (Throwable e) {
      Connections.discard(transport);
      if (mail.handedOver() && !(e instanceof MessagingException)) {
        return new Delivery.Unconfirmed("mail system failed after the content");
      }
      throw e;
    }
    connections.keep(transport);
    return new Delivery.Accepted();
  }
}
