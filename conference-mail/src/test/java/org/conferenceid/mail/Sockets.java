package org.conferenceid.mail;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.UnaryOperator;
import javax.net.SocketFactory;

/**
 * Sockets of a mail session in a test ({@code mail.smtp.socketFactory}): they reach this machine,
 * whatever the host's name, and what is read from them can be tampered with.
 */
final class Sockets extends SocketFactory {
  private final UnaryOperator<InputStream> input;

  Sockets(UnaryOperator<InputStream> input) {
    this.input = input;
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress host, int timeout) throws IOException {
        int port = ((InetSocketAddress) host).getPort();
        super.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeout);
      }

      @Override
      public InputStream getInputStream() throws IOException {
        return input.apply(super.getInputStream());
      }
    };
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }
}
