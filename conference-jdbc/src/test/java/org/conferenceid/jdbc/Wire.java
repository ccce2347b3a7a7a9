package org.conferenceid.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of network between a driver and its server, on loopback: counts the requests that want
 * an answer, and can be cut at the moment when a request is through and the answer is not. Requests
 * are told by their protocol, because how they are cut into packets is a matter of time.
 */
final class Wire implements AutoCloseable {
  private final ServerSocket listener;
  private final int serverPort;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final Supplier<Messages> protocol;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger lastRequest = new AtomicInteger(Integer.MAX_VALUE);
  private volatile boolean swallowing;

  Wire(TestDatabase database) throws IOException {
    this.serverPort = Integer.parseInt(database.url().replaceFirst(".*localhost:([0-9]+).*", "$1"));
    this.protocol =
        database == TestDatabase.POSTGRESQL ? PostgresqlMessages::new : MariadbMessages::new;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  /** A URL that goes through this wire. */
  String through(String url) {
    return url.replaceFirst("localhost:[0-9]+", "localhost:" + listener.getLocalPort());
  }

  int requests() {
    return requests.get();
  }

  /** Closes the connection in the place of the next answer (1), or the one after that (2), ... */
  void cutAnswer(int number) {
    lastRequest.set(requests.get() + number);
  }

  /** From now on no answer gets through, and no connection is closed. */
  void swallowAnswers() {
    swallowing = true;
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
        Messages messages = protocol.get();
        daemon(() -> pump(client, server, messages));
        daemon(() -> pump(server, client, null));
      }
    } catch (IOException closed) {
      close();
    }
  }

  private void pump(Socket from, Socket to, @Nullable Messages messages) {
    byte[] buffer = new byte[65_536];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
        if (messages != null) {
          requests.addAndGet(messages.requestsIn(buffer, length));
        } else if (requests.get() >= lastRequest.get()) {
          lastRequest.set(Integer.MAX_VALUE);
          return;
        }
        if (messages != null || !swallowing) {
          out.write(buffer, 0, length);
          out.flush();
        }
      }
    } catch (IOException closed) {
      // both ends see it
    }
  }

  /** The messages of a client, which come in pieces of any size. */
  private abstract static class Messages {
    private byte[] header = new byte[0];
    private int left;

    /** How many requests begin in some bytes, or end, if only their last message tells. */
    int requestsIn(byte[] bytes, int length) {
      int found = 0;
      int at = 0;
      while (at < length) {
        int skipped = Math.min(left, length - at);
        at += skipped;
        left -= skipped;
        if (at < length) {
          header = Arrays.copyOf(header, header.length + 1);
          header[header.length - 1] = bytes[at++];
          if (header.length == headerLength()) {
            ByteBuffer whole = ByteBuffer.wrap(header);
            left = bodyLength(whole);
            found += isRequest(whole) ? 1 : 0;
            header = new byte[0];
          }
        }
      }
      return found;
    }

    abstract int headerLength();

    abstract int bodyLength(ByteBuffer header);

    abstract boolean isRequest(ByteBuffer header);
  }

  /** A type and a length. Until the session has begun there is no type, but a code behind it. */
  private static final class PostgresqlMessages extends Messages {
    private static final int ASK_FOR_SSL = 80_877_103;
    private boolean begun;
    private boolean typed;

    @Override
    int headerLength() {
      typed = begun;
      return begun ? 5 : 8;
    }

    @Override
    int bodyLength(ByteBuffer header) {
      if (!begun) {
        begun = header.getInt(4) != ASK_FOR_SSL;
        return header.getInt(0) - 8;
      }
      return header.getInt(1) - 4;
    }

    /** The end of several messages that are answered together, of which BEGIN may be the first. */
    @Override
    boolean isRequest(ByteBuffer header) {
      return typed && header.get(0) == 'S';
    }
  }

  /** Three bytes of a length, and a number that counts from 0 in each command. */
  private static final class MariadbMessages extends Messages {
    @Override
    int headerLength() {
      return 4;
    }

    @Override
    int bodyLength(ByteBuffer header) {
      return header.order(ByteOrder.LITTLE_ENDIAN).getInt(0) & 0xff_ffff;
    }

    @Override
    boolean isRequest(ByteBuffer header) {
      return header.get(3) == 0;
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
