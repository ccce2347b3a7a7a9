package org.conferenceid.bulk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.conferenceid.TimeSource;
import org.conferenceid.UserId;
import org.conferenceid.capacity.IdsExhaustedException;
import org.conferenceid.change.ChangeRequest;
import org.conferenceid.internal.RateLimiter;
import org.jspecify.annotations.Nullable;

/** One run over many users: batch by batch, counting, telling the observer. Used once. */
final class BulkRun<C extends ChangeRequest<C>> {
  private final BulkStep<C> step;
  private final RateLimiter rateLimiter;
  private final TimeSource timeSource;
  private final BulkObserver observer;

  private long done;
  private long unchanged;
  private long notEnabled;
  private long failed;
  private @Nullable IdsExhaustedException exhausted;

  BulkRun(BulkStep<C> step, RateLimiter rateLimiter, TimeSource timeSource, BulkObserver observer) {
    this.step = step;
    this.rateLimiter = rateLimiter;
    this.timeSource = timeSource;
    this.observer = observer;
  }

  BulkReport over(Iterator<C> requests, int batchSize, OptionalLong total) {
    long start = timeSource.nanoTime();
    boolean cancelled = false;
    while (!cancelled && requests.hasNext()) {
      cancelled = stopped() || !batch(requests, batchSize);
      if (exhausted != null) {
        throw exhausted;
      }
      Duration elapsed = Duration.ofNanos(timeSource.nanoTime() - start);
      observer.onProgress(new BulkProgress(report(cancelled).processed(), total, elapsed));
    }
    return report(cancelled);
  }

  private boolean stopped() {
    return observer.isCancelled() || Thread.currentThread().isInterrupted();
  }

  /** Processes the next batch; {@code false} if the thread was interrupted before it began. */
  private boolean batch(Iterator<C> requests, int size) {
    Map<UserId, C> batch = new LinkedHashMap<>();
    List<UserId> repeated = new ArrayList<>();
    while (batch.size() + repeated.size() < size && requests.hasNext()) {
      C request = requests.next();
      if (batch.putIfAbsent(request.user(), request) != null) {
        repeated.add(request.user());
      }
    }
    try {
      Duration wait = rateLimiter.reserve(batch.size());
      if (!wait.isZero()) {
        timeSource.sleep(wait);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    Map<UserId, BulkResult> results = new HashMap<>();
    step.on(
        List.copyOf(batch.values()),
        result -> {
          tell(result);
          if (!repeated.isEmpty()) {
            results.put(result.user(), result);
          }
        });
    repeated.stream()
        .flatMap(user -> Stream.ofNullable(results.get(user)))
        .forEach(first -> tell(again(first)));
    return true;
  }

  /** What a user gets who stands twice in a batch: what the run key gives in a later one. */
  private static BulkResult again(BulkResult first) {
    if (first instanceof BulkResult.Reset reset) {
      return new BulkResult.Reset(
          reset.user(), reset.oldId(), reset.newId(), reset.version(), true, reset.committed());
    }
    return first instanceof BulkResult.Queued queued
        ? new BulkResult.Queued(queued.user(), queued.at(), true, queued.committed())
        : first;
  }

  private void tell(BulkResult result) {
    if (result instanceof BulkResult.StaleId
        || (result instanceof BulkResult.Reset reset && reset.replayed())
        || (result instanceof BulkResult.Queued queued && queued.replayed())) {
      unchanged++;
    } else if (result instanceof BulkResult.NotEnabled) {
      notEnabled++;
    } else if (result instanceof BulkResult.Failed failure) {
      failed++;
      if (failure.failure() instanceof IdsExhaustedException none) {
        exhausted = none;
      }
    } else {
      done++;
    }
    observer.onResult(result);
  }

  private BulkReport report(boolean cancelled) {
    return new BulkReport(done, unchanged, notEnabled, failed, cancelled);
  }
}
