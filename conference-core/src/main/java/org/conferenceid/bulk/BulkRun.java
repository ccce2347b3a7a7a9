package org.conferenceid.bulk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.conferenceid.UserId;
import org.conferenceid.capacity.IdsExhaustedException;
import org.conferenceid.change.BulkResult;
import org.conferenceid.change.Done;
import org.conferenceid.change.NotEnabled;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.change.StaleId;
import org.jspecify.annotations.Nullable;

/** One run over many users: chunk by chunk, counting, telling the observer. Used once. */
final class BulkRun {
  private final BulkStep step;
  private final BatchRateLimiter pace;
  private final LongSupplier nanoTime;
  private final BulkObserver observer;

  private long done;
  private long unchanged;
  private long notEnabled;
  private long failed;
  private @Nullable IdsExhaustedException exhausted;

  BulkRun(BulkStep step, BatchRateLimiter pace, LongSupplier nanoTime, BulkObserver observer) {
    this.step = step;
    this.pace = pace;
    this.nanoTime = nanoTime;
    this.observer = observer;
  }

  BulkReport over(Iterator<ResetRequest> requests, int chunkSize, OptionalLong total) {
    long start = nanoTime.getAsLong();
    boolean cancelled = false;
    while (!cancelled && requests.hasNext()) {
      cancelled = stopped() || !chunk(requests, chunkSize);
      if (exhausted != null) {
        throw exhausted;
      }
      Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - start);
      observer.onProgress(new BulkProgress(report(cancelled).handled(), total, elapsed));
    }
    return report(cancelled);
  }

  private boolean stopped() {
    return observer.isCancelled() || Thread.currentThread().isInterrupted();
  }

  /** Handles the next chunk; {@code false} if the thread was interrupted before it began. */
  private boolean chunk(Iterator<ResetRequest> requests, int size) {
    Map<UserId, ResetRequest> chunk = new LinkedHashMap<>();
    List<UserId> repeated = new ArrayList<>();
    while (chunk.size() + repeated.size() < size && requests.hasNext()) {
      ResetRequest request = requests.next();
      if (chunk.putIfAbsent(request.user(), request) != null) {
        repeated.add(request.user());
      }
    }
    try {
      pace.await(chunk.size());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    Map<UserId, BulkResult> results = new HashMap<>();
    step.on(
        List.copyOf(chunk.values()),
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

  /** What a user gets who stands twice in a chunk: what the run key gives in a later one. */
  private static BulkResult again(BulkResult first) {
    return first instanceof Done reset ? new Done(reset.event(), true, reset.committed()) : first;
  }

  private void tell(BulkResult result) {
    if (result instanceof StaleId || (result instanceof Done reset && reset.replayed())) {
      unchanged++;
    } else if (result instanceof NotEnabled) {
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
