package org.conferenceid.bulk;

import java.util.Objects;
import org.conferenceid.EventKind;
import org.conferenceid.StoreException;
import org.conferenceid.TimeSource;
import org.conferenceid.change.ConferenceInfoRequest;
import org.conferenceid.internal.ChangeExecutor;
import org.conferenceid.spi.ConferenceStore;

/**
 * Sends many users a message that changes nothing (S11, B15), as {@link BulkResetService} resets
 * many: in batches, with a result for each user, stopped and started again under the same key. A
 * message shows the ID and the numbers that are current when it is sent. Because it is asked for,
 * it is sent even if mail is switched off.
 *
 * <p>Obtained from {@code Administration.bulkInfo()}. Safe for use by any number of threads.
 *
 * @since 0.1.0
 */
public final class BulkInfoService {
  private final ChangeExecutor changes;
  private final BulkRunner runner;

  /**
   * Makes the service: {@code Administration} does.
   *
   * @param store where IDs are kept
   * @param changes queues the messages
   * @param timeSource measures and waits
   */
  @SuppressWarnings("exports") // applications get it from Administration
  public BulkInfoService(ConferenceStore store, ChangeExecutor changes, TimeSource timeSource) {
    this.changes = Objects.requireNonNull(changes, "changes");
    this.runner = new BulkRunner(store, timeSource);
  }

  /**
   * Queues all conference information for many users, on this thread: the ID and the dial-in
   * numbers, never a PIN.
   *
   * @param request whom, by whom, why, under which run key
   * @param observer learns what becomes of each user
   * @return what was done
   * @throws StoreException if the store is away; what has been done stays
   * @throws IllegalStateException in a transaction of the application, unless it is a dry run
   */
  public BulkReport sendConferenceInfo(BulkInfo request, BulkObserver observer) {
    return send(EventKind.INFO_REQUESTED, request, observer);
  }

  /**
   * Queues for many users that the dial-in numbers have changed, on this thread. The message shows
   * the new numbers and asks for invitations to be sent again.
   *
   * @param request whom, by whom, why, under which run key
   * @param observer learns what becomes of each user
   * @return what was done
   * @throws StoreException if the store is away; what has been done stays
   * @throws IllegalStateException in a transaction of the application, unless it is a dry run
   */
  public BulkReport sendNumbersChanged(BulkInfo request, BulkObserver observer) {
    return send(EventKind.NUMBERS_CHANGED, request, observer);
  }

  private BulkReport send(EventKind kind, BulkInfo request, BulkObserver observer) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(observer, "observer");
    BulkStep<ConferenceInfoRequest> step = BulkStep.changing(kind, changes);
    return runner.run("a bulk message " + kind, request, user -> request.of(user), step, observer);
  }
}
