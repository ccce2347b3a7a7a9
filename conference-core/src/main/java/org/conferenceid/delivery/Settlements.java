package org.conferenceid.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.conferenceid.guard.ApplicationCode;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.Settlement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of messages, on its way to the store. What the store did not take is kept and written
 * before the next messages are claimed, so that a short outage repeats no message.
 */
final class Settlements {
  private static final Logger log = LoggerFactory.getLogger("org.conferenceid.delivery");

  private final Outbox outbox;
  private final Queue<Settlement> kept = new ConcurrentLinkedQueue<>();

  Settlements(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Writes settlements; whatever the store throws, they are kept. */
  void write(List<Settlement> settlements) {
    if (settlements.isEmpty()) {
      return;
    }
    List<Lease> lost;
    boolean interrupted = Thread.interrupted(); // which connection pools do not bear
    try {
      lost = outbox.settle(List.copyOf(settlements));
    } catch (Throwable thrown) {
      kept.addAll(settlements);
      throw thrown;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    for (Settlement settlement : settlements) {
      if (lost.contains(settlement.lease())
          && !(settlement.result() instanceof Settlement.Released)) {
        log.warn(
            "message {} for user {} was taken over before it was acknowledged, it may arrive twice",
            settlement.lease().number(),
            settlement.lease().user());
      }
    }
  }

  /** Writes what is kept, and claims messages. */
  List<Lease> claim(String worker, int max, Duration lease) {
    List<Settlement> before = new ArrayList<>();
    for (Settlement next = kept.poll(); next != null; next = kept.poll()) {
      before.add(next);
    }
    boolean written = true;
    try {
      write(before);
    } catch (Throwable thrown) {
      written =
          false; // either the store is away, and a claim will say so, or one stands in the way
    }
    List<Lease> leases = outbox.claim(worker, max, lease);
    if (!written) {
      writeEach();
    }
    return leases;
  }

  /** The store works, and yet did not take them together: whatever it does not take is dropped. */
  private void writeEach() {
    List<Settlement> each = List.copyOf(kept);
    kept.removeAll(each);
    for (Settlement one : each) {
      try {
        write(List.of(one));
      } catch (Throwable thrown) {
        kept.remove(one);
        ApplicationCode.run(
            log,
            () -> "the log",
            () -> log.warn("message {} could not be acknowledged", one.lease().number(), thrown));
      }
    }
  }
}
