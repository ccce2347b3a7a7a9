package org.conferenceid.examples.quickstart;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.conferenceid.examples.surroundings.SmtpAddress;
import org.jspecify.annotations.Nullable;

/**
 * The mail server that the tour sends through: a real one in this process, or one that was given.
 */
final class MailServer implements AutoCloseable {
  private final @Nullable GreenMail inProcess;
  private final SmtpAddress address;
  private final Set<String> seen = new HashSet<>();

  private MailServer(@Nullable GreenMail inProcess, SmtpAddress address) {
    this.inProcess = inProcess;
    this.address = address;
  }

  static MailServer given(SmtpAddress address) {
    return new MailServer(null, address);
  }

  static MailServer inProcess() {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    return new MailServer(server, new SmtpAddress("127.0.0.1", server.getSmtp().getPort()));
  }

  /** What a Jakarta Mail session needs to reach it. */
  Properties properties() {
    return address.properties();
  }

  /**
   * The messages that have arrived since this was asked last; none can be seen on a server that was
   * given.
   */
  List<MimeMessage> newlyArrived() {
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

  boolean isInProcess() {
    return inProcess != null;
  }

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
