package org.conferenceid.tck;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.OutboxFigures;
import org.conferenceid.testkit.ForwardingStore;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.SeededIdGenerator;

/** Stores with one fault each, as they were met in the field or made by a tired author. */
final class BrokenStores {
  private BrokenStores() {}

  /** For a minute after a reset callers still get in with the old ID. */
  static final class KeepsTheOldIdAlive extends ForwardingStore {
    private final Clock clock;

    KeepsTheOldIdAlive(Clock clock) {
      super(new InMemoryConferenceStore(clock));
      this.clock = clock;
    }

    @Override
    public Lookup lookup(ConferenceId id) {
      Lookup found = super.lookup(id);
      return found instanceof Lookup.Retired retired
              && retired.lastOwner().flatMap(this::find).filter(Organizer::enabled).isPresent()
              && clock.instant().isBefore(retired.retiredAt().plusSeconds(60))
          ? new Lookup.Active(retired.lastOwner().get())
          : found;
    }
  }

  /** A full store stays full. */
  static final class CountsWhatIsFreeAgain extends ForwardingStore {
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
  static final class ErasesOnlyByDisabling extends ForwardingStore {
    ErasesOnlyByDisabling(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public boolean erase(UserId user, Duration quarantine) {
      Change disable = Wish.disable(user).quarantine(quarantine).withoutMail().change();
      return super.change(disable, new SeededIdGenerator(1)) instanceof ChangeResult.Done;
    }
  }

  /** A worker that dies on a message tries it for ever. */
  static final class DoesNotCountAttempts extends ForwardingStore {
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
          lease.messageKey(),
          lease.fence(),
          /* attempt= */ 1,
          lease.excused(),
          lease.unconfirmed(),
          lease.event(),
          lease.context());
    }
  }

  /** A lease that has run out still counts as a worker's. */
  static final class CountsDeadWorkersAsBusy extends ForwardingStore {
    CountsDeadWorkersAsBusy(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public OutboxFigures figures() {
      OutboxFigures now = super.figures();
      return new OutboxFigures(
          now.waiting(),
          now.leased() + now.leasesRunOut(),
          /* leasesRunOut= */ 0,
          now.failed(),
          now.oldestDue());
    }
  }

  /** Messages come out as from a stack. */
  static final class HandsOutTheNewestFirst extends ForwardingStore {
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

  /** The answers to a chunk come in the order in which it was made. */
  static final class AnswersInAnotherOrder extends ForwardingStore {
    AnswersInAnotherOrder(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public List<ChangeResult> changeAll(List<Change> changes, ConferenceIdGenerator candidates) {
      List<Change> byUser = new ArrayList<>(changes);
      byUser.sort(Comparator.comparing(change -> change.user().value()));
      return super.changeAll(byUser, candidates);
    }
  }
}
