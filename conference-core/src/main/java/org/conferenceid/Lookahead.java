package org.conferenceid;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Lease;

/**
 * Reads users a few messages ahead, as one look at the store. A message must never tell an ID that
 * no longer works, so what was read ahead is believed only for a moment, and only while nothing was
 * changed through this instance; after that each user is read again right before the message.
 */
final class Lookahead {
  private static final Duration BELIEVED_FOR = Duration.ofMillis(100);

  private final ConferenceStore store;
  private final LongSupplier nanoTime;
  private final AtomicLong changes = new AtomicLong();

  Lookahead(ConferenceStore store, LongSupplier nanoTime) {
    this.store = store;
    this.nanoTime = nanoTime;
  }

  /** Lets nothing be believed that was read before now. */
  void forget() {
    changes.incrementAndGet();
  }

  /** What the users of the next messages are, at the time when it is asked. */
  Function<UserId, Optional<Organizer>> read(List<Lease> next) {
    long changesBefore = changes.get();
    long before = nanoTime.getAsLong();
    Map<UserId, Organizer> found = store.findAll(next.stream().map(Lease::user).toList());
    return user ->
        changes.get() == changesBefore && nanoTime.getAsLong() - before < BELIEVED_FOR.toNanos()
            ? Optional.ofNullable(found.get(user))
            : store.find(user);
  }
}
