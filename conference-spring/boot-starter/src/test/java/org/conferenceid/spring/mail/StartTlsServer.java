package org.conferenceid.spring.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server that takes nothing without {@code STARTTLS}. Behind the encryption it hands
 * everything to another one.
 */
final class StartTlsServer implements AutoCloseable {
  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SSLContext encryption;
  private final int behind;
  private final AtomicInteger encrypted = new AtomicInteger();

  StartTlsServer(SSLContext encryption, int behind) throws IOException {
    this.encryption = encryption;
    this.behind = behind;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::listen);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** How many connections became encrypted. */
  int encrypted() {
    return encrypted.get();
  }

  private void listen() {
    try {
      while (true) {
        Socket client = socket.accept();
        threads.execute(() -> serve(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket client) {
    try (client) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      OutputStream out = client.getOutputStream();
      say(out, "220 ready");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String command = line.toUpperCase(Locale.ROOT);
        if (command.startsWith("EHLO")) {
          say(out, "250-here\r\n250 STARTTLS");
        } else if (command.startsWith("STARTTLS")) {
          say(out, "220 go ahead");
          relay(client);
          return;
        } else {
          say(out, "530 5.7.0 Must issue a STARTTLS command first");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private void relay(Socket client) throws IOException {
    try (SSLSocket secure =
            (SSLSocket) encryption.getSocketFactory().createSocket(client, null, true);
        Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
      secure.setUseClientMode(false);
      secure.startHandshake();
      encrypted.incrementAndGet();
      server.getInputStream().readNBytes("220 ".length());
      while (server.getInputStream().read() != '\n') {
        // The greeting has been given already.
      }
      threads.execute(() -> copy(server, secure));
      secure.getInputStream().transferTo(server.getOutputStream());
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // The client has gone.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
