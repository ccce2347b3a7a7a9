package org.conferenceid.bulk;

import java.util.Collection;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.InvalidValueException;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.change.RequestWithContext;

/**
 * What requests about many users have in common: whom, under which run key, how fast. Immutable:
 * each method returns a new request.
 *
 * @since 0.1.0
 * @param <R> the kind of request
 */
public abstract sealed class BulkRequest<R extends BulkRequest<R>> implements RequestWithContext<R>
    permits BulkReset, BulkInfo {
  /** The most users who are processed as one. */
  public static final int MAX_BATCH_SIZE = 1000;

  private static final int DEFAULT_BATCH_SIZE = 500;

  private final RequestContext context;
  private final Run run;

  /** Whom, and how fast. */
  record Run(
      IdempotencyKey key,
      Optional<Supplier<Iterator<UserId>>> users,
      OptionalLong total,
      boolean dryRun,
      int batchSize,
      OptionalLong perSecond) {

    private Run(String key, Optional<Supplier<Iterator<UserId>>> users, OptionalLong total) {
      this(new IdempotencyKey(key), users, total, false, DEFAULT_BATCH_SIZE, OptionalLong.empty());
    }

    static Run everyone(String key) {
      Objects.requireNonNull(key, "runKey");
      return new Run(key, Optional.empty(), OptionalLong.empty());
    }

    static Run of(String key, Iterable<UserId> users) {
      Objects.requireNonNull(key, "runKey");
      Objects.requireNonNull(users, "users");
      OptionalLong total =
          users instanceof Collection<?> collection
              ? OptionalLong.of(collection.size())
              : OptionalLong.empty();
      return new Run(key, Optional.of(users::iterator), total);
    }

    static Run of(String key, Stream<UserId> users) {
      Objects.requireNonNull(key, "runKey");
      Objects.requireNonNull(users, "users");
      return new Run(key, Optional.of(users::iterator), OptionalLong.empty());
    }
  }

  BulkRequest(RequestContext context, Run run) {
    this.context = context;
    this.run = run;
  }

  /** Returns the same request with another context and run. */
  abstract R with(RequestContext newContext, Run newRun);

  private R with(Run newRun) {
    return with(context, newRun);
  }

  @Override
  public R context(RequestContext newContext) {
    return with(Objects.requireNonNull(newContext, "context"), run);
  }

  /**
   * Changes nothing, and only tells whom it would be about. It does not look at the run key: who
   * was processed under it already is told as one who would be.
   *
   * @return a new request
   */
  public R dryRun() {
    return with(new Run(run.key, run.users, run.total, true, run.batchSize, run.perSecond));
  }

  /**
   * Sets how many users are processed as one: all of a batch happen, or none. Default: {@value
   * #DEFAULT_BATCH_SIZE}.
   *
   * @param size from 1 to {@value #MAX_BATCH_SIZE}
   * @return a new request
   * @throws InvalidValueException if it is out of its range
   */
  public R batchSize(int size) {
    if (size < 1 || size > MAX_BATCH_SIZE) {
      throw new InvalidValueException(
          "batch size", "must be from 1 to " + MAX_BATCH_SIZE, "" + size);
    }
    return with(new Run(run.key, run.users, run.total, run.dryRun, size, run.perSecond));
  }

  /**
   * Limits how fast users are processed. Default: no limit.
   *
   * @param users at most so many a second, on average; at least 1
   * @return a new request
   * @throws InvalidValueException if it is less
   */
  public R perSecond(int users) {
    if (users < 1) {
      throw new InvalidValueException("users per second", "must be at least 1", "" + users);
    }
    return with(
        new Run(run.key, run.users, run.total, run.dryRun, run.batchSize, OptionalLong.of(users)));
  }

  /**
   * Says how many users the list has, so that {@linkplain BulkProgress progress} can tell what is
   * left. Not needed for a collection or for everyone.
   *
   * @param users how many; not negative
   * @return a new request
   * @throws InvalidValueException if it is negative
   */
  public R total(long users) {
    if (users < 0) {
      throw new InvalidValueException("total", "must not be negative", "" + users);
    }
    return with(
        new Run(
            run.key, run.users, OptionalLong.of(users), run.dryRun, run.batchSize, run.perSecond));
  }

  @Override
  public RequestContext context() {
    return context;
  }

  Run run() {
    return run;
  }

  /** Whom; empty for everyone. */
  Optional<Supplier<Iterator<UserId>>> users() {
    return run.users;
  }

  OptionalLong total() {
    return run.total;
  }

  boolean isDryRun() {
    return run.dryRun;
  }

  /** Where the rate is limited, no batch is more than a second's worth. */
  int batchSize() {
    return (int) Math.min(run.batchSize, run.perSecond.orElse(run.batchSize));
  }

  OptionalLong perSecond() {
    return run.perSecond;
  }

  /** The context, and whether it is for everyone. */
  @Override
  public String toString() {
    return getClass().getSimpleName()
        + "["
        + (run.users.isPresent() ? "list" : "everyone")
        + ", runKey="
        + run.key
        + ", context="
        + context
        + "]";
  }
}
