package org.conferenceid.tck;

import static org.conferenceid.audit.DeliveryState.OFF;
import static org.conferenceid.audit.DeliveryState.PENDING;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Page;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;

/** What is claimed, by whom, and how it is counted: OB-1 to OB-3. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // a fault
final class FaultyClaims {
  private FaultyClaims() {}

  static List<OutboxFault> all() {
    return List.of(
        new OutboxFault(
            "OB-1", "queues a message in a second transaction", QueuesInASecondTransaction::new),
        new OutboxFault("OB-1", "queues a message for every change", QueuesAlways::new),
        new OutboxFault(
            "OB-1", "asks the first of a chunk whether there is mail", AsksTheFirst::new),
        new OutboxFault("OB-1", "queues a replay once more", QueuesReplays::new),
        OutboxFault.of(
            "OB-1",
            "makes a message due a moment later",
            store ->
                new MapOutbox(store) {
                  @Override
                  boolean isDue(MapMessage message) {
                    return super.isDue(message) && message.event.at().isBefore(now());
                  }
                }),
        OutboxFault.of(
            "OB-1",
            "keeps what is queued in memory",
            store ->
                new MapOutbox(store) {
                  @Override
                  void restart() {
                    store.messages().stream()
                        .filter(one -> one.state == PENDING)
                        .forEach(one -> one.state = OFF);
                  }
                }),
        OutboxFault.of(
            "OB-2",
            "gives a worker its own message again",
            store ->
                new MapOutbox(store) {
                  private String last = "";
                  private boolean same;

                  @Override
                  public List<Lease> claim(String worker, int max, Duration lease) {
                    same = worker.equals(last);
                    last = worker;
                    List<Lease> leases = super.claim(worker, max, lease);
                    same = false;
                    return leases;
                  }

                  @Override
                  boolean isDue(MapMessage message) {
                    return same || super.isDue(message);
                  }
                }),
        OutboxFault.of(
            "OB-2",
            "has a short column for the worker",
            store ->
                new MapOutbox(store) {
                  @Override
                  public List<Lease> claim(String worker, int max, Duration lease) {
                    if (worker.length() > 255) {
                      throw new IllegalArgumentException("too long");
                    }
                    return super.claim(worker, max, lease);
                  }
                }),
        OutboxFault.of(
            "OB-2",
            "reads one more than it may, which overflows",
            store ->
                new MapOutbox(store) {
                  @Override
                  public List<Lease> claim(String worker, int max, Duration lease) {
                    return max + 1 < 0 ? List.of() : super.claim(worker, max, lease);
                  }
                }),
        OutboxFault.of(
            "OB-2",
            "takes what is out of range",
            store ->
                new MapOutbox(store) {
                  @Override
                  public List<Lease> claim(String worker, int max, Duration lease) {
                    return max < 1 ? List.of() : super.claim(worker, max, lease);
                  }
                }),
        OutboxFault.of(
            "OB-2",
            "leases for any length",
            store ->
                new MapOutbox(store) {
                  @Override
                  public List<Lease> claim(String worker, int max, Duration lease) {
                    boolean tooLong = lease.compareTo(MAX_DELAY) > 0;
                    return super.claim(worker, max, tooLong ? MAX_DELAY : lease);
                  }
                }),
        OutboxFault.of(
            "OB-2",
            "hands out five hundred at most",
            store ->
                new MapOutbox(store) {
                  @Override
                  public List<Lease> claim(String worker, int max, Duration lease) {
                    return super.claim(worker, Math.min(max, 500), lease);
                  }
                }),
        OutboxFault.of(
            "OB-3",
            "counts an attempt when it is settled",
            store ->
                new MapOutbox(store) {
                  @Override
                  Lease lease(MapMessage message, Duration lease) {
                    Lease given = super.lease(message, lease);
                    message.attempts--;
                    return given;
                  }

                  @Override
                  void settle(MapMessage message, Settlement.Result result) {
                    message.attempts++;
                    super.settle(message, result);
                  }
                }),
        OutboxFault.of(
            "OB-3",
            "has a byte for the attempts",
            store ->
                new MapOutbox(store) {
                  @Override
                  Lease lease(MapMessage message, Duration lease) {
                    byte narrow = (byte) message.attempts;
                    message.attempts = narrow;
                    return super.lease(message, lease);
                  }
                }),
        OutboxFault.of(
            "OB-3",
            "forgets attempts over a restart",
            store ->
                new MapOutbox(store) {
                  @Override
                  void restart() {
                    store.messages().forEach(one -> one.attempts = 0);
                  }
                }),
        OutboxFault.of(
            "OB-3",
            "counts no attempt whose worker died",
            store ->
                new MapOutbox(store) {
                  @Override
                  Lease lease(MapMessage message, Duration lease) {
                    message.attempts -= message.state == PENDING ? 0 : 1;
                    return super.lease(message, lease);
                  }
                }));
  }

  /** Between the two anybody can read. */
  private static final class QueuesInASecondTransaction extends MapStore {
    private final Meeting between = new Meeting();
    private final Meeting after = new Meeting();

    QueuesInASecondTransaction(Clock clock) {
      super(clock);
    }

    @Override
    public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      ChangeResult result = super.change(change.toBuilder().mail(false).build(), candidates);
      between.await();
      after.await();
      synchronized (this) {
        if (result instanceof ChangeResult.Done done && !done.replayed()) {
          messages().stream()
              .filter(one -> one.event.equals(done.event()) && change.mail())
              .forEach(one -> one.state = PENDING);
        }
      }
      return result;
    }

    @Override
    public Page<AuditEntry> audit(AuditQuery query) {
      between.await();
      Page<AuditEntry> read = super.audit(query);
      after.await();
      return read;
    }
  }

  private static final class QueuesAlways extends MapStore {
    QueuesAlways(Clock clock) {
      super(clock);
    }

    @Override
    void append(ConferenceEvent event, Change change) {
      super.append(event, change.toBuilder().mail(true).build());
    }
  }

  private static final class AsksTheFirst extends MapStore {
    AsksTheFirst(Clock clock) {
      super(clock);
    }

    @Override
    public List<ChangeResult> changeAll(List<Change> changes, ConferenceIdGenerator candidates) {
      boolean mail = changes.get(0).mail();
      return super.changeAll(
          changes.stream().map(one -> one.toBuilder().mail(mail).build()).toList(), candidates);
    }
  }

  private static final class QueuesReplays extends MapStore {
    QueuesReplays(Clock clock) {
      super(clock);
    }

    @Override
    public synchronized ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      ChangeResult result = super.change(change, candidates);
      if (result instanceof ChangeResult.Done done && done.replayed()) {
        messages().stream()
            .filter(one -> one.event.equals(done.event()))
            .forEach(((MapOutbox) outbox())::sendAgain);
      }
      return result;
    }
  }
}
