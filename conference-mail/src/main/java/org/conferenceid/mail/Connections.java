package org.conferenceid.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** Open connections to the mail server, kept between the messages of one round of deliveries. */
final class Connections {
  private final Session session;
  private final ConcurrentLinkedDeque<Transport> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  Connections(Session session) {
    this.session = session;
  }

  /** A kept connection, which may have died since; the caller owns it now. */
  @Nullable Transport kept() {
    return idle.pollFirst();
  }

  /** A new connection; the caller owns it. */
  Transport open() throws MessagingException {
    Transport transport = session.getTransport();
    try {
      transport.connect();
      return transport;
    } catch (MessagingException e) {
      discard(transport);
      throw e;
    }
  }

  /** Takes a connection back that has just worked. */
  void keep(Transport transport) {
    idle.addFirst(transport);
    if (closed) {
      closeIdle();
    }
  }

  static void discard(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException alreadyGone) {
      // it is not needed any more
    }
  }

  void closeIdle() {
    for (Transport transport = kept(); transport != null; transport = kept()) {
      discard(transport);
    }
  }

  /** Closes what is idle, and from now on whatever is given back. */
  void close() {
    closed = true;
    closeIdle();
  }
}
