package org.conferenceid.audit;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.conferenceid.EventKind;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.InvalidValueException;
import org.conferenceid.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit to read, and in which order. All conditions must hold. Immutable: each
 * method returns a new query. Start from {@link #all}. Two queries are equal if all their
 * conditions are.
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
    Conditions c = conditions;
    return new AuditQuery(
        new Conditions(
            Optional.of(user),
            c.kind,
            c.actor,
            c.key,
            c.state,
            c.from,
            c.until,
            c.newestFirst,
            c.after,
            c.limit));
  }

  /**
   * Reads only entries of a kind.
   *
   * @param kind what happened
   * @return a new query
   */
  public AuditQuery ofKind(EventKind kind) {
    Conditions c = conditions;
    return new AuditQuery(
        new Conditions(
            c.user,
            Optional.of(kind),
            c.actor,
            c.key,
            c.state,
            c.from,
            c.until,
            c.newestFirst,
            c.after,
            c.limit));
  }

  /**
   * Reads only what an actor asked for.
   *
   * @param actor the administrator or program, exactly as in the entries
   * @return a new query
   */
  public AuditQuery byActor(String actor) {
    Conditions c = conditions;
    return new AuditQuery(
        new Conditions(
            c.user,
            c.kind,
            Optional.of(actor),
            c.key,
            c.state,
            c.from,
            c.until,
            c.newestFirst,
            c.after,
            c.limit));
  }

  /**
   * Reads only entries with an idempotency key, such as those of one bulk run.
   *
   * @param key the key
   * @return a new query
   */
  public AuditQuery withKey(IdempotencyKey key) {
    Conditions c = conditions;
    return new AuditQuery(
        new Conditions(
            c.user,
            c.kind,
            c.actor,
            Optional.of(key),
            c.state,
            c.from,
            c.until,
            c.newestFirst,
            c.after,
            c.limit));
  }

  /**
   * Reads only entries whose message is in a state.
   *
   * @param state the state
   * @return a new query
   */
  public AuditQuery withDelivery(DeliveryState state) {
    Conditions c = conditions;
    return new AuditQuery(
        new Conditions(
            c.user,
            c.kind,
            c.actor,
            c.key,
            Optional.of(state),
            c.from,
            c.until,
            c.newestFirst,
            c.after,
            c.limit));
  }

  /**
   * Reads only what happened at a time or later, by the store's clock.
   *
   * @param from the time
   * @return a new query
   */
  public AuditQuery from(Instant from) {
    Conditions c = conditions;
    return new AuditQuery(
        new Conditions(
            c.user,
            c.kind,
            c.actor,
            c.key,
            c.state,
            Optional.of(from),
            c.until,
            c.newestFirst,
            c.after,
            c.limit));
  }

  /**
   * Reads only what happened before a time, by the store's clock.
   *
   * @param until the time, which is not included
   * @return a new query
   */
  public AuditQuery until(Instant until) {
    Conditions c = conditions;
    return new AuditQuery(
        new Conditions(
            c.user,
            c.kind,
            c.actor,
            c.key,
            c.state,
            c.from,
            Optional.of(until),
            c.newestFirst,
            c.after,
            c.limit));
  }

  /**
   * Reads the newest entries first.
   *
   * @return a new query
   */
  public AuditQuery newestFirst() {
    Conditions c = conditions;
    return new AuditQuery(
        new Conditions(
            c.user, c.kind, c.actor, c.key, c.state, c.from, c.until, true, c.after, c.limit));
  }

  /**
   * Goes on after an entry: with higher numbers, or with lower ones if the newest come first.
   *
   * @param number the number of the last entry that was read, see {@link
   *     org.conferenceid.Page#next}
   * @return a new query
   */
  public AuditQuery after(long number) {
    Conditions c = conditions;
    return new AuditQuery(
        new Conditions(
            c.user,
            c.kind,
            c.actor,
            c.key,
            c.state,
            c.from,
            c.until,
            c.newestFirst,
            OptionalLong.of(number),
            c.limit));
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
    Conditions c = conditions;
    return new AuditQuery(
        new Conditions(
            c.user,
            c.kind,
            c.actor,
            c.key,
            c.state,
            c.from,
            c.until,
            c.newestFirst,
            c.after,
            entries));
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
