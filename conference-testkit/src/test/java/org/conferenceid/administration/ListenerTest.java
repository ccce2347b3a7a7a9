package org.conferenceid.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.behaviour.World;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.change.ResetResult;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.testkit.ForwardingStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ListenerTest extends World {
  private final List<ConferenceEvent> events = new ArrayList<>();

  @BeforeEach
  void listen() {
    conferencing = builder().listener(events::add).build();
  }

  @Test
  @DisplayName("B9: a listener learns what changed, so that calendars can be updated")
  void learnsEachChange() {
    enable(AMELIE);
    ResetResult.Reset reset = reset(AMELIE);
    conferencing.administration().sendConferenceInfo(AMELIE);
    conferencing.administration().disable(AMELIE);
    assertThat(events)
        .extracting(ConferenceEvent::kind)
        .containsExactly(
            EventKind.ENABLED, EventKind.RESET, EventKind.INFO_REQUESTED, EventKind.DISABLED);
    assertThat(events.get(1)).isEqualTo(eventOf(reset));
  }

  @Test
  @DisplayName("B9: it learns nothing of refusals and replays")
  void learnsChangesOnly() {
    conferencing.administration().resets().reset(ResetRequest.of(AMELIE));
    enable(AMELIE);
    enable(AMELIE);
    ResetRequest click = ResetRequest.of(AMELIE).idempotencyKey("k");
    conferencing.administration().resets().reset(click);
    conferencing.administration().resets().reset(click);
    assertThat(events).hasSize(2);
  }

  @Test
  @DisplayName("B9: a change is visible to its listener")
  void isCalledAfterTheChange() {
    List<Long> versions = new ArrayList<>();
    conferencing =
        builder()
            .listener(
                e ->
                    versions.add(
                        conferencing
                            .administration()
                            .find(e.user())
                            .map(Organizer::version)
                            .orElse(0L)))
            .build();
    enable(AMELIE);
    reset(AMELIE);
    assertThat(versions).containsExactly(1L, 2L);
  }

  @Test
  @DisplayName("B9: a listener that throws harms neither the change nor the other listeners")
  void mayThrow() {
    conferencing =
        builder()
            .listener(
                e -> {
                  throw new IllegalStateException("calendar is away");
                })
            .listener(events::add)
            .build();
    enable(AMELIE);
    assertThat(eventOf(reset(AMELIE))).isEqualTo(events.get(1));
    assertThat(audit()).hasSize(2);
  }

  @Test
  @DisplayName(
      "B9: in a transaction of the application, listeners are told when that has committed")
  void waitsForTheApplicationsCommit() {
    StoreInTransaction transaction = new StoreInTransaction(store);
    conferencing = builder().store(transaction).listener(events::add).build();
    enable(AMELIE);
    ResetResult.Reset done = reset(AMELIE);
    assertThat(done.committed()).isFalse();
    assertThat(events).isEmpty();

    transaction.commit();
    assertThat(events).hasSize(2).last().isEqualTo(eventOf(done));
  }

  @Test
  @DisplayName("B9: in a transaction of the application that is rolled back, nobody is told")
  void isNotToldOfARollback() {
    StoreInTransaction transaction = new StoreInTransaction(store);
    conferencing = builder().store(transaction).listener(events::add).build();
    enable(AMELIE);
    transaction.rollBack();
    transaction.commit();
    assertThat(events).isEmpty();
  }

  @Test
  @DisplayName("B9: without a transaction of the application, listeners are told once")
  void isNotToldTwice() {
    enable(AMELIE);
    assertThat(events).hasSize(1);
  }

  @Test
  @DisplayName("B9: whoever missed an event finds it in the audit")
  void canBeCaughtUpFromTheAudit() {
    enable(AMELIE);
    reset(AMELIE);
    assertThat(audit()).extracting(AuditEntry::event).isEqualTo(events);
  }

  /** A store whose caller owns the transaction. */
  private static final class StoreInTransaction extends ForwardingStore {
    private final List<Runnable> waiting = new ArrayList<>();

    StoreInTransaction(org.conferenceid.spi.ConferenceStore store) {
      super(store);
    }

    @Override
    public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      ChangeResult result = super.change(change, candidates);
      return result instanceof ChangeResult.Done done
          ? new ChangeResult.Done(done.event(), done.replayed(), false)
          : result;
    }

    @Override
    public void afterCommit(Runnable task) {
      waiting.add(task);
    }

    void commit() {
      waiting.forEach(Runnable::run);
      waiting.clear();
    }

    void rollBack() {
      waiting.clear();
    }
  }
}
