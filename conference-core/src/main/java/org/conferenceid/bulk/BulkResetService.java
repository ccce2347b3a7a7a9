package org.conferenceid.bulk;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.conferenceid.Organizer;
import org.conferenceid.StoreException;
import org.conferenceid.TimeSource;
import org.conferenceid.UserId;
import org.conferenceid.capacity.IdsExhaustedException;
import org.conferenceid.change.GeneratorException;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.internal.ChangeExecutor;
import org.conferenceid.internal.EnabledUsers;
import org.conferenceid.internal.RateLimiter;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.OrganizerQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
  private static final Logger log = LoggerFactory.getLogger("org.conferenceid.bulk");

  private final ConferenceStore store;
  private final ChangeExecutor changes;
  private final TimeSource timeSource;

  /**
   * Makes the service: {@code Administration} does.
   *
   * @param store where IDs are kept
   * @param changes makes the changes
   * @param timeSource measures and waits
   */
  @SuppressWarnings("exports") // applications get it from Administration
  public BulkResetService(ConferenceStore store, ChangeExecutor changes, TimeSource timeSource) {
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(changes, "changes");
    Objects.requireNonNull(timeSource, "timeSource");
    this.store = store;
    this.changes = changes;
    this.timeSource = timeSource;
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
    if (!request.isDryRun()) {
      refuseInTransaction("a bulk reset");
    }
    Iterator<ResetRequest> requests = requests(request);
    OptionalLong total =
        request.users().isPresent() ? request.total() : OptionalLong.of(store.capacity().active());
    BulkStep step = request.isDryRun() ? BulkStep.planning(store) : BulkStep.resetting(changes);
    RateLimiter rateLimiter = rateLimiter(request.perSecond());
    log.info("bulk reset starts: {}", request);
    BulkReport report =
        new BulkRun(step, rateLimiter, timeSource, observer)
            .over(requests, request.batchSize(), total);
    log.info("bulk reset ends: {}, {}", request, report);
    return report;
  }

  /** A batch counts when it is committed: nobody could stop a run, or go on with it. */
  private void refuseInTransaction(String doing) {
    if (store.inApplicationTransaction()) {
      throw new IllegalStateException(
          doing
              + " must not be run in a transaction of the application, because it commits batch by"
              + " batch; nothing was changed");
    }
  }

  /** Saves nothing: time in which nothing was done is not made up for. */
  private RateLimiter rateLimiter(OptionalLong perSecond) {
    double limit = perSecond.isPresent() ? perSecond.getAsLong() : Double.POSITIVE_INFINITY;
    return new RateLimiter(limit, Duration.ZERO, timeSource::nanoTime);
  }

  private Iterator<ResetRequest> requests(BulkReset request) {
    Iterator<UserId> users =
        request
            .users()
            .map(Supplier::get)
            .orElseGet(() -> mapped(new EnabledUsers(store), Organizer::user));
    return mapped(users, user -> request.of(user));
  }

  private static <A, B> Iterator<B> mapped(Iterator<A> all, Function<A, B> function) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return all.hasNext();
      }

      @Override
      public B next() {
        return function.apply(all.next());
      }
    };
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
    refuseInTransaction("a rotation");
    List<ResetRequest> due =
        previewRotation(rotation).stream().map(organizer -> rotation.of(organizer)).toList();
    return new BulkRun(
            BulkStep.resetting(changes), rateLimiter(OptionalLong.empty()), timeSource, observer)
        .over(due.iterator(), Rotation.MAX_BATCH_SIZE, OptionalLong.of(due.size()));
  }
}
