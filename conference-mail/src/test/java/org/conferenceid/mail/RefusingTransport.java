package org.conferenceid.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import jakarta.mail.internet.AddressException;

/** A transport of the application's own, to which no address is good. */
public final class RefusingTransport extends Transport {
  static final Provider PROVIDER =
      new Provider(
          Provider.Type.TRANSPORT, "smtp", RefusingTransport.class.getName(), "tests", "1");

  /** Called by the session. */
  public RefusingTransport(Session session, URLName url) {
    super(session, url);
  }

  @Override
  protected boolean protocolConnect(String host, int port, String user, String password) {
    return true;
  }

  @Override
  public void sendMessage(Message message, Address[] addresses) throws AddressException {
    throw new AddressException("Bad address", addresses[0].toString());
  }
}
