package org.conferenceid.attendant;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The failed attempts of each number, until a time after its last one. None is forgotten to make
 * room for another. Guarded by the limiter's lock.
 */
final class FailingNumbers {
  private final int max;
  private final long forgetAfter;

  /** By the number as a string: colliding hashes, which a guesser can find, then do no harm. */
  private final Map<String, CallerFailures> failing = new HashMap<>();

  /** No entry can be forgotten before. */
  private long nothingToForgetBefore;

  FailingNumbers(GuessLimits limits, long now) {
    this.max = limits.trackedCallers();
    this.forgetAfter = limits.forgetAfter().toNanos();
    this.nothingToForgetBefore = now;
  }

  /** Returns the number's failures, of which there may be none; null if there is no room. */
  @Nullable CallerFailures of(String number, long now) {
    CallerFailures known = failing.get(number);
    if (known != null && !isForgotten(known, now)) {
      return known;
    }
    failing.remove(number);
    if (failing.size() >= max) {
      forget(now);
    }
    return failing.size() < max ? new CallerFailures(now) : null;
  }

  void put(String number, CallerFailures failures) {
    failing.put(number, failures);
  }

  void removeIfNone(String number, CallerFailures failures) {
    if (failures.count() == 0) {
      failing.remove(number, failures);
    }
  }

  @Nullable CallerFailures remove(String number) {
    return failing.remove(number);
  }

  void forEach(BiConsumer<String, CallerFailures> action) {
    failing.forEach(action);
  }

  private boolean isForgotten(CallerFailures failures, long now) {
    return now - failures.lastAt() >= forgetAfter;
  }

  /** Makes room. It looks through all entries only when at least one of them can go. */
  private void forget(long now) {
    if (now - nothingToForgetBefore < 0) {
      return;
    }
    failing.values().removeIf(failures -> isForgotten(failures, now));
    long greatestAge = 0;
    for (CallerFailures failures : failing.values()) {
      greatestAge = Math.max(greatestAge, now - failures.lastAt());
    }
    nothingToForgetBefore = now + forgetAfter - greatestAge;
  }

  int size() {
    return failing.size();
  }
}
