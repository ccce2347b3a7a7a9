package org.conferenceid.tck;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Lease;
import org.conferenceid.testkit.ForwardingStore;
import org.conferenceid.testkit.InMemoryConferenceStore;

/** Stores that were written when there were fewer kinds of events. */
final class FaultyEventKinds {
  private FaultyEventKinds() {}

  /** What is no enabling, disabling or conference information is a reset. */
  static final class TakesOtherKindsForResets extends ForwardingStore {
    private final EventKind kind;

    private TakesOtherKindsForResets(Clock clock, EventKind kind) {
      super(new InMemoryConferenceStore(clock));
      this.kind = kind;
    }

    static TakesOtherKindsForResets ofNumbers(Clock clock) {
      return new TakesOtherKindsForResets(clock, EventKind.NUMBERS_CHANGED);
    }

    static TakesOtherKindsForResets ofReveals(Clock clock) {
      return new TakesOtherKindsForResets(clock, EventKind.ID_REVEALED);
    }

    @Override
    public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      return change.kind() == kind && change.idempotencyKey().isEmpty()
          ? super.change(
              Change.builder(EventKind.RESET, change.user()).mail(change.mail()).build(),
              candidates)
          : super.change(change, candidates);
    }
  }

  /** A message is queued for whatever happens. */
  static final class QueuesMailForAReveal extends MapStore {
    QueuesMailForAReveal(Clock clock) {
      super(clock);
    }

    @Override
    void append(ConferenceEvent event, Change change) {
      super.append(event, change);
      if (change.kind() == EventKind.ID_REVEALED) {
        messages().get(messages().size() - 1).state = DeliveryState.PENDING;
      }
    }
  }

  /** Only conference information is looked at when its user is disabled. */
  static final class SendsNumbersToTheDisabled extends ForwardingStore {
    SendsNumbersToTheDisabled(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public List<Lease> claim(String worker, int max, Duration lease) {
      List<AuditEntry> outdated =
          audit(
                  AuditQuery.all()
                      .ofKind(EventKind.NUMBERS_CHANGED)
                      .withDelivery(DeliveryState.PENDING))
              .items()
              .stream()
              .filter(entry -> !find(entry.event().user()).map(Organizer::enabled).orElse(false))
              .toList();
      List<Lease> leases = new ArrayList<>(super.claim(worker, max, lease));
      for (AuditEntry entry : outdated) {
        String key = Lease.newMessageKey();
        leases.add(new Lease(entry.number(), key, 1, 1, 0, 0, entry.event(), entry.context()));
      }
      return leases;
    }
  }
}
