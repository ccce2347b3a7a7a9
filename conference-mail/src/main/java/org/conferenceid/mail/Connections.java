package org.conferenceid.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** Keeps open connections to the mail server between the messages of one round of deliveries. */
final class Connections {
  private final TimeoutSession sessions;
  private final ConcurrentLinkedDeque<Transport> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  Connections(TimeoutSession sessions) {
    this.sessions = sessions;
  }

  /** Returns a kept connection, which may have died since; the caller owns it now. */
  @Nullable Transport kept() {
    return idle.pollFirst();
  }

  /** Opens a new connection; the caller owns it. */
  Transport open() throws MessagingException {
    // A session keeps the passwords that have worked, and would offer them again when they changed.
    Transport transport = sessions.open().getTransport();
    try {
      transport.connect();
      return transport;
    } catch (Throwable e) {
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
    } catch (Throwable alreadyGone) {
      // It is not needed any more, and what was sent by it stays sent.
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
