package org.conferenceid.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mail server that answers as a test says, for faults that a well-behaved one does not have. It
 * answers each command with a good reply, unless another one is set for it.
 */
final class ScriptedSmtpServer implements AutoCloseable {
  /** Instead of a reply: closes the connection. */
  static final String HANG_UP = "hang up";

  /** Instead of a reply: says nothing and keeps the connection. */
  static final String SAY_NOTHING = "say nothing";

  /** After a message: accepts it, then closes the connection. */
  static final String ACCEPT_AND_HANG_UP = "accept and hang up";

  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> replies = new ConcurrentHashMap<>();
  private final Map<String, Runnable> hooks = new ConcurrentHashMap<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger goodbyes = new AtomicInteger();

  ScriptedSmtpServer() throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::listen);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** How many connections were opened. */
  int connections() {
    return connections.get();
  }

  /** How many messages were accepted. */
  int accepted() {
    return accepted.get();
  }

  /** How many connections the client has closed, as it should. */
  int goodbyes() {
    return goodbyes.get();
  }

  /**
   * Answers a command ({@code CONNECT}, {@code EHLO}, {@code MAIL}, {@code RCPT}, {@code DATA},
   * {@code END}).
   */
  ScriptedSmtpServer answer(String command, String reply) {
    replies.put(command, reply);
    return this;
  }

  /** Runs something before a command is answered. */
  void before(String command, Runnable hook) {
    hooks.put(command, hook);
  }

  private void listen() {
    try {
      while (true) {
        Socket connection = socket.accept();
        connections.incrementAndGet();
        open.add(connection);
        threads.execute(() -> talk(connection));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void talk(Socket connection) {
    try (connection;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = connection.getOutputStream()) {
      if (!reply(out, "CONNECT", "220 ready")) {
        return;
      }
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String command =
            line.substring(0, Math.min(4, line.length())).toUpperCase(java.util.Locale.ROOT);
        if (command.equals("QUIT")) {
          goodbyes.incrementAndGet(); // before the reply, for which the client waits
          reply(out, command, "221 bye");
          return;
        }
        if (!reply(out, command, command.equals("DATA") ? "354 go on" : "250 ok")) {
          return;
        }
        if (command.equals("DATA") && !replies.containsKey("DATA") && !content(in, out)) {
          return;
        }
      }
    } catch (IOException hungUp) {
      // that is the client's right
    }
  }

  private boolean content(BufferedReader in, OutputStream out) throws IOException {
    for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
      if (line == null) {
        return false;
      }
    }
    if (ACCEPT_AND_HANG_UP.equals(replies.get("END"))) {
      accepted.incrementAndGet();
      send(out, "250 taken");
      return false;
    }
    if (!replies.containsKey("END")) {
      accepted.incrementAndGet();
    }
    return reply(out, "END", "250 taken");
  }

  /** Answers, and tells whether the conversation goes on. */
  private boolean reply(OutputStream out, String command, String good) throws IOException {
    hooks.getOrDefault(command, () -> {}).run();
    String reply = replies.getOrDefault(command, good);
    return switch (reply) {
      case HANG_UP -> false;
      case SAY_NOTHING -> true;
      default -> {
        send(out, reply);
        yield true;
      }
    };
  }

  private static void send(OutputStream out, String reply) throws IOException {
    out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket connection : open) {
      connection.close();
    }
    threads.shutdownNow();
  }
}
