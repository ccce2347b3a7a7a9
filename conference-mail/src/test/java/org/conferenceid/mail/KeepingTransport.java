package org.conferenceid.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** A transport that keeps each message, as it would go over the wire, in a list of its session. */
public final class KeepingTransport extends Transport {
  private static final String KEPT = "kept";

  /** Called by the session. */
  public KeepingTransport(Session session, URLName url) {
    super(session, url);
  }

  /** A session whose messages end up in a list. */
  static Session into(List<byte[]> messages) throws MessagingException {
    Session session = Session.getInstance(new Properties());
    session.getProperties().put(KEPT, messages);
    session.setProvider(
        new Provider(
            Provider.Type.TRANSPORT, "smtp", KeepingTransport.class.getName(), "tests", "1"));
    return session;
  }

  @Override
  protected boolean protocolConnect(String host, int port, String user, String password) {
    return true;
  }

  @Override
  @SuppressWarnings("unchecked") // put there by this class
  public void sendMessage(Message message, Address[] addresses) throws MessagingException {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    try {
      message.writeTo(wire);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ((List<byte[]>) session.getProperties().get(KEPT)).add(wire.toByteArray());
  }
}
