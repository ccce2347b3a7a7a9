package org.conferenceid.bulk;

import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.conferenceid.Organizer;
import org.conferenceid.TimeSource;
import org.conferenceid.UserId;
import org.conferenceid.change.ChangeRequest;
import org.conferenceid.internal.EnabledUsers;
import org.conferenceid.internal.RateLimiter;
import org.conferenceid.spi.ConferenceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs requests about many users, whatever is done with each. */
final class BulkRunner {
  private static final Logger log = LoggerFactory.getLogger("org.conferenceid.bulk");

  private final ConferenceStore store;
  private final TimeSource timeSource;

  BulkRunner(ConferenceStore store, TimeSource timeSource) {
    this.store = Objects.requireNonNull(store, "store");
    this.timeSource = Objects.requireNonNull(timeSource, "timeSource");
  }

  /** Goes through the users of a request. */
  <C extends ChangeRequest<C>> BulkReport run(
      String doing,
      BulkRequest<?> request,
      Function<UserId, C> each,
      BulkStep<C> step,
      BulkObserver observer) {
    if (!request.isDryRun()) {
      refuseInTransaction(doing);
    }
    Iterator<C> requests = mapped(users(request), each);
    OptionalLong total =
        request.users().isPresent() ? request.total() : OptionalLong.of(store.capacity().active());
    RateLimiter rateLimiter = rateLimiter(request.perSecond());
    log.info("{} starts: {}", doing, request);
    BulkReport report =
        new BulkRun<>(
                request.isDryRun() ? BulkStep.planning(store) : step,
                rateLimiter,
                timeSource,
                observer)
            .over(requests, request.batchSize(), total);
    log.info("{} ends: {}, {}", doing, request, report);
    return report;
  }

  /** Goes through some requests that are known already, as fast as it can. */
  <C extends ChangeRequest<C>> BulkReport run(
      String doing, Iterator<C> requests, int many, BulkStep<C> step, BulkObserver observer) {
    refuseInTransaction(doing);
    return new BulkRun<>(step, rateLimiter(OptionalLong.empty()), timeSource, observer)
        .over(requests, BulkRequest.MAX_BATCH_SIZE, OptionalLong.of(many));
  }

  /** A batch counts when it is committed: nobody could stop a run, or go on with it. */
  void refuseInTransaction(String doing) {
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

  private Iterator<UserId> users(BulkRequest<?> request) {
    return request
        .users()
        .map(Supplier::get)
        .orElseGet(() -> mapped(new EnabledUsers(store), Organizer::user));
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
}
