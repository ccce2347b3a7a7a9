package org.conferenceid.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.conferenceid.StoreException;
import org.conferenceid.internal.RateLimiter;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.jspecify.annotations.Nullable;

/**
 * One round of deliveries on one thread: claims messages, delivers one after the other, and settles
 * them, until nothing is due or nothing more may be sent. Used once.
 */
final class Round {
  /** So many messages are settled together at most: so many does a crash repeat. */
  private static final int MAX_UNSETTLED = 50;

  /** So much of a limit of messages per second is saved up for later. */
  private static final Duration MAX_SAVED = Duration.ofMillis(100);

  private final Parts parts;
  private final BooleanSupplier mayGoOn;

  /** What is leased and not yet taken in hand. {@link #release} may take it away. */
  private final Queue<Lease> waiting = new ConcurrentLinkedQueue<>();

  private final List<Settlement> unsettled = new ArrayList<>();
  private @Nullable Throwable storeFailure;
  private int sent;
  private int superseded;
  private int retried;
  private int failed;

  Round(Parts parts, BooleanSupplier mayGoOn) {
    this.parts = parts;
    this.mayGoOn = mayGoOn;
  }

  /** What the rounds of a dispatcher share. */
  static final class Parts {
    final String worker = "dispatcher-" + UUID.randomUUID();
    final DeliverySettings settings;
    final Settlements settlements;
    final DeliveryThreads threads;
    final DeliveryHealth health;
    final RateLimiter rateLimiter;
    final LongSupplier nanoTime;

    /** Whether the notifier has been told that nothing more is due. */
    final AtomicBoolean idle = new AtomicBoolean(true);

    private volatile Optional<Ended> last = Optional.empty();

    Parts(
        DeliverySettings settings,
        Settlements settlements,
        DeliveryThreads threads,
        DeliveryHealth health,
        LongSupplier nanoTime) {
      this.settings = settings;
      this.settlements = settlements;
      this.threads = threads;
      this.health = health;
      this.rateLimiter = new RateLimiter(settings.messagesPerSecond(), MAX_SAVED, nanoTime);
      this.nanoTime = nanoTime;
    }

    /** The end of a round: when, and with which failure. */
    private record Ended(long at, Optional<Throwable> failure) {}

    private void ended(Optional<Throwable> failure) {
      last = Optional.of(new Ended(nanoTime.getAsLong(), failure));
    }

    /** Whether the last round failed. */
    boolean failed() {
      return last.flatMap(Ended::failure).isPresent();
    }

    /** Writes down when the last round ended, and how. */
    void describeLastRound(DispatcherStatus.Builder status) {
      last.ifPresent(
          ended ->
              status.lastRound(
                  Duration.ofNanos(nanoTime.getAsLong() - ended.at),
                  ended.failure.map(Attempt::name).orElse(null)));
    }
  }

  DispatchReport report() {
    return new DispatchReport(sent, superseded, retried, failed);
  }

  /**
   * Delivers.
   *
   * @return whether that is all for now; {@code false} if messages are due that the rate limiter
   *     holds up
   * @throws RuntimeException what the store threw
   * @throws Error what the store threw
   */
  boolean run() {
    try {
      boolean all = deliverAll();
      parts.ended(Optional.empty());
      return all;
    } catch (Throwable thrown) {
      parts.ended(Optional.of(thrown));
      throw thrown;
    }
  }

  private boolean deliverAll() {
    boolean more = true;
    while (more && mayGoOn.getAsBoolean() && !parts.threads.pauses()) {
      boolean probe = parts.health.isRefused();
      if (probe && !parts.health.beginProbe()) {
        break;
      }
      try {
        int most = parts.rateLimiter.take(probe ? 1 : parts.settings.batch());
        if (most == 0) {
          return false; // connections are kept
        }
        more = deliver(most, probe);
      } finally {
        if (probe) {
          parts.health.endProbe();
        }
      }
    }
    if (!parts.idle.getAndSet(true)) {
      parts.threads.becomeIdle();
    }
    return true;
  }

  /** Delivers so many messages at most, and tells whether any were due. */
  private boolean deliver(int most, boolean probe) {
    int before = sent + retried + failed;
    try {
      long claimedAt = parts.nanoTime.getAsLong();
      List<Lease> leases = parts.settlements.claim(parts.worker, most, parts.settings.lease());
      waiting.addAll(leases);
      try {
        deliverInTurn(claimedAt, probe);
      } finally {
        putBack();
      }
      rethrow();
      return !leases.isEmpty();
    } finally {
      parts.rateLimiter.giveBack(most - (sent + retried + failed - before));
    }
  }

  private void deliverInTurn(long claimedAt, boolean probe) {
    boolean first = true;
    while (mayDeliver(probe) && (first || leaseOutlastsADelivery(claimedAt))) {
      first = false; // which is tried in any case, or short leases would never lead to anything
      Lease lease = waiting.poll();
      if (lease == null) {
        return;
      }
      parts.idle.set(false);
      Optional<Attempt.Outcome> outcome = parts.threads.deliver(lease, this::settle, this::putBack);
      outcome.ifPresent(
          ended -> {
            parts.health.note(lease, ended);
            made(lease, ended.result());
          });
      if (unsettled.size() >= MAX_UNSETTLED) {
        settle();
      }
    }
  }

  private boolean mayDeliver(boolean probe) {
    return storeFailure == null
        && mayGoOn.getAsBoolean()
        && !parts.threads.pauses()
        && (probe || !parts.health.isRefused());
  }

  private boolean leaseOutlastsADelivery(long claimedAt) {
    Duration held = Duration.ofNanos(parts.nanoTime.getAsLong() - claimedAt);
    return held.plus(parts.settings.deliveryTimeout()).compareTo(parts.settings.lease()) < 0;
  }

  private void made(Lease lease, Settlement.Result result) {
    unsettled.add(new Settlement(lease, result));
    if (result instanceof Settlement.Sent) {
      sent++;
    } else if (result instanceof Settlement.Superseded) {
      superseded++;
    } else if (result instanceof Settlement.Retry) {
      retried++;
    } else if (result instanceof Settlement.Failed) {
      failed++;
    }
  }

  /** Writes down what was made; what the store throws ends the round when it may. */
  private void settle() {
    List<Settlement> now = List.copyOf(unsettled);
    unsettled.clear();
    try {
      parts.settlements.write(now);
    } catch (Throwable thrown) {
      storeFailure = thrown;
    }
  }

  private void rethrow() {
    Throwable thrown = storeFailure;
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (thrown != null) {
      throw new StoreException("the store failed", thrown);
    }
  }

  private void putBack() {
    unsettled.addAll(release());
    settle();
  }

  /** Takes away what is not in hand yet, to be put back. Any thread may do so at any time. */
  List<Settlement> release() {
    List<Settlement> released = new ArrayList<>();
    for (Lease lease = waiting.poll(); lease != null; lease = waiting.poll()) {
      released.add(new Settlement(lease, new Settlement.Released()));
    }
    return released;
  }
}
