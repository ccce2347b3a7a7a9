package org.conferenceid.mail;

import java.util.Set;
import org.conferenceid.spi.Delivery;

/**
 * Whom a mail server's reply is about: this message, or us who send it. Only what is certainly
 * about this recipient or this content is final; a reply that could be about the sender, a log-in,
 * a quota or a policy leaves the message in the queue. The module's README has the table.
 */
final class SmtpVerdict {
  private static final int MIN_PERMANENT = 500;
  private static final int STORAGE_EXCEEDED = 552;

  /** Log-in or encryption is wanted (RFC 4954 section 6, RFC 3207 section 4). */
  private static final Set<Integer> LOG_IN_WANTED = Set.of(530, 534, 535, 538);

  /** Mailbox disabled, message too long for the mailbox, message too big for the system. */
  private static final Set<String> FINAL = Set.of("5.2.1", "5.2.3", "5.3.4");

  /** Of the addresses' statuses, those about the sender's (RFC 3463 section 3.2). */
  private static final Set<String> OF_THE_SENDER = Set.of("5.1.7", "5.1.8");

  /** Servers say it of either address: Postfix of a sender's that is not known. */
  private static final String OF_SOME_ADDRESS = "5.1.0";

  private static final String MAILBOX_FULL = "5.2.2";

  /** A filter may judge anew, or an administrator mend its rule; more attempts look like spam. */
  private static final int MAX_FILTER_ATTEMPTS = 3;

  private SmtpVerdict() {}

  /** Judges a refusal of {@code MAIL FROM}, {@code RCPT TO} or {@code DATA}. */
  static Delivery beforeContent(SmtpReply reply) {
    String problem = reply.problem();
    if (reply.command().equals("MAIL FROM") || isAboutUs(reply)) {
      return new Delivery.Unavailable(problem);
    }
    if (isForNow(reply)) {
      return new Delivery.Transient(problem);
    }
    return isFinal(reply) ? new Delivery.Permanent(problem) : new Delivery.Unavailable(problem);
  }

  /** Judges the reply to the whole content. */
  static Delivery afterContent(SmtpReply reply) {
    if (reply.isPositive()) { // mail.smtp.reportsuccess has it so
      return new Delivery.Accepted();
    }
    String problem = reply.problem(" after the content");
    if (isAboutUs(reply)) {
      return new Delivery.Unavailable(problem);
    }
    if (isFinal(reply)) {
      return new Delivery.Permanent(problem);
    }
    if (reply.isOf("5.7")) {
      return new Delivery.Transient(problem, MAX_FILTER_ATTEMPTS);
    }
    // Nobody can tell a filter from a quota here: the retry policy ends it, after a day or more.
    return isForNow(reply) || reply.status().isEmpty() || reply.isOf("5.0")
        ? new Delivery.Transient(problem)
        : new Delivery.Unavailable(problem);
  }

  /**
   * Returns whether the server is closing, its own system fails, or it wants a log-in: whatever the
   * message.
   */
  private static boolean isAboutUs(SmtpReply reply) {
    return reply.isClosing()
        || reply.isOf("4.3")
        || LOG_IN_WANTED.contains(reply.code())
        || OF_THE_SENDER.contains(reply.status());
  }

  private static boolean isForNow(SmtpReply reply) {
    return reply.code() < MIN_PERMANENT
        || reply.status().equals(MAILBOX_FULL)
        || reply.status().equals(OF_SOME_ADDRESS)
        || (reply.code() == STORAGE_EXCEEDED && reply.status().isEmpty());
  }

  private static boolean isFinal(SmtpReply reply) {
    return FINAL.contains(reply.status())
        || reply.isOf("5.6")
        || (reply.isOf("5.1") && !reply.status().equals(OF_SOME_ADDRESS));
  }
}
