package org.conferenceid.bulk;

import java.util.stream.Stream;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.InvalidValueException;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.change.ConferenceInfoRequest;

/**
 * A request to send many users a message that changes nothing: all conference information (S11), or
 * that the dial-in numbers have changed (B15). It is one run that can be stopped and finished
 * later. Immutable: each method returns a new request.
 *
 * <p>The run key is the {@linkplain ConferenceInfoRequest#idempotencyKey(String) idempotency key}
 * of each message, so that nobody gets a second one when the run is started again with it. It
 * counts as long as the audit entries live.
 *
 * @since 0.1.0
 */
public final class BulkInfo extends BulkRequest<BulkInfo> {
  private BulkInfo(RequestContext context, Run run) {
    super(context, run);
  }

  /**
   * Sends to everybody who is enabled.
   *
   * @param runKey a name for this run, such as {@code numbers-2026-11}
   * @return a request that says nothing else
   * @throws InvalidValueException if the key breaks the rule of {@link IdempotencyKey}
   */
  public static BulkInfo everyone(String runKey) {
    return new BulkInfo(RequestContext.NONE, Run.everyone(runKey));
  }

  /**
   * Sends to the users of a list. It is read a batch at a time, and never held as a whole. A user
   * who stands there twice gets one message; users who are unknown are reported.
   *
   * @param runKey a name for this run
   * @param users whom; what its iterator throws ends the run, and leaves what has been done
   * @return a request that says nothing else
   * @throws InvalidValueException if the key breaks the rule of {@link IdempotencyKey}
   */
  public static BulkInfo of(String runKey, Iterable<UserId> users) {
    return new BulkInfo(RequestContext.NONE, Run.of(runKey, users));
  }

  /**
   * Sends to the users of a stream, as to those of a list. The request can be run once, as the
   * stream can be read once; closing it is the caller's.
   *
   * @param runKey a name for this run
   * @param users whom; what it throws ends the run, and leaves what has been done
   * @return a request that says nothing else
   * @throws InvalidValueException if the key breaks the rule of {@link IdempotencyKey}
   */
  public static BulkInfo of(String runKey, Stream<UserId> users) {
    return new BulkInfo(RequestContext.NONE, Run.of(runKey, users));
  }

  @Override
  BulkInfo with(RequestContext newContext, Run newRun) {
    return new BulkInfo(newContext, newRun);
  }

  /** Returns the request for one of the users, who gets a message in any case. */
  ConferenceInfoRequest of(UserId user) {
    return ConferenceInfoRequest.of(user).context(context()).idempotencyKey(run().key()).mail(true);
  }
}
