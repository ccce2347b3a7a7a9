package org.conferenceid.mail;

import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail server's reply (RFC 5321 section 4.2) that an exception of a transport reports. Only its
 * codes are kept: the text that follows them tends to repeat the address.
 *
 * <p>Jakarta Mail's API has no place for replies. The exceptions of Angus Mail, and of JavaMail
 * before it, have the reply as their message and the command that it answers in a {@code
 * getCommand} of their own; both are read here without a dependency on either.
 *
 * @param code three digits
 * @param status the enhanced status code (RFC 3463), such as {@code 5.1.1}; empty if there is none
 * @param command the command that was answered, such as {@code RCPT TO}; empty if it is not known
 */
record SmtpReply(int code, String status, String command) {
  private static final Pattern REPLY =
      Pattern.compile(
          "(?:^|, response: )([245][0-9]{2})(?![0-9])"
              + "(?:[ -]([245]\\.[0-9]{1,3}\\.[0-9]{1,3})(?![0-9.]))?");

  /** A line that more lines should have followed: the connection ended within the reply. */
  private static final Pattern CUT_OFF = Pattern.compile("(?s)(?:.*\\R)?[0-9]{3}-[^\\r\\n]*\\R?");

  private static final Pattern COMMAND = Pattern.compile("MAIL FROM|RCPT TO|DATA|BDAT");

  /** Finds the first reply that a chain of causes reports. */
  static Optional<SmtpReply> find(List<Throwable> causes) {
    return causes.stream()
        .filter(MessagingException.class::isInstance)
        .flatMap(cause -> in(cause).stream())
        .findFirst();
  }

  private static Optional<SmtpReply> in(Throwable cause) {
    String text = String.valueOf(cause.getMessage());
    Matcher reply = REPLY.matcher(text);
    return reply.find() && !CUT_OFF.matcher(text).matches()
        ? Optional.of(
            new SmtpReply(
                Integer.parseInt(reply.group(1)),
                Optional.ofNullable(reply.group(2)).orElse(""),
                command(cause)))
        : Optional.empty();
  }

  private static String command(Throwable cause) {
    try {
      Object sent = cause.getClass().getMethod("getCommand").invoke(cause);
      Matcher command = COMMAND.matcher(String.valueOf(sent));
      // What has no name is the lone dot behind the message's lines.
      return command.lookingAt() ? command.group() : "DATA";
    } catch (ReflectiveOperationException noCommand) {
      return "";
    }
  }

  /** Returns whether the server closes the connection. */
  boolean isClosing() {
    return code == 421;
  }

  /** Returns whether the server did what was asked. */
  boolean isPositive() {
    return code < 300;
  }

  /**
   * Returns whether it can be the answer to the content: reports of success bring earlier ones
   * along.
   */
  boolean mayAnswerContent() {
    return !command.equals("MAIL FROM") && !command.equals("RCPT TO");
  }

  /**
   * Returns whether the enhanced status is one of a subject (RFC 3463 section 3), such as {@code
   * 5.7}.
   */
  boolean isOf(String subject) {
    return status.startsWith(subject + ".");
  }

  /** Returns the problem with its place, such as {@code SMTP 550 5.1.1 at RCPT TO}. */
  String problem() {
    return problem(command.isEmpty() ? "" : " at " + command);
  }

  /** Returns the problem at a place, such as {@code SMTP 550 5.7.1 after the content}. */
  String problem(String where) {
    return "SMTP " + code + (status.isEmpty() ? "" : " " + status) + where;
  }
}
