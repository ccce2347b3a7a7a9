package org.conferenceid.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Organizer;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.guard.Durations;
import org.jspecify.annotations.Nullable;

/**
 * A change that a store shall make in one piece. Immutable. Two changes are equal if all their
 * parts are.
 *
 * @since 0.1.0
 */
public final class Change {
  /** The longest quarantine: 36500 days. */
  public static final Duration MAX_QUARANTINE = Duration.ofDays(36_500);

  private final Parts parts;

  private Change(Parts parts) {
    this.parts = parts;
  }

  private record Parts(
      EventKind kind,
      UserId user,
      RequestContext context,
      Optional<IdempotencyKey> key,
      Optional<ConferenceId> expected,
      OptionalLong expectedVersion,
      Duration quarantine,
      boolean mail) {}

  /**
   * Starts a change about which nothing else is said: nobody is named, no ID is expected, the
   * quarantine is 365 days, and a message is sent if the kind {@linkplain EventKind#carriesMail
   * carries mail}.
   *
   * @param kind what shall happen
   * @param user to whom
   * @return a new builder
   */
  public static Builder builder(EventKind kind, UserId user) {
    return new Builder(kind, user);
  }

  /**
   * Checks how long an ID is to stay reserved (CS-4), for a store whose {@link
   * ConferenceStore#erase} is given a quarantine that no change has checked.
   *
   * @param quarantine the quarantine
   * @return the quarantine
   * @throws InvalidValueException if it is not positive, or longer than {@link #MAX_QUARANTINE}
   */
  public static Duration requireQuarantine(Duration quarantine) {
    return Durations.require(
        "quarantine", Objects.requireNonNull(quarantine, "quarantine"), MAX_QUARANTINE);
  }

  /**
   * Starts from this change.
   *
   * @return a builder with the same parts
   */
  public Builder toBuilder() {
    return new Builder(parts.kind, parts.user)
        .context(parts.context)
        .idempotencyKey(parts.key)
        .expecting(parts.expected)
        .expectingVersion(parts.expectedVersion)
        .quarantine(parts.quarantine)
        .mail(parts.mail);
  }

  /**
   * Checks that changes that are to be made together are each about another user (CS-17).
   *
   * @param changes the changes
   * @throws InvalidValueException if a user stands there twice
   */
  public static void requireDistinct(Collection<Change> changes) {
    Objects.requireNonNull(changes, "changes");
    if (changes.stream().map(Change::user).distinct().count() < changes.size()) {
      throw new InvalidValueException("user", "must not stand there twice");
    }
  }

  /**
   * Returns what shall happen.
   *
   * @return the kind
   */
  public EventKind kind() {
    return parts.kind;
  }

  /**
   * Returns to whom it shall happen.
   *
   * @return the user
   */
  public UserId user() {
    return parts.user;
  }

  /**
   * Returns who asks and why, for the audit.
   *
   * @return the context
   */
  public RequestContext context() {
    return parts.context;
  }

  /**
   * Returns the key by which a repetition is known (CS-8).
   *
   * @return the key; empty if each repetition is a change of its own
   */
  public Optional<IdempotencyKey> idempotencyKey() {
    return parts.key;
  }

  /**
   * Returns the ID that the user must have (CS-6).
   *
   * @return the ID; empty if any will do
   */
  public Optional<ConferenceId> expected() {
    return parts.expected;
  }

  /**
   * Returns the version that the user must have (CS-6).
   *
   * @return the version; empty if any will do
   */
  public OptionalLong expectedVersion() {
    return parts.expectedVersion;
  }

  /**
   * Returns how long a retired ID stays reserved (CS-4).
   *
   * @return positive, at most {@link #MAX_QUARANTINE}
   */
  public Duration quarantine() {
    return parts.quarantine;
  }

  /**
   * Returns whether a message about it is queued.
   *
   * @return {@code true} if a message is to be sent
   */
  public boolean mail() {
    return parts.mail;
  }

  /**
   * Returns whether this is the request that an earlier change with the same user and idempotency
   * key came of (CS-8): of the same kind, and expecting an ID and a version that the user had then.
   *
   * @param first what happened then
   * @return {@code false} if the key is reused for another request
   */
  public boolean isSameRequest(ConferenceEvent first) {
    Objects.requireNonNull(first, "first");
    return parts.kind == first.kind()
        && (parts.expected.isEmpty() || parts.expected.equals(first.oldId()))
        && (parts.expectedVersion.isEmpty()
            || parts.expectedVersion.getAsLong() == first.version() - 1);
  }

  /**
   * Answers this change where its user and idempotency key have been used (CS-8). Nothing is to be
   * changed then.
   *
   * @param first what happened then
   * @param committed {@code false} in a transaction of the application (CS-15)
   * @return what happened then, as a replay; {@link ChangeResult.KeyReused} if this is {@linkplain
   *     #isSameRequest another request}
   */
  public ChangeResult replay(ConferenceEvent first, boolean committed) {
    return isSameRequest(first)
        ? new ChangeResult.Done(first, /* replayed= */ true, committed)
        : new ChangeResult.KeyReused();
  }

  /**
   * Returns what stands against this change in the user's state: that the user is not enabled, or
   * is enabled already (CS-7), or has another ID or version than the expected one (CS-6). Ask it
   * after the idempotency key, whose {@link #replay} goes first (CS-8).
   *
   * @param found the user's state; empty for somebody unknown
   * @return the answer, with which nothing is to be changed; empty to go on
   */
  public Optional<ChangeResult> refusal(Optional<Organizer> found) {
    Objects.requireNonNull(found, "found");
    Optional<Organizer> enabled = found.filter(Organizer::enabled);
    if (parts.kind == EventKind.ENABLED) {
      return enabled.map(ChangeResult.AlreadyEnabled::new);
    }
    return enabled.isEmpty()
        ? Optional.of(new ChangeResult.NotEnabled())
        : enabled.filter(this::isStale).map(ChangeResult.StaleId::new);
  }

  private boolean isStale(Organizer organizer) {
    return (parts.expected.isPresent() && !parts.expected.equals(organizer.id()))
        || (parts.expectedVersion.isPresent()
            && parts.expectedVersion.getAsLong() != organizer.version());
  }

  /**
   * Returns what happens when this change is made, which is what the audit keeps. Only what
   * {@linkplain EventKind#changesId changes the ID} begins a version (CS-5), from which on the user
   * has the new ID.
   *
   * @param found the user's state before it, against which there is no {@link #refusal}
   * @param assigned the ID that is assigned (CS-3); empty if the kind {@linkplain
   *     EventKind#assignsId assigns none}
   * @param at the store's time
   * @return the event
   * @throws InvalidValueException if an ID is given though the kind assigns none, or none is given
   *     though it assigns one
   */
  public ConferenceEvent event(
      Optional<Organizer> found, Optional<ConferenceId> assigned, Instant at) {
    Objects.requireNonNull(found, "found");
    Objects.requireNonNull(assigned, "assigned");
    Objects.requireNonNull(at, "at");
    if (assigned.isPresent() != parts.kind.assignsId()) {
      throw new InvalidValueException(
          "assigned ID", "must be given for an enabling and a reset only", parts.kind.toString());
    }
    Optional<ConferenceId> oldId = found.flatMap(Organizer::id);
    long version = found.map(Organizer::version).orElse(0L);
    return parts.kind.changesId()
        ? new ConferenceEvent(parts.kind, parts.user, oldId, assigned, version + 1, at)
        : new ConferenceEvent(parts.kind, parts.user, oldId, oldId, version, at);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Change change && change.parts.equals(parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  /** Returns all parts; IDs are masked. */
  @Override
  public String toString() {
    return "Change" + parts.toString().substring("Parts".length());
  }

  /** Collects the parts of a {@link Change}. Not safe for use by several threads. */
  public static final class Builder {
    private final EventKind kind;
    private final UserId user;
    private RequestContext context = RequestContext.NONE;
    private Optional<IdempotencyKey> key = Optional.empty();
    private Optional<ConferenceId> expected = Optional.empty();
    private OptionalLong expectedVersion = OptionalLong.empty();
    private Duration quarantine = Duration.ofDays(365);
    private boolean mail;

    private Builder(EventKind kind, UserId user) {
      this.kind = Objects.requireNonNull(kind, "kind");
      this.user = Objects.requireNonNull(user, "user");
      this.mail = kind.carriesMail();
    }

    /**
     * Sets who asks and why.
     *
     * @param newContext the context
     * @return this builder
     */
    public Builder context(RequestContext newContext) {
      this.context = Objects.requireNonNull(newContext, "context");
      return this;
    }

    /**
     * Sets the key by which a repetition is known.
     *
     * @param newKey the key; empty for none
     * @return this builder
     */
    public Builder idempotencyKey(Optional<IdempotencyKey> newKey) {
      this.key = Objects.requireNonNull(newKey, "key");
      return this;
    }

    /**
     * Sets the ID that the user must have.
     *
     * @param newExpected the ID; empty if any will do
     * @return this builder
     */
    public Builder expecting(Optional<ConferenceId> newExpected) {
      this.expected = Objects.requireNonNull(newExpected, "expected");
      return this;
    }

    /**
     * Sets the version that the user must have.
     *
     * @param newExpected the version; empty if any will do
     * @return this builder
     */
    public Builder expectingVersion(OptionalLong newExpected) {
      this.expectedVersion = Objects.requireNonNull(newExpected, "expected");
      return this;
    }

    /**
     * Sets how long a retired ID stays reserved.
     *
     * @param newQuarantine positive, at most {@link #MAX_QUARANTINE}
     * @return this builder
     */
    public Builder quarantine(Duration newQuarantine) {
      this.quarantine = Objects.requireNonNull(newQuarantine, "quarantine");
      return this;
    }

    /**
     * Sets whether a message about it is queued.
     *
     * @param wanted whether a message is sent
     * @return this builder
     */
    public Builder mail(boolean wanted) {
      this.mail = wanted;
      return this;
    }

    /**
     * Makes the change.
     *
     * @return the change
     * @throws InvalidValueException if the quarantine is out of its range, if an ID or a version is
     *     expected by another kind than a reset, or if a message is wanted about a kind that
     *     {@linkplain EventKind#carriesMail carries no mail}
     */
    public Change build() {
      requireQuarantine(quarantine);
      if (kind != EventKind.RESET && (expected.isPresent() || expectedVersion.isPresent())) {
        throw new InvalidValueException(
            "expected ID or version", "must be given for a reset only", kind.toString());
      }
      if (mail && !kind.carriesMail()) {
        throw new InvalidValueException(
            "mail", "must be off for a kind that carries no mail", kind.toString());
      }
      return new Change(
          new Parts(kind, user, context, key, expected, expectedVersion, quarantine, mail));
    }
  }
}
