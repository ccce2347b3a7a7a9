package org.conferenceid.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A stretch of network between a driver and its server, on loopback: counts round trips, delays
 * them, and can be cut at the moment when a request is through and the answer is not.
 */
final class Wire implements AutoCloseable {
  private final ServerSocket listener;
  private final int serverPort;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final AtomicInteger roundTrips = new AtomicInteger();
  private final AtomicLong delayNanos = new AtomicLong();
  private final AtomicInteger answersUntilCut = new AtomicInteger();

  Wire(int serverPort) throws IOException {
    this.serverPort = serverPort;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  /** A URL that goes through this wire. */
  String through(String url) {
    return url.replaceFirst("localhost:[0-9]+", "localhost:" + listener.getLocalPort());
  }

  static int portOf(String url) {
    return Integer.parseInt(url.replaceFirst(".*localhost:([0-9]+).*", "$1"));
  }

  int roundTrips() {
    return roundTrips.get();
  }

  /** How long each answer takes longer. */
  void delay(long nanos) {
    delayNanos.set(nanos);
  }

  /** Closes the connection in the place of the next answer (1), or the one after that (2), ... */
  void cutAnswer(int number) {
    answersUntilCut.set(number);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(server);
        AtomicBoolean asking = new AtomicBoolean();
        daemon(() -> pump(client, server, asking, true));
        daemon(() -> pump(server, client, asking, false));
      }
    } catch (IOException closed) {
      close();
    }
  }

  /** The first bytes of an answer after bytes of a request end a round trip. */
  private void pump(Socket from, Socket to, AtomicBoolean asking, boolean request) {
    byte[] buffer = new byte[65_536];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
        if (request) {
          asking.set(true);
        } else if (asking.compareAndSet(true, false)) {
          roundTrips.incrementAndGet();
          if (answersUntilCut.getAndUpdate(left -> Math.max(0, left - 1)) == 1) {
            return;
          }
          LockSupport.parkNanos(delayNanos.get());
        }
        out.write(buffer, 0, length);
        out.flush();
      }
    } catch (IOException closed) {
      asking.set(false);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
