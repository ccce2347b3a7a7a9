package org.conferenceid.audit;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.EventKind;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.InvalidValueException;
import org.conferenceid.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit to read, and in which order. All conditions must hold. Immutable: each
 * method returns a new query. Start from {@link #all}. Two queries are equal if all their
 * conditions are.
 *
 * @since 0.1.0
 */
public final class AuditQuery {
  /** The most entries of one page. */
  public static final int MAX_LIMIT = 1000;

  private static final int DEFAULT_LIMIT = 100;

  private final Conditions conditions;

  private AuditQuery(Conditions conditions) {
    this.conditions = conditions;
  }

  private record Conditions(
      Optional<UserId> user,
      Optional<EventKind> kind,
      Optional<String> actor,
      Optional<IdempotencyKey> key,
      Optional<DeliveryState> state,
      Optional<Instant> from,
      Optional<Instant> until,
      boolean newestFirst,
      OptionalLong after,
      int limit) {}

  /** Conditions in the making: a copy in which one of them is changed. */
  private static final class Draft {
    private Optional<UserId> user;
    private Optional<EventKind> kind;
    private Optional<String> actor;
    private Optional<IdempotencyKey> key;
    private Optional<DeliveryState> state;
    private Optional<Instant> from;
    private Optional<Instant> until;
    private boolean newestFirst;
    private OptionalLong after;
    private int limit;

    Draft(Conditions from) {
      this.user = from.user;
      this.kind = from.kind;
      this.actor = from.actor;
      this.key = from.key;
      this.state = from.state;
      this.from = from.from;
      this.until = from.until;
      this.newestFirst = from.newestFirst;
      this.after = from.after;
      this.limit = from.limit;
    }

    Conditions conditions() {
      return new Conditions(user, kind, actor, key, state, from, until, newestFirst, after, limit);
    }
  }

  private AuditQuery with(Consumer<Draft> change) {
    Draft draft = new Draft(conditions);
    change.accept(draft);
    return new AuditQuery(draft.conditions());
  }

  /**
   * Returns a query for all entries, the oldest first, 100 a page.
   *
   * @return the query
   */
  public static AuditQuery all() {
    return new AuditQuery(
        new Conditions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            OptionalLong.empty(),
            DEFAULT_LIMIT));
  }

  /**
   * Reads only entries of a user.
   *
   * @param user whose
   * @return a new query
   */
  public AuditQuery ofUser(UserId user) {
    Objects.requireNonNull(user, "user");
    return with(draft -> draft.user = Optional.of(user));
  }

  /**
   * Reads only entries of a kind.
   *
   * @param kind what happened
   * @return a new query
   */
  public AuditQuery ofKind(EventKind kind) {
    Objects.requireNonNull(kind, "kind");
    return with(draft -> draft.kind = Optional.of(kind));
  }

  /**
   * Reads only what an actor asked for.
   *
   * @param actor the administrator or program, exactly as in the entries
   * @return a new query
   */
  public AuditQuery byActor(String actor) {
    Objects.requireNonNull(actor, "actor");
    return with(draft -> draft.actor = Optional.of(actor));
  }

  /**
   * Reads only entries with an idempotency key, such as those of one bulk run.
   *
   * @param key the key
   * @return a new query
   */
  public AuditQuery withKey(IdempotencyKey key) {
    Objects.requireNonNull(key, "key");
    return with(draft -> draft.key = Optional.of(key));
  }

  /**
   * Reads only entries whose message is in a state.
   *
   * @param state the state
   * @return a new query
   */
  public AuditQuery withDelivery(DeliveryState state) {
    Objects.requireNonNull(state, "state");
    return with(draft -> draft.state = Optional.of(state));
  }

  /**
   * Reads only what happened at a time or later, by the store's clock.
   *
   * @param from the time
   * @return a new query
   */
  public AuditQuery from(Instant from) {
    Objects.requireNonNull(from, "from");
    return with(draft -> draft.from = Optional.of(from));
  }

  /**
   * Reads only what happened before a time, by the store's clock.
   *
   * @param until the time, which is not included
   * @return a new query
   */
  public AuditQuery until(Instant until) {
    Objects.requireNonNull(until, "until");
    return with(draft -> draft.until = Optional.of(until));
  }

  /**
   * Reads the newest entries first.
   *
   * @return a new query
   */
  public AuditQuery newestFirst() {
    return with(draft -> draft.newestFirst = true);
  }

  /**
   * Goes on after an entry: with higher numbers, or with lower ones if the newest come first.
   *
   * @param number the number of the last entry that was read, see {@link
   *     org.conferenceid.Page#next}
   * @return a new query
   */
  public AuditQuery after(long number) {
    return with(draft -> draft.after = OptionalLong.of(number));
  }

  /**
   * Limits the page.
   *
   * @param entries from 1 to {@value #MAX_LIMIT}
   * @return a new query
   * @throws InvalidValueException if it is out of its range
   */
  public AuditQuery limit(int entries) {
    if (entries < 1 || entries > MAX_LIMIT) {
      throw new InvalidValueException(
          "limit", "must be from 1 to " + MAX_LIMIT, Integer.toString(entries));
    }
    return with(draft -> draft.limit = entries);
  }

  /**
   * Returns whose entries are read.
   *
   * @return the user; empty for everybody's
   */
  public Optional<UserId> user() {
    return conditions.user;
  }

  /**
   * Returns which kind of entries is read.
   *
   * @return the kind; empty for all
   */
  public Optional<EventKind> kind() {
    return conditions.kind;
  }

  /**
   * Returns whose requests are read.
   *
   * @return the actor; empty for all
   */
  public Optional<String> actor() {
    return conditions.actor;
  }

  /**
   * Returns the key that the entries must have.
   *
   * @return the key; empty if it does not matter
   */
  public Optional<IdempotencyKey> idempotencyKey() {
    return conditions.key;
  }

  /**
   * Returns the state that the messages must have.
   *
   * @return the state; empty if it does not matter
   */
  public Optional<DeliveryState> delivery() {
    return conditions.state;
  }

  /**
   * Returns from when on entries are read.
   *
   * @return the time, which is included; empty for the beginning
   */
  public Optional<Instant> from() {
    return conditions.from;
  }

  /**
   * Returns until when entries are read.
   *
   * @return the time, which is not included; empty for the end
   */
  public Optional<Instant> until() {
    return conditions.until;
  }

  /**
   * Returns which end comes first.
   *
   * @return {@code true} if the newest entries do
   */
  public boolean isNewestFirst() {
    return conditions.newestFirst;
  }

  /**
   * Returns after which entry the page begins.
   *
   * @return its number; empty for the first page
   */
  public OptionalLong after() {
    return conditions.after;
  }

  /**
   * Returns how many entries a page has at most.
   *
   * @return from 1 to {@value #MAX_LIMIT}
   */
  public int limit() {
    return conditions.limit;
  }

  /**
   * Returns whether an entry fulfils all conditions. The order, the place where the page begins and
   * its limit are none.
   *
   * @param entry the entry
   * @return {@code true} if it is one of those to be read
   */
  public boolean matches(AuditEntry entry) {
    Objects.requireNonNull(entry, "entry");
    ConferenceEvent event = entry.event();
    return is(conditions.user, event.user())
        && is(conditions.kind, event.kind())
        && (conditions.actor.isEmpty() || conditions.actor.equals(entry.context().actor()))
        && (conditions.key.isEmpty() || conditions.key.equals(entry.idempotencyKey()))
        && is(conditions.state, entry.delivery().state())
        && conditions.from.filter(event.at()::isBefore).isEmpty()
        && conditions.until.filter(until -> !event.at().isBefore(until)).isEmpty();
  }

  private static <T> boolean is(Optional<T> wanted, T found) {
    return wanted.isEmpty() || wanted.get().equals(found);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AuditQuery query && query.conditions.equals(conditions);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(conditions);
  }

  @Override
  public String toString() {
    return "AuditQuery" + conditions.toString().substring("Conditions".length());
  }
}
