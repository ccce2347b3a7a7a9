package org.conferenceid.bulk;

import java.util.Optional;
import java.util.stream.Stream;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.InvalidValueException;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
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
public final class BulkReset extends BulkRequest<BulkReset> {
  private final Optional<Boolean> mail;

  private BulkReset(RequestContext context, Run run, Optional<Boolean> mail) {
    super(context, run);
    this.mail = mail;
  }

  private static BulkReset start(Run run) {
    return new BulkReset(RequestContext.NONE, run, Optional.empty());
  }

  /**
   * Resets everybody who is enabled.
   *
   * @param runKey a name for this run, such as {@code leak-2026-11}
   * @return a request that says nothing else
   * @throws InvalidValueException if the key breaks the rule of {@link IdempotencyKey}
   */
  public static BulkReset everyone(String runKey) {
    return start(Run.everyone(runKey));
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
    return start(Run.of(runKey, users));
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
    return start(Run.of(runKey, users));
  }

  @Override
  BulkReset with(RequestContext newContext, Run newRun) {
    return new BulkReset(newContext, newRun, mail);
  }

  /**
   * Decides whether the users get an e-mail (S6). Without it, the setting of the administration
   * decides. How fast the e-mails go out is a setting of their delivery.
   *
   * @param wanted whether e-mails are sent
   * @return a new request
   */
  public BulkReset mail(boolean wanted) {
    return new BulkReset(context(), run(), Optional.of(wanted));
  }

  /** Returns the request for one of the users. */
  ResetRequest of(UserId user) {
    ResetRequest request = ResetRequest.of(user).context(context()).idempotencyKey(run().key());
    return mail.map(request::mail).orElse(request);
  }
}
