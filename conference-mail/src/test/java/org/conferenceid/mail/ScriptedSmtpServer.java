package org.conferenceid.mail;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.SocketFactory;

/**
 * A mail server that answers as a test says, for faults that a well-behaved one does not have. It
 * answers each command with a good reply, unless another one is set for it.
 */
final class ScriptedSmtpServer implements AutoCloseable {
  /** Instead of a reply, or after the beginning of one: closes the connection. */
  static final String HANG_UP = "hang up";

  /**
   * Instead of a reply: says nothing and keeps the connection. For the {@link #sockets} the time is
   * then up at once.
   */
  static final String SAY_NOTHING = "say nothing";

  private static final char SILENCE = 0;

  /** After a message: accepts it, then closes the connection. */
  static final String ACCEPT_AND_HANG_UP = "accept and hang up";

  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> replies = new ConcurrentHashMap<>();
  private final Map<String, Runnable> hooks = new ConcurrentHashMap<>();
  private final Map<String, Consumer<String>> listeners = new ConcurrentHashMap<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final AtomicInteger goodbyes = new AtomicInteger();

  /** A message that was accepted. */
  record Taken(List<String> recipients, String content) {}

  ScriptedSmtpServer() throws IOException {
    this(0);
  }

  ScriptedSmtpServer(int port) throws IOException {
    this.socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
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
    return taken.size();
  }

  /** The messages that were accepted. */
  List<Taken> taken() {
    return List.copyOf(taken);
  }

  /** How many connections the client has closed, as it should. */
  int goodbyes() {
    return goodbyes.get();
  }

  /**
   * Answers a command ({@code CONNECT}, {@code EHLO}, {@code MAIL}, {@code RCPT}, {@code DATA},
   * {@code END}), or one whole line.
   */
  ScriptedSmtpServer answer(String command, String reply) {
    replies.put(command, reply);
    return this;
  }

  /** Answers as a good server does again. */
  void recover() {
    replies.clear();
  }

  /** Hears the lines that begin with a command. */
  ScriptedSmtpServer hear(String command, Consumer<String> listener) {
    listeners.put(command, listener);
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
        if (socket.isClosed()) { // too late to be closed with the others
          connection.close();
          return;
        }
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
      List<String> recipients = new ArrayList<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String command = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
        listeners.getOrDefault(command, heard -> {}).accept(line);
        if (command.equals("QUIT")) {
          goodbyes.incrementAndGet(); // before the reply, for which the client waits
          reply(out, command, "221 bye");
          return;
        }
        if (command.equals("MAIL")) {
          recipients.clear();
        } else if (command.equals("RCPT")) {
          recipients.add(line.replaceAll("[^<]*<|>.*", ""));
        }
        if (!reply(
            out,
            replies.containsKey(line) ? line : command,
            command.equals("DATA") ? "354 go on" : "250 ok")) {
          return;
        }
        if (command.equals("DATA")
            && !replies.containsKey("DATA")
            && !content(in, out, recipients)) {
          return;
        }
      }
    } catch (IOException hungUp) {
      // that is the client's right
    }
  }

  private boolean content(BufferedReader in, OutputStream out, List<String> recipients)
      throws IOException {
    StringBuilder content = new StringBuilder();
    for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
      if (line == null) {
        return false;
      }
      content.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
    }
    Taken message = new Taken(List.copyOf(recipients), content.toString());
    if (ACCEPT_AND_HANG_UP.equals(replies.get("END"))) {
      taken.add(message);
      send(out, "250 taken");
      return false;
    }
    if (!replies.containsKey("END")) {
      taken.add(message);
    }
    return reply(out, "END", "250 taken");
  }

  /** Answers, and tells whether the conversation goes on. */
  private boolean reply(OutputStream out, String command, String good) throws IOException {
    hooks.getOrDefault(command, () -> {}).run();
    String reply = replies.getOrDefault(command, good);
    if (reply.equals(SAY_NOTHING)) {
      out.write(SILENCE);
      out.flush();
      return true;
    }
    boolean goesOn = !reply.endsWith(HANG_UP);
    if (goesOn || reply.length() > HANG_UP.length()) {
      send(out, goesOn ? reply : reply.substring(0, reply.length() - HANG_UP.length()));
    }
    return goesOn;
  }

  /**
   * Sockets for a client that wants to wait no longer when the server falls silent, and does not
   * mind how busy the machine is.
   */
  static SocketFactory sockets() {
    return new Sockets(
        in ->
            new FilterInputStream(in) {
              @Override
              public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = super.read(bytes, offset, length);
                if (count > 0 && bytes[offset + count - 1] == SILENCE) {
                  throw new SocketTimeoutException("Read timed out");
                }
                return count;
              }
            });
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
