package org.conferenceid.tck;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.EventKind;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.capacity.AllocationRate;

/** What can be wrong with IDs: CS-3, CS-4, CS-11, CS-16 and CS-20. */
final class IdFaults {
  private IdFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(
            "CS-3",
            "The free ID that follows a random one is picked, so that neighbours are rare.",
            clock -> picking(clock, IdFaults::following)),
        new Fault(
            "CS-3",
            "The lowest free ID is picked.",
            clock -> picking(clock, (free, candidates) -> free.get(0))),
        new Fault(
            "CS-3",
            "The last one of the free IDs is never picked.",
            clock ->
                picking(
                    clock,
                    (free, candidates) ->
                        free.get(candidates.nextIndex(Math.max(1, free.size() - 1))))),
        new Fault(
            "CS-3",
            "A store is exhausted after 256 draws.",
            clock ->
                new MapStore(clock) {
                  @Override
                  Optional<ConferenceId> choose(ConferenceIdGenerator candidates) {
                    for (int draw = 0; draw < 256; draw++) {
                      ConferenceId candidate = candidates.next();
                      if (assignable(candidate)) {
                        return Optional.of(candidate);
                      }
                    }
                    return Optional.empty();
                  }
                }),
        new Fault(
            "CS-3",
            "The second free candidate is taken.",
            clock ->
                new MapStore(clock) {
                  @Override
                  Optional<ConferenceId> choose(ConferenceIdGenerator candidates) {
                    candidates.next();
                    return super.choose(candidates);
                  }
                }),
        new Fault(
            "CS-16",
            "The last free ID is given though it is guessable.",
            clock -> new GuessableAtLast(clock)),
        new Fault(
            "CS-4",
            "Quarantines are kept in 32 bits of seconds.",
            clock ->
                retiring(
                    clock,
                    (owner, now, freeAt) ->
                        now.plusSeconds((Duration.between(now, freeAt).toSeconds() << 32) >> 32))),
        new Fault(
            "CS-4",
            "Quarantines end at whole seconds.",
            clock ->
                retiring(clock, (owner, now, freeAt) -> freeAt.truncatedTo(ChronoUnit.SECONDS))),
        new Fault(
            "CS-4",
            "Quarantines end at whole days.",
            clock -> retiring(clock, (owner, now, freeAt) -> freeAt.truncatedTo(ChronoUnit.DAYS))),
        new Fault(
            "CS-4",
            "A quarantine begins when the ID was assigned.",
            clock ->
                retiring(
                    clock,
                    (owner, now, freeAt) -> owner.since().plus(Duration.between(now, freeAt)))),
        new Fault(
            "CS-4",
            "Removing old entries ends quarantines.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized int prune(Duration age) {
                    retired.clear();
                    return super.prune(age);
                  }
                }),
        new Fault(
            "CS-11", "That an ID is unknown is remembered.", clock -> remembering(clock, true)),
        new Fault(
            "CS-11", "That an ID is retired is remembered.", clock -> remembering(clock, false)),
        new Fault(
            "CS-20",
            "An assignment counts when it is as old as the period.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized AllocationRate allocationRate(Duration period) {
                    AllocationRate rate = super.allocationRate(period);
                    long more =
                        messages().stream()
                            .filter(one -> one.event.kind().changesId())
                            .filter(one -> one.event.newId().isPresent())
                            .filter(one -> one.event.at().equals(now().minus(period)))
                            .count();
                    return new AllocationRate(period, rate.assigned() + more, rate.freed());
                  }
                }),
        new Fault(
            "CS-20",
            "Adoptions are not counted as assignments.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized AllocationRate allocationRate(Duration period) {
                    AllocationRate rate = super.allocationRate(period);
                    long adopted =
                        messages().stream()
                            .filter(one -> one.event.kind() == EventKind.ENABLED)
                            .filter(one -> one.context.actor().isPresent())
                            .filter(one -> one.event.at().isAfter(now().minus(period)))
                            .count();
                    return new AllocationRate(period, rate.assigned() - adopted, rate.freed());
                  }
                }),
        new Fault(
            "CS-20",
            "Periods of less than a millisecond count nothing.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized AllocationRate allocationRate(Duration period) {
                    return period.compareTo(Duration.ofMillis(1)) < 0
                        ? new AllocationRate(period, 0, 0)
                        : super.allocationRate(period);
                  }
                }),
        new Fault(
            "CS-20",
            "A period that is too long is what the clock makes of it.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized AllocationRate allocationRate(Duration period) {
                    return super.allocationRate(
                        period.compareTo(Wish.QUARANTINE) > 0 ? Wish.QUARANTINE : period);
                  }
                }));
  }

  /** Picks one of the free IDs. */
  private interface Pick {
    ConferenceId of(List<ConferenceId> free, ConferenceIdGenerator candidates);
  }

  private static ConferenceId following(List<ConferenceId> free, ConferenceIdGenerator candidates) {
    int point = ConferenceIdPolicy.LOWEST + candidates.nextIndex(ConferenceIdPolicy.WELL_FORMED);
    return free.stream().filter(id -> id.value() >= point).findFirst().orElse(free.get(0));
  }

  private static MapStore picking(Clock clock, Pick pick) {
    return new MapStore(clock) {
      @Override
      ConferenceId pick(List<ConferenceId> free, ConferenceIdGenerator candidates) {
        return pick.of(
            free.stream().sorted(Comparator.comparing(ConferenceId::value)).toList(), candidates);
      }
    };
  }

  /** When an ID will be free that is retired now. */
  private interface End {
    Instant of(Organizer owner, Instant now, Instant freeAt);
  }

  private static MapStore retiring(Clock clock, End end) {
    return new MapStore(clock) {
      @Override
      void retire(EventKind kind, Organizer owner, ConferenceId id, Instant now, Instant freeAt) {
        super.retire(kind, owner, id, now, end.of(owner, now, freeAt));
      }
    };
  }

  private static MapStore remembering(Clock clock, boolean unknown) {
    return new MapStore(clock) {
      private final Map<ConferenceId, Lookup> remembered = new HashMap<>();

      @Override
      public synchronized Lookup lookup(ConferenceId id) {
        Lookup fresh = super.lookup(id);
        if (unknown ? fresh instanceof Lookup.Unknown : fresh instanceof Lookup.Retired) {
          remembered.putIfAbsent(id, fresh);
        }
        return remembered.getOrDefault(id, fresh);
      }
    };
  }

  /**
   * Where candidates are drawn guessable ones are passed over; where all are listed they are not.
   */
  private static final class GuessableAtLast extends MapStore {

    GuessableAtLast(Clock clock) {
      super(clock);
    }

    @Override
    Optional<ConferenceId> choose(ConferenceIdGenerator candidates) {
      Optional<ConferenceId> chosen = super.choose(candidates);
      return chosen.isPresent() ? chosen : guessable();
    }

    private Optional<ConferenceId> guessable() {
      return everyId()
          .filter(ConferenceIdPolicy::isGuessable)
          .filter(id -> lookup(id) instanceof Lookup.Unknown)
          .findFirst();
    }
  }
}
