package org.conferenceid.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import java.util.Properties;

/** A transport that does what another one does, which a test has put into the session. */
public final class MockedTransport extends Transport {
  private static final String MOCK = "mock";

  private final Transport mock;

  /** Called by the session. */
  public MockedTransport(Session session, URLName url) {
    super(session, url);
    this.mock = (Transport) session.getProperties().get(MOCK);
  }

  /** A session that sends by a transport of the test's. */
  static Session by(Transport mock) throws MessagingException {
    Session session = Session.getInstance(new Properties());
    session.getProperties().put(MOCK, mock);
    session.setProvider(
        new Provider(
            Provider.Type.TRANSPORT, "smtp", MockedTransport.class.getName(), "tests", "1"));
    return session;
  }

  @Override
  public void connect() throws MessagingException {
    mock.connect();
  }

  @Override
  public void sendMessage(Message message, Address[] addresses) throws MessagingException {
    mock.sendMessage(message, addresses);
  }

  @Override
  public synchronized void close() throws MessagingException {
    mock.close();
  }
}
