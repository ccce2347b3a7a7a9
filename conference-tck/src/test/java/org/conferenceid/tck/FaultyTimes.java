package org.conferenceid.tck;

import static org.conferenceid.audit.DeliveryState.FAILED;
import static org.conferenceid.audit.DeliveryState.LEASED;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;

/** When leases and delays end: OB-2 and OB-7. */
final class FaultyTimes {
  private FaultyTimes() {}

  /** An outbox whose ends are changed. */
  private static Function<MapStore, MapOutbox> ends(UnaryOperator<Instant> change) {
    return store ->
        new MapOutbox(store) {
          @Override
          Instant after(Duration delay) {
            return change.apply(super.after(delay));
          }
        };
  }

  /** An outbox whose delays and leases are changed. */
  private static Function<MapStore, MapOutbox> lengths(UnaryOperator<Duration> change) {
    return store ->
        new MapOutbox(store) {
          @Override
          Instant after(Duration delay) {
            return super.after(change.apply(delay));
          }
        };
  }

  private static Duration atMost(Duration most, Duration delay) {
    return delay.compareTo(most) < 0 ? delay : most;
  }

  static List<OutboxFault> all() {
    Function<MapStore, MapOutbox> inSeconds =
        ends(end -> end.plusMillis(999).truncatedTo(ChronoUnit.SECONDS));
    return List.of(
        OutboxFault.of(
            "OB-2",
            "ends leases at whole seconds",
            ends(end -> end.truncatedTo(ChronoUnit.SECONDS))),
        OutboxFault.of("OB-2", "rounds the end of a lease up to seconds", inSeconds),
        OutboxFault.of(
            "OB-2",
            "leases for whole minutes",
            lengths(length -> Duration.ofMinutes(length.plusSeconds(59).toMinutes()))),
        OutboxFault.of(
            "OB-2", "leases for a day at most", lengths(end -> atMost(Duration.ofDays(1), end))),
        OutboxFault.of("OB-2", "ends a lease a tick late", ends(end -> end.plusMillis(1))),
        OutboxFault.of("OB-2", "ends a lease a tick early", ends(end -> end.minusMillis(1))),
        OutboxFault.of(
            "OB-2", "leases for five minutes, whatever is asked", lengths(end -> Rules.LEASE)),
        OutboxFault.of(
            "OB-7",
            "retries in whole minutes",
            lengths(delay -> Duration.ofMinutes(delay.plusSeconds(59).toMinutes()))),
        OutboxFault.of(
            "OB-7",
            "retries in whole seconds",
            lengths(delay -> delay.truncatedTo(ChronoUnit.SECONDS))),
        OutboxFault.of("OB-7", "rounds the end of a delay up to seconds", inSeconds),
        OutboxFault.of(
            "OB-7",
            "has 32 bits for microseconds",
            lengths(
                delay ->
                    Duration.ofNanos(1000L * Integer.valueOf((int) (delay.toMillis() * 1000))))),
        OutboxFault.of(
            "OB-7", "retries after a day at most", lengths(end -> atMost(Duration.ofDays(1), end))),
        OutboxFault.of(
            "OB-7",
            "waits a tick where there is no delay",
            lengths(delay -> delay.isZero() ? Rules.TICK : delay)),
        OutboxFault.of(
            "OB-7",
            "takes the longest delay for a clock that was set back",
            store ->
                new MapOutbox(store) {
                  @Override
                  boolean isDue(MapMessage message) {
                    return super.isDue(message) || message.due.equals(now().plus(MAX_DELAY));
                  }
                }),
        OutboxFault.of(
            "OB-7",
            "waits for a clock that was set back",
            store ->
                new MapOutbox(store) {
                  @Override
                  boolean isDue(MapMessage message) {
                    return !now().isBefore(message.due);
                  }
                }),
        OutboxFault.of(
            "OB-7",
            "looks for a clock that was set back among the retries only",
            store ->
                new MapOutbox(store) {
                  @Override
                  boolean isDue(MapMessage message) {
                    return message.state == LEASED
                        ? !now().isBefore(message.due)
                        : super.isDue(message);
                  }
                }),
        OutboxFault.of(
            "OB-7",
            "makes what is queued due at the time of its change",
            store ->
                new MapOutbox(store) {
                  @Override
                  boolean isDue(MapMessage message) {
                    return super.isDue(message) && !now().isBefore(message.event.at());
                  }
                }),
        OutboxFault.of(
            "OB-7",
            "counts the delay from the claim",
            store ->
                new MapOutbox(store) {
                  @Override
                  void retry(MapMessage message, Settlement.Retry retry) {
                    Instant claimed = message.due.minus(Rules.LEASE);
                    super.retry(message, retry);
                    message.due = claimed.plus(retry.delay());
                  }
                }),
        OutboxFault.of(
            "OB-7",
            "makes what is released due when its lease would have ended",
            store ->
                new MapOutbox(store) {
                  @Override
                  void release(MapMessage message) {
                    Instant end = message.due;
                    super.release(message);
                    message.due = end;
                  }
                }),
        OutboxFault.of(
            "OB-7",
            "makes what is sent again due when its clock shows so",
            store ->
                new MapOutbox(store) {
                  @Override
                  void sendAgain(MapMessage message) {
                    super.sendAgain(message);
                    message.due = now();
                  }
                }),
        OutboxFault.of(
            "OB-7",
            "tries again what has failed, a day later",
            store ->
                new MapOutbox(store) {
                  @Override
                  public List<Lease> claim(String worker, int max, Duration lease) {
                    synchronized (store) {
                      store.messages().stream()
                          .filter(one -> one.state == FAILED)
                          .filter(one -> one.event.at().isBefore(now().minus(Duration.ofDays(1))))
                          .forEach(this::sendAgain);
                      return super.claim(worker, max, lease);
                    }
                  }
                }));
  }
}
