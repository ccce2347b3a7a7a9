package org.conferenceid.tck;

import static org.conferenceid.audit.DeliveryState.FAILED;
import static org.conferenceid.audit.DeliveryState.OFF;
import static org.conferenceid.audit.DeliveryState.PENDING;
import static org.conferenceid.audit.DeliveryState.SUPERSEDED;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.conferenceid.spi.OutboxFigures;
import org.conferenceid.spi.Settlement;
import org.jspecify.annotations.Nullable;

/** How many messages there are: OB-14. */
final class FaultyFigures {
  private FaultyFigures() {}

  /** An outbox that changes its figures before it tells them. */
  private static OutboxFault telling(String text, Change change) {
    return OutboxFault.of(
        "OB-14",
        text,
        store ->
            new MapOutbox(store) {
              @Override
              public OutboxFigures figures() {
                synchronized (store) {
                  return change.make(super.figures(), store);
                }
              }
            });
  }

  private interface Change {
    OutboxFigures make(OutboxFigures right, MapStore store);
  }

  private static long count(MapStore store, Predicate<MapMessage> which) {
    return store.messages().stream().filter(which).count();
  }

  private static OutboxFigures waiting(OutboxFigures right, long waiting) {
    return new OutboxFigures(
        waiting, right.leased(), right.leasesRunOut(), right.failed(), right.oldestDue());
  }

  private static OutboxFigures failed(OutboxFigures right, long failed) {
    return new OutboxFigures(
        right.waiting(), right.leased(), right.leasesRunOut(), failed, right.oldestDue());
  }

  private static OutboxFigures oldest(OutboxFigures right, Stream<MapMessage> due) {
    return oldest(right, due.map(one -> one.event.at()).min(Comparator.naturalOrder()));
  }

  private static OutboxFigures oldest(OutboxFigures right, Optional<Instant> oldest) {
    return new OutboxFigures(
        right.waiting(), right.leased(), right.leasesRunOut(), right.failed(), oldest);
  }

  private static Stream<MapMessage> due(MapStore store) {
    return store.messages().stream().filter(one -> one.open() && one.isDue(store.now()));
  }

  static List<OutboxFault> all() {
    return List.of(
        telling(
            "counts what nobody wanted",
            (right, store) ->
                waiting(right, count(store, one -> one.state == PENDING || one.state == OFF))),
        telling(
            "counts what is due as waiting, and nothing else",
            (right, store) ->
                waiting(
                    right, count(store, one -> one.state == PENDING && one.isDue(store.now())))),
        telling(
            "counts leases as waiting, too",
            (right, store) -> waiting(right, right.waiting() + right.leased())),
        telling(
            "counts the first thousand",
            (right, store) -> waiting(right, Math.min(1000, right.waiting()))),
        telling(
            "counts one message of each user",
            (right, store) ->
                waiting(
                    right,
                    store.messages().stream()
                        .filter(one -> one.state == PENDING)
                        .map(one -> one.event.user())
                        .distinct()
                        .count())),
        telling(
            "leaves out what is outdated",
            (right, store) ->
                waiting(
                    right,
                    count(
                        store,
                        one ->
                            one.state == PENDING && !((MapOutbox) store.outbox()).outdated(one)))),
        telling(
            "counts superseded ones as failed",
            (right, store) ->
                failed(right, count(store, one -> one.state == FAILED || one.state == SUPERSEDED))),
        telling(
            "counts no lease that ended",
            (right, store) ->
                new OutboxFigures(
                    right.waiting(), right.leased(), 0, right.failed(), right.oldestDue())),
        telling(
            "counts a lease that ended twice",
            (right, store) ->
                new OutboxFigures(
                    right.waiting(),
                    right.leased() + right.leasesRunOut(),
                    right.leasesRunOut(),
                    right.failed(),
                    right.oldestDue())),
        telling(
            "tells the oldest that is open, due or not",
            (right, store) -> oldest(right, store.messages().stream().filter(MapMessage::open))),
        telling(
            "tells the oldest that is pending",
            (right, store) -> oldest(right, due(store).filter(one -> one.state == PENDING))),
        telling(
            "tells the oldest by its number", (right, store) -> oldest(right, due(store).limit(1))),
        telling(
            "tells the newest",
            (right, store) ->
                oldest(
                    right, due(store).map(one -> one.event.at()).max(Comparator.naturalOrder()))),
        telling(
            "tells since when the oldest is due",
            (right, store) ->
                oldest(
                    right,
                    due(store)
                        .map(one -> one.due.equals(Instant.MIN) ? one.event.at() : one.due)
                        .min(Comparator.naturalOrder()))),
        telling(
            "tells no message that waits for another one",
            (right, store) -> {
              Set<Object> waiting = new HashSet<>();
              return oldest(
                  right,
                  store.messages().stream()
                      .filter(MapMessage::open)
                      .filter(one -> waiting.add(one.event.user()))
                      .filter(one -> one.isDue(store.now())));
            }),
        telling(
            "waits for a clock that was set back",
            (right, store) ->
                oldest(right, due(store).filter(one -> !store.now().isBefore(one.due)))),
        OutboxFault.of("OB-14", "remembers its figures for a second", Remembers::new),
        OutboxFault.of("OB-14", "counts what was erased", CountsErased::new),
        OutboxFault.of("OB-14", "counts up and never down", CountsUp::new));
  }

  private static final class CountsUp extends MapOutbox {
    private long failures;

    CountsUp(MapStore store) {
      super(store);
    }

    @Override
    void settle(MapMessage message, Settlement.Result result) {
      super.settle(message, result);
      failures += message.state == FAILED ? 1 : 0;
    }

    @Override
    public int resend(Collection<Long> numbers) {
      int resent = super.resend(numbers);
      failures -= resent;
      return resent;
    }

    @Override
    public OutboxFigures figures() {
      return failed(super.figures(), failures);
    }
  }

  private static final class Remembers extends MapOutbox {
    private @Nullable OutboxFigures last;
    private Instant until = Instant.MIN;

    Remembers(MapStore store) {
      super(store);
    }

    @Override
    public synchronized OutboxFigures figures() {
      if (last == null || !now().isBefore(until)) {
        last = super.figures();
        until = now().plus(Duration.ofSeconds(1));
      }
      return last;
    }
  }

  /** Messages of erased users stay in a table of their own. */
  private static final class CountsErased extends MapOutbox {
    private final Set<MapMessage> met = new HashSet<>();

    CountsErased(MapStore store) {
      super(store);
    }

    @Override
    public OutboxFigures figures() {
      synchronized (store) {
        return waiting(
            super.figures(),
            met.stream().filter(one -> one.state == PENDING).count()
                + count(store, one -> one.state == PENDING && !met.contains(one)));
      }
    }

    @Override
    void retry(MapMessage message, Settlement.Retry retry) {
      super.retry(message, retry);
      met.add(message);
    }
  }
}
