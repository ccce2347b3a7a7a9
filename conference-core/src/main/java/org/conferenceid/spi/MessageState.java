package org.conferenceid.spi;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.InvalidValueException;
import org.conferenceid.RequestContext;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.audit.DeliveryStatus;

/**
 * Where a message of an {@linkplain Outbox outbox} stands, and what becomes of it. A store that
 * reads a message before it writes it can leave the rules to this value, and keep its parts:
 *
 * <pre>{@code
 * MessageState claimed = state.leased(now.plus(duration));
 * write(number, claimed);
 * return claimed.lease(number, messageKey, event, context);
 * }</pre>
 *
 * <p>All times are the store's. Immutable: each method returns a new value.
 *
 * @param state where it stands
 * @param due when it is to be tried; while it is leased, when the lease ends; of no meaning for one
 *     that is not {@linkplain #isOpen open}
 * @param fence how often it was leased in all
 * @param attempts how often it was leased since it was queued or sent again, but for what was
 *     released
 * @param excused how many of the attempts ended because nothing was taken from us at all
 * @param unconfirmed how many of the attempts may have sent it
 * @param problem why the last attempt that failed did so
 * @since 0.1.0
 */
public record MessageState(
    DeliveryState state,
    Instant due,
    long fence,
    int attempts,
    int excused,
    int unconfirmed,
    Optional<String> problem) {

  /** A time that is over whatever the clock shows (OB-7). */
  public static final Instant AT_ONCE = Instant.MIN;

  /**
   * Checks the parts.
   *
   * @param state where it stands
   * @param due when it is to be tried, or its lease ends
   * @param fence how often it was leased in all
   * @param attempts how often it was leased since it was queued or sent again
   * @param excused how many of the attempts are excused
   * @param unconfirmed how many of the attempts may have sent it
   * @param problem why the last attempt that failed did so
   * @throws InvalidValueException if a number is negative
   */
  public MessageState {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(due, "due");
    Objects.requireNonNull(problem, "problem");
    if (fence < 0 || attempts < 0 || excused < 0 || unconfirmed < 0) {
      throw new InvalidValueException("a message's count", "must not be negative");
    }
  }

  /**
   * Returns the state of a message that has just been queued.
   *
   * @param mail whether there is a message at all ({@link Change#mail})
   * @return pending and due at once, or {@link DeliveryState#OFF}
   */
  public static MessageState queued(boolean mail) {
    return new MessageState(
        mail ? DeliveryState.PENDING : DeliveryState.OFF, AT_ONCE, 0, 0, 0, 0, Optional.empty());
  }

  /**
   * Returns whether it has yet to be sent.
   *
   * @return {@code true} if it is pending or leased
   */
  public boolean isOpen() {
    return state == DeliveryState.PENDING || state == DeliveryState.LEASED;
  }

  /**
   * Returns whether its time has come, or its lease has ended; also if that time lies further ahead
   * than {@link Outbox#MAX_DELAY}, because the clock has been set back then (OB-7).
   *
   * @param now the store's time
   * @return {@code false} if it has to wait; of no meaning for one that is not open
   */
  public boolean isDue(Instant now) {
    Objects.requireNonNull(now, "now");
    return !now.isBefore(due) || due.isAfter(now.plus(Outbox.MAX_DELAY));
  }

  /**
   * Returns whether a worker has it. Then it is neither handed out nor superseded (OB-2, OB-6).
   *
   * @param now the store's time
   * @return {@code true} if it is leased, and the lease has not ended
   */
  public boolean isWithWorker(Instant now) {
    Objects.requireNonNull(now, "now");
    return state == DeliveryState.LEASED && !isDue(now);
  }

  /**
   * Returns whether a lease of this message is its latest one and has not been settled, so that a
   * settlement of it counts (OB-4).
   *
   * @param lease a lease of this message
   * @return {@code false} if the lease is lost
   */
  public boolean isHeldBy(Lease lease) {
    Objects.requireNonNull(lease, "lease");
    return state == DeliveryState.LEASED && fence == lease.fence();
  }

  /**
   * Leases an open message to a worker (OB-2). The attempt counts from here on (OB-3), and a lease
   * before that has ended unsettled is one more that may have sent it (OB-13).
   *
   * @param until when the lease ends
   * @return the state to be kept
   */
  public MessageState leased(Instant until) {
    Objects.requireNonNull(until, "until");
    return new MessageState(
        DeliveryState.LEASED,
        until,
        fence + 1,
        attempts + 1,
        excused,
        unconfirmed + (state == DeliveryState.LEASED ? 1 : 0),
        problem);
  }

  /**
   * Returns the lease that a worker gets of a message that has just been {@link #leased}.
   *
   * @param number the message's number
   * @param messageKey the message's name (OB-12)
   * @param event what it is about (OB-15)
   * @param context who asked for it and why (OB-15)
   * @return the lease
   */
  public Lease lease(
      long number, String messageKey, ConferenceEvent event, RequestContext context) {
    return new Lease(number, messageKey, fence, attempts, excused, unconfirmed, event, context);
  }

  /**
   * Settles a message whose lease {@linkplain #isHeldBy counts}: what is to be retried is due after
   * its delay (OB-7), what was released is as if it had not been leased (OB-9), and a problem stays
   * until there is another one (OB-11).
   *
   * @param result what became of it
   * @param now the store's time
   * @return the state to be kept
   */
  public MessageState settled(Settlement.Result result, Instant now) {
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(now, "now");
    if (result instanceof Settlement.Retry retry) {
      return new MessageState(
          retry.state(),
          now.plus(retry.delay()),
          fence,
          attempts,
          excused + (retry.attempt() == Settlement.Attempt.EXCUSED ? 1 : 0),
          unconfirmed + (retry.attempt() == Settlement.Attempt.UNCONFIRMED ? 1 : 0),
          Optional.of(retry.problem()));
    }
    int uncounted = result instanceof Settlement.Released ? 1 : 0;
    return new MessageState(
        result.state(),
        AT_ONCE,
        fence,
        attempts - uncounted,
        excused,
        unconfirmed,
        result instanceof Settlement.Failed failed ? Optional.of(failed.problem()) : problem);
  }

  /**
   * Drops an open message that has become {@linkplain Outbox#isOutdated outdated} (OB-6).
   *
   * @return the state to be kept
   */
  public MessageState superseded() {
    return new MessageState(
        DeliveryState.SUPERSEDED, AT_ONCE, fence, attempts, excused, unconfirmed, problem);
  }

  /**
   * Queues a failed message again, due at once; its attempts count from 1 again (OB-8).
   *
   * @return the state to be kept; empty if it has not failed
   */
  public Optional<MessageState> resent() {
    return state == DeliveryState.FAILED
        ? Optional.of(new MessageState(DeliveryState.PENDING, AT_ONCE, fence, 0, 0, 0, problem))
        : Optional.empty();
  }

  /**
   * Returns what the audit shows of it (OB-11).
   *
   * @return the status
   */
  public DeliveryStatus status() {
    return new DeliveryStatus(state, attempts, problem);
  }
}
