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
import org.conferenceid.change.ResetRequest;

/**
 * A request to give many users new IDs, as one run that can be stopped and finished later (B6,
 * S13). Immutable: each method returns a new request.
 *
 * <p>The run key is what makes it safe to start the same run again: it is the {@linkplain
 * ResetRequest#idempotencyKey(String) idempotency key} of each of its resets, so that whoever was
 * reset under it is not reset again. A key that was used for another list means the same: users who
 * were reset under it stay as they are, and the others are reset. It counts as long as the audit
 * entries live.
 *
 * @since 0.1.0
 */
public final class BulkReset implements RequestWithContext<BulkReset> {
  /** The most resets that are made as one. */
  public static final int MAX_BATCH_SIZE = 1000;

  private static final int DEFAULT_BATCH_SIZE = 500;

  private final RequestContext context;
  private final IdempotencyKey runKey;
  private final Optional<Supplier<Iterator<UserId>>> users;
  private final OptionalLong total;
  private final Options options;

  /** What does not say whom or why. */
  private record Options(
      Optional<Boolean> mail, boolean dryRun, int batchSize, OptionalLong perSecond) {}

  private BulkReset(
      RequestContext context,
      IdempotencyKey runKey,
      Optional<Supplier<Iterator<UserId>>> users,
      OptionalLong total,
      Options options) {
    this.context = context;
    this.runKey = runKey;
    this.users = users;
    this.total = total;
    this.options = options;
  }

  private static BulkReset start(
      String runKey, Optional<Supplier<Iterator<UserId>>> users, OptionalLong total) {
    return new BulkReset(
        RequestContext.NONE,
        new IdempotencyKey(runKey),
        users,
        total,
        new Options(Optional.empty(), false, DEFAULT_BATCH_SIZE, OptionalLong.empty()));
  }

  /**
   * Resets everybody who is enabled.
   *
   * @param runKey a name for this run, such as {@code leak-2026-11}
   * @return a request that says nothing else
   * @throws InvalidValueException if the key breaks the rule of {@link IdempotencyKey}
   */
  public static BulkReset everyone(String runKey) {
    Objects.requireNonNull(runKey, "runKey");
    return start(runKey, Optional.empty(), OptionalLong.empty());
  }

  /**
   * Resets the users of a list. It is read a batch at a time, and never held as a whole. A user who
   * stands there twice is reset once; users who are unknown are reported.
   *
   * @param runKey a name for this run
   * @param users whom; what its iterator throws ends the run, and leaves what has been done
   * @return a request that says nothing else
   * @throws InvalidValueException if the key breaks the rule of {@link IdempotencyKey}
   */
  public static BulkReset of(String runKey, Iterable<UserId> users) {
    Objects.requireNonNull(runKey, "runKey");
    Objects.requireNonNull(users, "users");
    OptionalLong total =
        users instanceof Collection<?> collection
            ? OptionalLong.of(collection.size())
            : OptionalLong.empty();
    return start(runKey, Optional.of(users::iterator), total);
  }

  /**
   * Resets the users of a stream, as those of a list. The request can be run once, as the stream
   * can be read once; closing it is the caller's.
   *
   * @param runKey a name for this run
   * @param users whom; what it throws ends the run, and leaves what has been done
   * @return a request that says nothing else
   * @throws InvalidValueException if the key breaks the rule of {@link IdempotencyKey}
   */
  public static BulkReset of(String runKey, Stream<UserId> users) {
    Objects.requireNonNull(runKey, "runKey");
    Objects.requireNonNull(users, "users");
    return start(runKey, Optional.of(users::iterator), OptionalLong.empty());
  }

  private BulkReset with(Options newOptions) {
    return new BulkReset(context, runKey, users, total, newOptions);
  }

  @Override
  public BulkReset context(RequestContext newContext) {
    Objects.requireNonNull(newContext, "context");
    return new BulkReset(newContext, runKey, users, total, options);
  }

  /**
   * Decides whether the users get an e-mail (S6). Without it, the setting of the administration
   * decides. How fast the e-mails go out is a setting of their delivery.
   *
   * @param wanted whether e-mails are sent
   * @return a new request
   */
  public BulkReset mail(boolean wanted) {
    return with(
        new Options(Optional.of(wanted), options.dryRun, options.batchSize, options.perSecond));
  }

  /**
   * Only tells who would be reset. It does not look at the run key: who was reset under it already
   * is told as one who would be.
   *
   * @return a new request
   */
  public BulkReset dryRun() {
    return with(new Options(options.mail, true, options.batchSize, options.perSecond));
  }

  /**
   * Sets how many resets are made as one: all of a batch happen, or none. Default: {@value
   * #DEFAULT_BATCH_SIZE}.
   *
   * @param size from 1 to {@value #MAX_BATCH_SIZE}
   * @return a new request
   * @throws InvalidValueException if it is out of its range
   */
  public BulkReset batchSize(int size) {
    if (size < 1 || size > MAX_BATCH_SIZE) {
      throw new InvalidValueException(
          "batch size", "must be from 1 to " + MAX_BATCH_SIZE, "" + size);
    }
    return with(new Options(options.mail, options.dryRun, size, options.perSecond));
  }

  /**
   * Limits how fast users are reset. Default: no limit.
   *
   * @param resets at most so many a second, on average; at least 1
   * @return a new request
   * @throws InvalidValueException if it is less
   */
  public BulkReset perSecond(int resets) {
    if (resets < 1) {
      throw new InvalidValueException("resets per second", "must be at least 1", "" + resets);
    }
    return with(
        new Options(options.mail, options.dryRun, options.batchSize, OptionalLong.of(resets)));
  }

  /**
   * Says how many users the list has, so that {@linkplain BulkProgress progress} can tell what is
   * left. Not needed for a collection or for everyone.
   *
   * @param users how many; not negative
   * @return a new request
   * @throws InvalidValueException if it is negative
   */
  public BulkReset total(long users) {
    if (users < 0) {
      throw new InvalidValueException("total", "must not be negative", "" + users);
    }
    return new BulkReset(context, runKey, this.users, OptionalLong.of(users), options);
  }

  /** Returns the request for one of the users. */
  ResetRequest of(UserId user) {
    ResetRequest request = ResetRequest.of(user).context(context).idempotencyKey(runKey);
    return options.mail.map(request::mail).orElse(request);
  }

  @Override
  public RequestContext context() {
    return context;
  }

  /** Whom; empty for everyone. */
  Optional<Supplier<Iterator<UserId>>> users() {
    return users;
  }

  OptionalLong total() {
    return total;
  }

  boolean isDryRun() {
    return options.dryRun;
  }

  /** Where the rate is limited, no batch is more than a second's worth. */
  int batchSize() {
    return (int) Math.min(options.batchSize, options.perSecond.orElse(options.batchSize));
  }

  OptionalLong perSecond() {
    return options.perSecond;
  }

  /** The context, and whether it is for everyone. */
  @Override
  public String toString() {
    return "BulkReset["
        + (users.isPresent() ? "list" : "everyone")
        + ", runKey="
        + runKey
        + ", context="
        + context
        + "]";
  }
}
