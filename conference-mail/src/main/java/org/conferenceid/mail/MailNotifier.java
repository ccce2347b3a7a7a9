package org.conferenceid.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.InvitationTexts;
import org.conferenceid.invitation.PhoneNumberFormat;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.conferenceid.spi.Notifier;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages by e-mail (S6, S7, S11): plain text and HTML in one {@code multipart/alternative},
 * in the reader's language (B8), through a Jakarta Mail session of the application. The languages
 * are listed in the module's README; a {@link MessageDesign} can add others, and give the messages
 * an organization's own texts and look.
 *
 * <pre>{@code
 * MailNotifier.builder(session).from("Conferencing <conferencing@example.org>").build()
 * }</pre>
 *
 * <p>Each message has a {@code Message-ID} that is the same at every attempt, and the headers that
 * keep machines from answering it (RFC 3834). It never holds a PIN (B5).
 *
 * <p>What becomes of it is told by the mail server: a reply 2xx to the content is {@link
 * Delivery.Accepted}. A refusal is {@link Delivery.Permanent} only if it is certainly about this
 * recipient or this content. Whatever is said before the message's turn, and every refusal that
 * could be about the sender, the log-in, encryption, a quota or a policy, is {@link
 * Delivery.Unavailable}. If no answer comes after the content, it is {@link Delivery.Unconfirmed};
 * all else is {@link Delivery.Transient}. The module's README has the table. "Accepted" means that
 * the server has taken the message, not that it reached the mailbox.
 *
 * <p>A thread that is interrupted begins no delivery; one that waits for the server goes on until
 * the server answers or the time-out ends.
 *
 * <p>Safe for use by any number of threads. Each delivery has a connection to itself; connections
 * are kept for the next message until {@link #idle}. The authenticator is asked for each
 * connection.
 *
 * <p>Where the session does not say otherwise,
 *
 * <ul>
 *   <li>the limits of time are those of RFC 5321, section 4.5.3.2: 10 seconds to connect, 10
 *       minutes for each reply, since a filter may take so long after the content, and 3 minutes to
 *       write;
 *   <li>encryption by {@code STARTTLS} is required, unless the host is this machine ({@code
 *       localhost}, {@code 127.0.0.1}, {@code ::1}), {@code mail.smtp.ssl.enable} is set or the
 *       protocol is {@code smtps}; {@code mail.smtp.starttls.required=false} makes it optional,
 *       {@code mail.smtp.starttls.enable=false} switches it off;
 *   <li>the server's certificate must be one for its name ({@code
 *       mail.smtp.ssl.checkserveridentity});
 *   <li>the answer to {@code QUIT} is not waited for ({@code mail.smtp.quitwait}).
 * </ul>
 *
 * <p>The session itself is not changed.
 *
 * @since 0.1.0
 */
public final class MailNotifier implements Notifier, AutoCloseable {
  private final Session session;
  private final Connections connections;
  private final Handover handover;
  private final OutgoingMail.Sender sender;
  private final MessageDesign design;
  private final Renderer renderer;
  private final Clock clock;

  private MailNotifier(Builder settings, InternetAddress from) {
    TimeoutSession sessions = new TimeoutSession(settings.session);
    this.session = sessions.open();
    this.connections = new Connections(sessions);
    this.handover = new Handover(connections);
    this.sender =
        new OutgoingMail.Sender(
            from, List.copyOf(settings.replyTo), Map.copyOf(settings.senderNames));
    this.design = settings.design;
    this.renderer =
        new Renderer(
            design, settings.phoneNumberFormat, settings.invitationTexts, settings.defaultLanguage);
    this.clock = settings.clock;
  }

  /**
   * Starts with the default settings.
   *
   * @param session how to reach the mail server. Its properties, its authenticator and its
   *     debugging are used; passwords that were put into it with {@code setPasswordAuthentication}
   *     are not
   * @return a new builder
   */
  public static Builder builder(Session session) {
    return new Builder(session);
  }

  @Override
  public Delivery deliver(Notification notification) {
    Objects.requireNonNull(notification, "notification");
    OutgoingMail mail;
    try {
      mail =
          new OutgoingMail(
              session,
              sender,
              notification,
              renderer.render(notification),
              design.logo(),
              clock.instant());
    } catch (MessagingException e) {
      return new Delivery.Permanent("the message cannot be built");
    }
    return handover.of(mail);
  }

  /**
   * Shows a message without sending it: exactly what {@link #deliver} would send.
   *
   * @param notification what to tell whom
   * @return the message, in the reader's language
   */
  public RenderedMessage preview(Notification notification) {
    Objects.requireNonNull(notification, "notification");
    return renderer.render(notification);
  }

  /**
   * Shows a sample of a message without sending it: to nobody, with an invented ID.
   *
   * @param kind what the message is about
   * @param language the reader's language
   * @param bridge the dial-in numbers and the link to show
   * @return the message, in the language or the nearest one
   */
  public RenderedMessage preview(EventKind kind, Locale language, Bridge bridge) {
    return renderer.render(Sample.of(kind, "", language, bridge));
  }

  @Override
  public void idle() {
    connections.closeIdle();
  }

  /** Closes the connections. A delivery in progress is finished. */
  @Override
  public void close() {
    connections.close();
  }

  /** Collects the settings. The sender must be given. Not safe for use by several threads. */
  public static final class Builder {
    private final Session session;
    private final List<InternetAddress> replyTo = new ArrayList<>();
    private @Nullable InternetAddress from;
    private final Map<String, String> senderNames = new HashMap<>();
    private MessageDesign design = MessageDesign.ofDefaults();
    private PhoneNumberFormat phoneNumberFormat = PhoneNumberFormat.asWritten();
    private InvitationTexts invitationTexts = InvitationTexts.ofDefaults();
    private Locale defaultLanguage = Locale.ENGLISH;
    private Clock clock = Clock.systemUTC();

    private Builder(Session session) {
      this.session = Objects.requireNonNull(session, "session");
    }

    /**
     * Sets the sender.
     *
     * @param sender an address, with or without a name, such as {@code Conferencing
     *     <conferencing@example.org>}
     * @return this builder
     * @throws InvalidValueException if it is not one address, or could break a header
     */
    public Builder from(String sender) {
      Objects.requireNonNull(sender, "sender");
      this.from = OneAddress.of("sender", sender);
      return this;
    }

    /**
     * Sets the sender's name for readers of a language. Default: the name given with the sender.
     *
     * @param language the language of the message, or a more general one, as {@code pt} for {@code
     *     pt-BR}
     * @param name the name, on one line of at most 120 characters
     * @return this builder
     * @throws InvalidValueException if it is not such a line
     */
    public Builder senderName(Locale language, String name) {
      Objects.requireNonNull(language, "language");
      Objects.requireNonNull(name, "name");
      if (name.isBlank() || !HeaderText.of(name).equals(name.strip())) {
        throw new InvalidValueException("sender's name", "must be one short line", name);
      }
      this.senderNames.put(language.toLanguageTag(), name.strip());
      return this;
    }

    /**
     * Sets the messages' texts and look. Default: {@link MessageDesign#ofDefaults}.
     *
     * @param newDesign the design
     * @return this builder
     */
    public Builder design(MessageDesign newDesign) {
      this.design = Objects.requireNonNull(newDesign, "design");
      return this;
    }

    /**
     * Adds an address to which answers go. Default: the sender.
     *
     * @param address an address, with or without a name
     * @return this builder
     * @throws InvalidValueException if it is not one address, or could break a header
     */
    public Builder replyTo(String address) {
      Objects.requireNonNull(address, "address");
      this.replyTo.add(OneAddress.of("reply-to address", address));
      return this;
    }

    /**
     * Sets the language for users whose language is not known or not offered. Default: English.
     *
     * @param language the language
     * @return this builder
     */
    public Builder defaultLanguage(Locale language) {
      this.defaultLanguage = Objects.requireNonNull(language, "language");
      return this;
    }

    /**
     * Sets the words of the footer, which stands in the messages as a block to copy: the same as
     * the application's invitations have. Default: {@link InvitationTexts#ofDefaults}.
     *
     * @param texts the words
     * @return this builder
     */
    public Builder invitationTexts(InvitationTexts texts) {
      this.invitationTexts = Objects.requireNonNull(texts, "texts");
      return this;
    }

    /**
     * Sets how phone numbers are shown: as in the application's invitations. Default: as they are
     * written, which is the default there too.
     *
     * @param format the format
     * @return this builder
     */
    public Builder phoneNumberFormat(PhoneNumberFormat format) {
      this.phoneNumberFormat = Objects.requireNonNull(format, "format");
      return this;
    }

    /**
     * Sets the clock for the {@code Date} of messages. Default: the system's.
     *
     * @param newClock the clock
     * @return this builder
     */
    public Builder clock(Clock newClock) {
      this.clock = Objects.requireNonNull(newClock, "clock");
      return this;
    }

    /**
     * Makes the notifier. It connects at the first message.
     *
     * @return a notifier with the settings given so far
     * @throws InvalidValueException if the sender is missing, or there is no Jakarta Mail
     *     implementation for the protocol of the session
     */
    public MailNotifier build() {
      if (from == null) {
        throw new InvalidValueException("sender", "must be given to the builder");
      }
      return new MailNotifier(this, from);
    }
  }
}
