package org.conferenceid.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeoutException;
import org.conferenceid.Capacity;
import org.conferenceid.Cause;
import org.conferenceid.ChangeResult;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Done;
import org.conferenceid.EventKind;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.StaleId;
import org.conferenceid.UserId;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;

/** Stores with one fault each, as they were met in the field or made by a tired author. */
final class BrokenStores {
  private BrokenStores() {}

  /** Callers get in with the old ID. */
  static final class KeepsTheOldIdAlive extends DelegatingStore {
    KeepsTheOldIdAlive(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public Lookup lookup(ConferenceId id) {
      Lookup found = super.lookup(id);
      return found instanceof Lookup.Retired retired && retired.lastOwner().isPresent()
          ? new Lookup.Active(retired.lastOwner().get())
          : found;
    }
  }

  /** The ID of a disabled user can be assigned at once. */
  static final class ForgetsTheQuarantineOnDisabling extends DelegatingStore {
    ForgetsTheQuarantineOnDisabling(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      return super.change(
          change.kind() == EventKind.DISABLED
              ? new Wish(change).quarantine(Duration.ofNanos(1)).change()
              : change,
          candidates);
    }
  }

  /** A reset happens, whichever ID the administrator saw. */
  static final class IgnoresTheExpectedId extends DelegatingStore {
    IgnoresTheExpectedId(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      return super.change(withoutExpected(change), candidates);
    }
  }

  private static Change withoutExpected(Change change) {
    return new Change(
        change.kind(),
        change.user(),
        change.cause(),
        Optional.empty(),
        change.quarantine(),
        change.mail());
  }

  /** The expected ID is compared first, and the change made afterwards. */
  static final class ChecksThenActs extends DelegatingStore {
    private final CyclicBarrier between = new CyclicBarrier(2);

    ChecksThenActs(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      if (change.expected().isEmpty()) {
        return super.change(change, candidates);
      }
      Organizer found = find(change.user()).orElseThrow();
      if (!found.id().equals(change.expected())) {
        return new StaleId(found);
      }
      meetTheOther();
      return super.change(withoutExpected(change), candidates);
    }

    private void meetTheOther() {
      try {
        between.await(30, SECONDS);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new IllegalStateException("the race has only one racer", e);
      }
    }
  }

  /** A double click resets twice. */
  static final class AppliesARequestKeyTwice extends DelegatingStore {
    AppliesARequestKeyTwice(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      Cause cause = new Cause(change.cause().actor(), change.cause().reason(), Optional.empty());
      return super.change(new Wish(change).cause(cause).change(), candidates);
    }
  }

  /** Whoever answers last decides, also a worker that was given up. */
  static final class AcknowledgesWithAStaleLease extends DelegatingStore {
    private final Map<Long, Lease> latest = new ConcurrentHashMap<>();

    AcknowledgesWithAStaleLease(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public List<Lease> claim(String worker, int max, Duration lease) {
      List<Lease> leases = super.claim(worker, max, lease);
      leases.forEach(one -> latest.put(one.number(), one));
      return leases;
    }

    @Override
    public List<Lease> settle(List<Settlement> settlements) {
      return super.settle(
          settlements.stream()
              .map(one -> new Settlement(latest.get(one.lease().number()), one.result()))
              .toList());
    }
  }

  /** A full store stays full. */
  static final class CountsWhatIsFreeAgain extends DelegatingStore {
    private long mostQuarantined;

    CountsWhatIsFreeAgain(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public synchronized Capacity capacity() {
      Capacity now = super.capacity();
      mostQuarantined = Math.max(mostQuarantined, now.quarantined());
      return new Capacity(now.active(), mostQuarantined);
    }
  }

  /** The audit of an erased user is gone, but not the user. */
  static final class ErasesOnlyByDisabling extends DelegatingStore {
    ErasesOnlyByDisabling(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public boolean erase(UserId user, Duration quarantine) {
      Change disable = Wish.disable(user).quarantine(quarantine).withoutMail().change();
      return super.change(disable, new SeededIdGenerator(1)) instanceof Done;
    }
  }

  /** A worker that dies on a message tries it for ever. */
  static final class DoesNotCountAttempts extends DelegatingStore {
    DoesNotCountAttempts(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public List<Lease> claim(String worker, int max, Duration lease) {
      return super.claim(worker, max, lease).stream().map(DoesNotCountAttempts::first).toList();
    }

    private static Lease first(Lease lease) {
      return new Lease(
          lease.number(),
          lease.fence(),
          /* attempt= */ 1,
          lease.user(),
          lease.kind(),
          lease.version(),
          lease.at());
    }
  }

  /** Messages come out as from a stack. */
  static final class HandsOutTheNewestFirst extends DelegatingStore {
    HandsOutTheNewestFirst(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public List<Lease> claim(String worker, int max, Duration lease) {
      List<Lease> leases = new ArrayList<>(super.claim(worker, max, lease));
      Collections.reverse(leases);
      return leases;
    }
  }
}
