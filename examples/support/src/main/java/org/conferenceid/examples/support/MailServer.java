package org.conferenceid.examples.support;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The mail server that an example sends through: a real one in this process, or a given one. */
public final class MailServer implements AutoCloseable {
  /** For a machine that has much else to do. */
  private static final Duration LONGEST_START = Duration.ofMinutes(10);

  private final @Nullable GreenMail inProcess;
  private final SmtpAddress address;
  private final Session session;
  private final Set<String> seen = new HashSet<>();

  private MailServer(
      @Nullable GreenMail inProcess, SmtpAddress address, Optional<PasswordPlace> password) {
    this.inProcess = inProcess;
    this.address = address;
    this.session = address.session(password);
  }

  /**
   * The server that a command line says.
   *
   * @param connections the command line
   * @return the given server, or one in this process
   */
  public static MailServer of(Connections connections) {
    SmtpAddress given = connections.smtp();
    return given == null ? inProcess() : new MailServer(null, given, connections.password());
  }

  private static MailServer inProcess() {
    GreenMail server = start();
    SmtpAddress address = new SmtpAddress("127.0.0.1", server.getSmtp().getPort());
    return new MailServer(server, address, Optional.empty());
  }

  /**
   * Starts a server in this process, on a port that was free.
   *
   * @return the server, to be stopped
   */
  public static GreenMail start() {
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(LONGEST_START.toMillis());
    GreenMail server = new GreenMail(setup);
    server.start();
    return server;
  }

  /**
   * How to reach it.
   *
   * @return a session
   */
  public Session session() {
    return session;
  }

  /**
   * The messages that have arrived since this was asked last; none can be seen on a server that was
   * given.
   *
   * @return in no particular order
   */
  public List<MimeMessage> newlyArrived() {
    return inProcess == null
        ? List.of()
        : Stream.of(inProcess.getReceivedMessages()).filter(this::isNew).toList();
  }

  private boolean isNew(MimeMessage message) {
    try {
      return seen.add(message.getMessageID());
    } catch (MessagingException e) {
      throw new IllegalStateException("a message without readable headers arrived", e);
    }
  }

  /**
   * Whether it is the one in this process, whose messages can be seen.
   *
   * @return {@code false} for one that was given
   */
  public boolean isInProcess() {
    return inProcess != null;
  }

  /** The host and the port. */
  @Override
  public String toString() {
    return address.toString();
  }

  @Override
  public void close() {
    if (inProcess != null) {
      inProcess.stop();
    }
  }
}
