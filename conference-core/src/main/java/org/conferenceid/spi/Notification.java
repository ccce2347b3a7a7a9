package org.conferenceid.spi;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Recipient;
import org.conferenceid.RequestContext;
import org.conferenceid.Text;
import org.conferenceid.UserId;
import org.conferenceid.invitation.Bridge;
import org.jspecify.annotations.Nullable;

/**
 * A message to a user: everything that may stand in it. There is no place for a PIN (B5), and none
 * for a reason that is for administrators alone. Immutable.
 *
 * <p>A later version may add parts: they are optional, and a notifier that does not know them
 * leaves them out.
 *
 * @since 0.1.0
 */
public final class Notification {
  private static final Pattern MESSAGE_KEY = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern LAST_DIGITS = Pattern.compile("[0-9]{1,2}");

  private final Parts parts;

  private record Parts(
      String messageKey,
      EventKind kind,
      UserId user,
      Recipient recipient,
      Optional<ConferenceId> id,
      Bridge bridge,
      Instant at,
      Optional<String> actor,
      Optional<String> publicReason,
      Optional<String> lastDigitsOfOldId) {}

  private Notification(Parts parts) {
    this.parts = parts;
  }

  /**
   * Starts a message with what identifies it.
   *
   * @param messageKey a name of this message, which ends up in a header: 32 hexadecimal digits in
   *     lower case
   * @param kind what it is about
   * @param user the user
   * @return a new builder
   * @throws InvalidValueException if the name has another form, or the kind {@linkplain
   *     EventKind#carriesMail carries no mail}
   */
  public static Builder builder(String messageKey, EventKind kind, UserId user) {
    return new Builder(messageKey, kind, user);
  }

  /**
   * Starts with the parts of a message, to change some of them.
   *
   * @param notification the message
   * @return a new builder
   */
  public static Builder builder(Notification notification) {
    Objects.requireNonNull(notification, "notification");
    Parts parts = notification.parts;
    Builder builder =
        new Builder(parts.messageKey, parts.kind, parts.user)
            .recipient(parts.recipient)
            .bridge(parts.bridge)
            .at(parts.at);
    builder.id = parts.id;
    builder.actor = parts.actor;
    builder.publicReason = parts.publicReason;
    builder.lastDigitsOfOldId = parts.lastDigitsOfOldId;
    return builder;
  }

  /**
   * Returns a name of this message, the same at every attempt, unique among all messages of all
   * stores.
   *
   * @return 128 random bits as 32 hexadecimal digits in lower case, from which nothing can be told
   */
  public String messageKey() {
    return parts.messageKey;
  }

  /**
   * Returns what the message is about.
   *
   * @return the kind
   */
  public EventKind kind() {
    return parts.kind;
  }

  /**
   * Returns the user.
   *
   * @return the user
   */
  public UserId user() {
    return parts.user;
  }

  /**
   * Returns how to write to the user.
   *
   * @return the address, the name and the language
   */
  public Recipient recipient() {
    return parts.recipient;
  }

  /**
   * Returns the user's ID at this moment.
   *
   * @return the ID; empty for {@link EventKind#DISABLED}
   */
  public Optional<ConferenceId> id() {
    return parts.id;
  }

  /**
   * Returns the user's dial-in numbers and how to update meetings.
   *
   * @return the bridge
   */
  public Bridge bridge() {
    return parts.bridge;
  }

  /**
   * Returns when it happened.
   *
   * @return the time of the change
   */
  public Instant at() {
    return parts.at;
  }

  /**
   * Returns who asked for it.
   *
   * @return the administrator or program; empty if it is not known
   */
  public Optional<String> actor() {
    return parts.actor;
  }

  /**
   * Returns why, in words for the user.
   *
   * @return the reason; empty if none was given
   */
  public Optional<String> publicReason() {
    return parts.publicReason;
  }

  /**
   * Returns the end of the ID that no longer works, by which the user knows it. The whole ID stands
   * in no message.
   *
   * @return one or two digits; empty if there was no ID or it is not known
   */
  public Optional<String> lastDigitsOfOldId() {
    return parts.lastDigitsOfOldId;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Notification notification && notification.parts.equals(parts);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(parts);
  }

  /** What identifies the message, without the address, the name and the ID. */
  @Override
  public String toString() {
    return "Notification[messageKey="
        + parts.messageKey
        + ", kind="
        + parts.kind
        + ", user="
        + parts.user
        + "]";
  }

  /**
   * Collects the parts of a {@link Notification}. Recipient, bridge and time must be given. Not
   * safe for use by several threads.
   */
  public static final class Builder {
    private final String messageKey;
    private final EventKind kind;
    private final UserId user;
    private @Nullable Recipient recipient;
    private Optional<ConferenceId> id = Optional.empty();
    private @Nullable Bridge bridge;
    private @Nullable Instant at;
    private Optional<String> actor = Optional.empty();
    private Optional<String> publicReason = Optional.empty();
    private Optional<String> lastDigitsOfOldId = Optional.empty();

    private Builder(String messageKey, EventKind kind, UserId user) {
      this.messageKey = Objects.requireNonNull(messageKey, "messageKey");
      this.kind = Objects.requireNonNull(kind, "kind");
      this.user = Objects.requireNonNull(user, "user");
      if (!MESSAGE_KEY.matcher(messageKey).matches()) {
        throw new InvalidValueException(
            "message key", "must be 32 hexadecimal digits in lower case", messageKey);
      }
      if (!kind.carriesMail()) {
        throw new InvalidValueException("kind", "must be one that carries mail", kind.toString());
      }
    }

    /**
     * Sets how to write to the user.
     *
     * @param newRecipient the address, the name and the language
     * @return this builder
     */
    public Builder recipient(Recipient newRecipient) {
      this.recipient = Objects.requireNonNull(newRecipient, "recipient");
      return this;
    }

    /**
     * Sets the user's ID at this moment. Default: none.
     *
     * @param newId the ID
     * @return this builder
     */
    public Builder id(ConferenceId newId) {
      this.id = Optional.of(Objects.requireNonNull(newId, "id"));
      return this;
    }

    /**
     * Sets the user's dial-in numbers and how to update meetings.
     *
     * @param newBridge the bridge
     * @return this builder
     */
    public Builder bridge(Bridge newBridge) {
      this.bridge = Objects.requireNonNull(newBridge, "bridge");
      return this;
    }

    /**
     * Sets when it happened.
     *
     * @param newAt the time of the change
     * @return this builder
     */
    public Builder at(Instant newAt) {
      this.at = Objects.requireNonNull(newAt, "at");
      return this;
    }

    /**
     * Sets who asked for it. Default: not known.
     *
     * @param newActor the administrator or program, at most {@value RequestContext#MAX_ACTOR}
     *     characters on one line
     * @return this builder
     * @throws InvalidValueException if it breaks that rule
     */
    public Builder actor(String newActor) {
      Objects.requireNonNull(newActor, "actor");
      Text.requireLine("actor", newActor, RequestContext.MAX_ACTOR);
      this.actor = Optional.of(newActor);
      return this;
    }

    /**
     * Sets why, in words for the user. Default: none.
     *
     * @param reason at most {@value RequestContext#MAX_REASON} characters on one line
     * @return this builder
     * @throws InvalidValueException if it breaks that rule
     */
    public Builder publicReason(String reason) {
      Objects.requireNonNull(reason, "reason");
      Text.requireLine("public reason", reason, RequestContext.MAX_REASON);
      this.publicReason = Optional.of(reason);
      return this;
    }

    /**
     * Sets the end of the ID that no longer works. Default: not known.
     *
     * @param digits one or two digits
     * @return this builder
     * @throws InvalidValueException if it is anything else; the message does not repeat it
     */
    public Builder lastDigitsOfOldId(String digits) {
      Objects.requireNonNull(digits, "digits");
      if (!LAST_DIGITS.matcher(digits).matches()) {
        throw new InvalidValueException("last digits of the old ID", "must be one or two digits");
      }
      this.lastDigitsOfOldId = Optional.of(digits);
      return this;
    }

    /**
     * Makes the message.
     *
     * @return a message with the parts given so far
     * @throws InvalidValueException if a part is missing that must be given
     */
    public Notification build() {
      return new Notification(
          new Parts(
              messageKey,
              kind,
              user,
              required(recipient, "recipient"),
              id,
              required(bridge, "bridge"),
              required(at, "time"),
              actor,
              publicReason,
              lastDigitsOfOldId));
    }

    private static <T> T required(@Nullable T part, String name) {
      if (part == null) {
        throw new InvalidValueException(name, "must be given to the builder");
      }
      return part;
    }
  }
}
