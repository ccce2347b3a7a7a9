package org.conferenceid.bulk;

import java.util.List;
import java.util.Objects;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.StoreException;
import org.conferenceid.TimeSource;
import org.conferenceid.capacity.IdsExhaustedException;
import org.conferenceid.change.GeneratorException;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.internal.ChangeExecutor;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.OrganizerQuery;

/**
 * Resets the IDs of many users: of a list, of everyone (B6, S13), or of those whose IDs are old.
 *
 * <p>Users are reset in batches, each of which happens as a whole or not at all; each user gets a
 * result. A run can be stopped between two batches, by its observer or by interrupting its thread,
 * or by a crash, and started again with the same key: it then finishes the rest. Memory does not
 * grow with the number of users.
 *
 * <p>When the store fails on a batch, the users of that batch are tried one by one, so that one bad
 * row does not stand in the way of all; when several fail in a row the store is taken to be away,
 * and the run ends with its exception.
 *
 * <p>Obtained from {@code Administration.bulkResets()}. Safe for use by any number of threads;
 * single resets and other runs may go on meanwhile.
 *
 * @since 0.1.0
 */
public final class BulkResetService {
  private final ConferenceStore store;
  private final ChangeExecutor changes;
  private final BulkRunner runner;

  /**
   * Makes the service: {@code Administration} does.
   *
   * @param store where IDs are kept
   * @param changes makes the changes
   * @param timeSource measures and waits
   */
  @SuppressWarnings("exports") // applications get it from Administration
  public BulkResetService(ConferenceStore store, ChangeExecutor changes, TimeSource timeSource) {
    this.store = Objects.requireNonNull(store, "store");
    this.changes = Objects.requireNonNull(changes, "changes");
    this.runner = new BulkRunner(store, timeSource);
  }

  /**
   * Resets many users, on this thread.
   *
   * @param request whom, by whom, why, under which run key
   * @param observer learns what becomes of each user
   * @return what was done
   * @throws IdsExhaustedException if no ID is left: those who got none have been told as failed,
   *     and the rest of the list was not tried
   * @throws GeneratorException if the application's generator of IDs fails; what has been done
   *     stays
   * @throws StoreException if the store is away; what has been done stays
   * @throws IllegalStateException in a transaction of the application, unless it is a dry run
   */
  public BulkReport reset(BulkReset request, BulkObserver observer) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(observer, "observer");
    return runner.run("a bulk reset", request, request::of, resetting(), observer);
  }

  private BulkStep<ResetRequest> resetting() {
    return BulkStep.changing(EventKind.RESET, changes);
  }

  /**
   * Returns whose IDs are due for rotation, the oldest first. Changes nothing.
   *
   * @param rotation the rule
   * @return the next batch; empty when no ID is old enough
   * @throws StoreException if the store cannot be used
   */
  public List<Organizer> previewRotation(Rotation rotation) {
    Objects.requireNonNull(rotation, "rotation");
    return store.organizers(OrganizerQuery.olderThan(rotation.age()).limit(rotation.batchSize()));
  }

  /**
   * Resets the next batch of those whose IDs are due for rotation, on this thread. Each keeps an ID
   * that is newer than the one found: so several nodes may rotate by the same rule at once, and
   * nobody is reset twice. Call it regularly, for instance once an hour, with a batch that is as
   * large as the mails and the users' patience allow.
   *
   * @param rotation the rule
   * @param observer learns what becomes of each user
   * @return what was done; {@link BulkReport#processed} is 0 when nothing was due
   * @throws IdsExhaustedException if no ID is left
   * @throws GeneratorException if the application's generator of IDs fails; what has been done
   *     stays
   * @throws StoreException if the store is away; what has been done stays
   * @throws IllegalStateException in a transaction of the application
   */
  public BulkReport rotate(Rotation rotation, BulkObserver observer) {
    Objects.requireNonNull(rotation, "rotation");
    Objects.requireNonNull(observer, "observer");
    runner.refuseInTransaction("a rotation");
    List<ResetRequest> due =
        previewRotation(rotation).stream().map(organizer -> rotation.of(organizer)).toList();
    return runner.run("a rotation", due.iterator(), due.size(), resetting(), observer);
  }
}
