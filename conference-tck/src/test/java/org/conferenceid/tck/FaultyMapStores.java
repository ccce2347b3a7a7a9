package org.conferenceid.tck;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.Page;
import org.conferenceid.RequestContext;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.capacity.AllocationRate;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.OrganizerQuery;
import org.conferenceid.spi.Settlement;

/** A {@link MapStore} with one fault each, in one place each. */
@SuppressWarnings({
  "UnsynchronizedOverridesSynchronized",
  "ThreadLocalUsage"
}) // that is their fault
final class FaultyMapStores {
  private FaultyMapStores() {}

  /** The ID of a disabled user can be assigned at once. */
  static final class ForgetsTheQuarantineOnDisabling extends MapStore {
    private final Set<ConferenceId> unguarded = new HashSet<>();

    ForgetsTheQuarantineOnDisabling(Clock clock) {
      super(clock);
    }

    @Override
    void retire(EventKind kind, Organizer owner, ConferenceId id, Instant now, Instant freeAt) {
      super.retire(kind, owner, id, now, freeAt);
      if (kind == EventKind.DISABLED) {
        unguarded.add(id);
      }
    }

    @Override
    boolean assignable(ConferenceId id) {
      return super.assignable(id) || (unguarded.contains(id) && !isActive(id));
    }

    private boolean isActive(ConferenceId id) {
      return lookup(id) instanceof Lookup.Active;
    }
  }

  /** "Not longer than" where "shorter than" was meant, in whole seconds. */
  static final class ReusesAnIdAtItsLastSecond extends MapStore {
    ReusesAnIdAtItsLastSecond(Clock clock) {
      super(clock);
    }

    @Override
    boolean over(Lookup.Retired reserved) {
      return !now().isBefore(reserved.freeAt().minusSeconds(1));
    }
  }

  /** The quarantine is taken from the moment of retiring, and not added. */
  static final class TakesTheQuarantineAway extends MapStore {
    TakesTheQuarantineAway(Clock clock) {
      super(clock);
    }

    @Override
    boolean over(Lookup.Retired reserved) {
      Duration quarantine = Duration.between(reserved.retiredAt(), reserved.freeAt());
      return !now().isBefore(reserved.retiredAt().minus(quarantine));
    }
  }

  /** A reset happens, whichever ID the administrator saw. */
  static final class IgnoresTheExpectedId extends MapStore {
    IgnoresTheExpectedId(Clock clock) {
      super(clock);
    }

    @Override
    boolean stale(Change change, Organizer before) {
      return false;
    }
  }

  /** A reset happens, whichever version the administrator saw. */
  static final class IgnoresTheExpectedVersion extends MapStore {
    IgnoresTheExpectedVersion(Clock clock) {
      super(clock);
    }

    @Override
    boolean stale(Change change, Organizer before) {
      return super.stale(change.toBuilder().expectingVersion(OptionalLong.empty()).build(), before);
    }
  }

  /** Whatever version a repetition expects, it gets the first result. */
  static final class ReplaysWhateverVersionIsExpected extends MapStore {
    ReplaysWhateverVersionIsExpected(Clock clock) {
      super(clock);
    }

    @Override
    boolean isSame(Change change, ConferenceEvent first) {
      return super.isSame(change.toBuilder().expectingVersion(OptionalLong.empty()).build(), first);
    }
  }

  /** There is a column for one reason only. */
  static final class ForgetsThePublicReason extends MapStore {
    ForgetsThePublicReason(Clock clock) {
      super(clock);
    }

    @Override
    void append(ConferenceEvent event, Change change) {
      RequestContext given = change.context();
      RequestContext kept = new RequestContext(given.actor(), given.reason(), Optional.empty());
      super.append(event, change.toBuilder().context(kept).build());
    }
  }

  /** The audit of everybody is shown, whoever was asked for as the actor. */
  static final class IgnoresTheActorAskedFor extends MapStore {
    IgnoresTheActorAskedFor(Clock clock) {
      super(clock);
    }

    @Override
    boolean matches(AuditQuery query, AuditEntry entry) {
      RequestContext context =
          new RequestContext(
              query.actor(), entry.context().reason(), entry.context().publicReason());
      return super.matches(
          query,
          new AuditEntry(
              entry.number(), entry.event(), context, entry.idempotencyKey(), entry.delivery()));
    }
  }

  /** "Until" is taken to include its end. */
  static final class ReadsTheAuditATickTooFar extends MapStore {
    ReadsTheAuditATickTooFar(Clock clock) {
      super(clock);
    }

    @Override
    boolean matches(AuditQuery query, AuditEntry entry) {
      return super.matches(
          query.until().map(end -> query.until(end.plusNanos(1))).orElse(query), entry);
    }
  }

  /** Listeners hear of what was rolled back. */
  static final class TellsOfWhatWasRolledBack extends MapStore {
    TellsOfWhatWasRolledBack(Clock clock) {
      super(clock);
    }

    @Override
    void afterTransaction(List<Runnable> tasks, boolean committed) {
      super.afterTransaction(tasks, true);
    }
  }

  /** Listeners hear twice, of each of two nested transactions. */
  static final class TellsTwice extends MapStore {
    TellsTwice(Clock clock) {
      super(clock);
    }

    @Override
    void afterTransaction(List<Runnable> tasks, boolean committed) {
      super.afterTransaction(tasks, committed);
      super.afterTransaction(tasks, committed);
    }
  }

  /** The expected ID is compared first, and the change made afterwards. */
  static final class ChecksThenActs extends MapStore {
    private final Meeting between = new Meeting();
    private final ThreadLocal<Boolean> stale = new ThreadLocal<>();

    ChecksThenActs(Clock clock) {
      super(clock);
    }

    @Override
    public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      if (change.expected().isPresent()) {
        stale.set(find(change.user()).map(now -> super.stale(change, now)).orElse(false));
        between.await();
      }
      return super.change(change, candidates);
    }

    @Override
    boolean stale(Change change, Organizer before) {
      return change.expected().isPresent() && stale.get();
    }
  }

  /** A double click resets twice. */
  static final class AppliesAnIdempotencyKeyTwice extends MapStore {
    AppliesAnIdempotencyKeyTwice(Clock clock) {
      super(clock);
    }

    @Override
    Optional<MapMessage> known(Change change) {
      return Optional.empty();
    }
  }

  /** When the first candidate is taken the change is tried again, but its message is forgotten. */
  static final class LosesTheMessageOfARetry extends MapStore {
    private boolean retried;

    LosesTheMessageOfARetry(Clock clock) {
      super(clock);
    }

    @Override
    boolean assignable(ConferenceId id) {
      boolean free = super.assignable(id);
      retried |= !free;
      return free;
    }

    @Override
    void append(ConferenceEvent event, Change change) {
      super.append(event, change.toBuilder().mail(change.mail() && !retried).build());
      retried = false;
    }
  }

  /** The message is queued before the change is judged. */
  static final class QueuesAMessageForARefusedReset extends MapStore {
    private final List<Lease> unfounded = new ArrayList<>();

    QueuesAMessageForARefusedReset(Clock clock) {
      super(clock);
    }

    @Override
    public synchronized ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      ChangeResult result = super.change(change, candidates);
      if (change.kind() == EventKind.RESET && !(result instanceof ChangeResult.Done)) {
        String key = Lease.newMessageKey();
        ConferenceEvent event =
            new ConferenceEvent(
                change.kind(), change.user(), Optional.empty(), Optional.empty(), 1, now());
        unfounded.add(new Lease(Long.MAX_VALUE, key, 1, 1, 0, 0, event, change.context()));
      }
      return result;
    }

    @Override
    MapOutbox newOutbox() {
      return new MapOutbox(this) {
        @Override
        public List<Lease> claim(String worker, int max, Duration lease) {
          synchronized (store) {
            List<Lease> leases = new ArrayList<>(super.claim(worker, max, lease));
            leases.addAll(unfounded);
            unfounded.clear();
            return leases;
          }
        }
      };
    }
  }

  /** What was active once is answered from a cache. */
  static final class ReturnsAStaleRead extends MapStore {
    private final Map<ConferenceId, Lookup> cache = new HashMap<>();

    ReturnsAStaleRead(Clock clock) {
      super(clock);
    }

    @Override
    public synchronized Lookup lookup(ConferenceId id) {
      Lookup cached = cache.get(id);
      Lookup fresh = super.lookup(id);
      if (cached != null && fresh instanceof Lookup.Retired) {
        return cached;
      }
      if (fresh instanceof Lookup.Active) {
        cache.put(id, fresh);
      }
      return fresh;
    }
  }

  /** The free ID is looked for in one transaction and taken in the next. */
  static final class GivesOneIdToTwoUsers extends MapStore {
    private final Meeting between = new Meeting();
    private final ThreadLocal<Optional<ConferenceId>> chosen = new ThreadLocal<>();

    GivesOneIdToTwoUsers(Clock clock) {
      super(clock);
    }

    @Override
    public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      synchronized (this) {
        chosen.set(super.choose(candidates));
      }
      if (!Thread.holdsLock(this)) {
        between.await();
      }
      return super.change(change, candidates);
    }

    @Override
    Optional<ConferenceId> choose(ConferenceIdGenerator candidates) {
      return chosen.get();
    }
  }

  /** What is due is read in one transaction and leased in the next. */
  static final class HandsOneLeaseToTwoWorkers extends MapStore {
    HandsOneLeaseToTwoWorkers(Clock clock) {
      super(clock);
    }

    @Override
    MapOutbox newOutbox() {
      Meeting between = new Meeting();
      return new MapOutbox(this) {
        @Override
        public List<Lease> claim(String worker, int max, Duration lease) {
          List<MapMessage> due;
          synchronized (store) {
            due = due(max);
          }
          between.await();
          synchronized (store) {
            return lease(due, lease);
          }
        }
      };
    }
  }

  /** Whoever answers last decides, also a worker that was given up. */
  static final class AcknowledgesWithAStaleLease extends MapStore {
    AcknowledgesWithAStaleLease(Clock clock) {
      super(clock);
    }

    @Override
    MapOutbox newOutbox() {
      return new MapOutbox(this) {
        @Override
        boolean counts(MapMessage message, Settlement settlement) {
          return message.open();
        }
      };
    }
  }

  /** A {@link MapStore} that hands its leases out with a fault. */
  private abstract static class LeasesWrongly extends MapStore {
    LeasesWrongly(Clock clock) {
      super(clock);
    }

    abstract Lease spoil(Lease lease);

    @Override
    MapOutbox newOutbox() {
      return new MapOutbox(this) {
        @Override
        public List<Lease> claim(String worker, int max, Duration lease) {
          return super.claim(worker, max, lease).stream().map(LeasesWrongly.this::spoil).toList();
        }
      };
    }

    static Lease with(Lease lease, String key, int excused, int unconfirmed) {
      return new Lease(
          lease.number(),
          key,
          lease.fence(),
          lease.attempt(),
          excused,
          unconfirmed,
          lease.event(),
          lease.context());
    }
  }

  /** Each attempt has another message key, so that nobody can tell a repeat. */
  static final class NamesEachAttempt extends LeasesWrongly {
    NamesEachAttempt(Clock clock) {
      super(clock);
    }

    @Override
    Lease spoil(Lease lease) {
      return with(lease, Lease.newMessageKey(), lease.excused(), lease.unconfirmed());
    }
  }

  /** A message is named by its user, so that the next one looks like a repeat. */
  static final class NamesMessagesByTheirUser extends LeasesWrongly {
    NamesMessagesByTheirUser(Clock clock) {
      super(clock);
    }

    @Override
    Lease spoil(Lease lease) {
      String name = String.format(Locale.ROOT, "%032x", lease.user().hashCode());
      return with(lease, name, lease.excused(), lease.unconfirmed());
    }
  }

  /** A message is given up because the mail server was away for long. */
  static final class ForgetsExcuses extends LeasesWrongly {
    ForgetsExcuses(Clock clock) {
      super(clock);
    }

    @Override
    Lease spoil(Lease lease) {
      return with(lease, lease.messageKey(), 0, lease.unconfirmed());
    }
  }

  /** What a worker that died had in hand is believed unsent. */
  static final class ForgetsWhatMayHaveBeenSent extends LeasesWrongly {
    ForgetsWhatMayHaveBeenSent(Clock clock) {
      super(clock);
    }

    @Override
    Lease spoil(Lease lease) {
      return with(lease, lease.messageKey(), lease.excused(), 0);
    }
  }

  /** The audit comes in the order of the users' keys. */
  static final class DropsTheOrderOfTheAudit extends MapStore {
    DropsTheOrderOfTheAudit(Clock clock) {
      super(clock);
    }

    @Override
    public synchronized Page<AuditEntry> audit(AuditQuery query) {
      Page<AuditEntry> page = super.audit(query);
      List<AuditEntry> items = new ArrayList<>(page.items());
      items.sort(Comparator.comparing(entry -> entry.event().user().value()));
      return new Page<>(items, page.next());
    }
  }

  /** What a chunk had done before it failed stays. */
  static final class KeepsAPartOfAChunk extends MapStore {
    KeepsAPartOfAChunk(Clock clock) {
      super(clock);
    }

    @Override
    void restore(Kept before) {}
  }

  /** Between the changes of a chunk others get their turn. */
  static final class MakesAChunkOneByOne extends MapStore {
    MakesAChunkOneByOne(Clock clock) {
      super(clock);
    }

    @Override
    public List<ChangeResult> changeAll(List<Change> changes, ConferenceIdGenerator candidates) {
      return changes.stream().map(change -> change(change, candidates)).toList();
    }
  }

  /** Whether an ID that is brought in is reserved is not looked up. */
  static final class AdoptsAReservedId extends MapStore {
    AdoptsAReservedId(Clock clock) {
      super(clock);
    }

    @Override
    AdoptionResult judge(Adoption adoption) {
      AdoptionResult result = super.judge(adoption);
      return result instanceof AdoptionResult.Unavailable taken
              && taken.lookup() instanceof Lookup.Retired
          ? new AdoptionResult.NotApplied()
          : result;
    }
  }

  /** Where one is refused the others are adopted all the same. */
  static final class AdoptsWhatItShouldWithhold extends MapStore {
    AdoptsWhatItShouldWithhold(Clock clock) {
      super(clock);
    }

    @Override
    public synchronized List<AdoptionResult> adopt(List<Adoption> adoptions, AdoptionMode mode) {
      return super.adopt(
          adoptions, mode == AdoptionMode.ALL_OR_NOTHING ? AdoptionMode.SKIP_INVALID : mode);
    }
  }

  /** The next page begins with the next moment, not with the next user. */
  static final class SkipsTheEquallyOld extends MapStore {
    SkipsTheEquallyOld(Clock clock) {
      super(clock);
    }

    @Override
    public synchronized List<Organizer> organizers(OrganizerQuery query) {
      return super.organizers(query).stream()
          .filter(
              one ->
                  query.olderThan().isEmpty()
                      || query.after().map(last -> one.since().isAfter(last.since())).orElse(true))
          .toList();
    }
  }

  /** A quarantine that is over is counted among those that will end. */
  static final class CountsWhatHasEnded extends MapStore {
    private final Set<Instant> ends = new HashSet<>();

    CountsWhatHasEnded(Clock clock) {
      super(clock);
    }

    @Override
    void retire(EventKind kind, Organizer owner, ConferenceId id, Instant now, Instant freeAt) {
      super.retire(kind, owner, id, now, freeAt);
      ends.add(freeAt);
    }

    @Override
    public synchronized AllocationRate allocationRate(Duration period) {
      AllocationRate now = super.allocationRate(period);
      long ended = ends.stream().filter(end -> !now().isBefore(end)).count();
      return new AllocationRate(period, now.assigned(), now.freed() + ended);
    }
  }
}
