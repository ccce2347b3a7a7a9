package org.conferenceid.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between a driver and its server, on loopback, and delays each answer as a network does.
 */
final class DelayingProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final int serverPort;
  private final long delayNanos;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

  DelayingProxy(int serverPort, Duration delay) throws IOException {
    this.serverPort = serverPort;
    this.delayNanos = delay.toNanos();
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  /** A URL that goes through this proxy. */
  String through(String url) {
    return url.replaceFirst("localhost:[0-9]+", "localhost:" + listener.getLocalPort());
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
        daemon(() -> pump(client, server, asking, /* request= */ true));
        daemon(() -> pump(server, client, asking, /* request= */ false));
      }
    } catch (IOException closed) {
      close();
    }
  }

  /** The first bytes of an answer after bytes of a request wait; what follows them does not. */
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
          LockSupport.parkNanos(delayNanos);
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
