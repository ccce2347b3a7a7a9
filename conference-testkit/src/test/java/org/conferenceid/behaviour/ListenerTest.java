package org.conferenceid.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.change.Done;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.spi.Change;
import org.conferenceid.tck.DelegatingStore;
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
    Done reset = reset(AMELIE);
    conferencing.sendConferenceInfo(AMELIE);
    conferencing.disable(AMELIE);
    assertThat(events)
        .extracting(ConferenceEvent::kind)
        .containsExactly(
            EventKind.ENABLED, EventKind.RESET, EventKind.INFO_REQUESTED, EventKind.DISABLED);
    assertThat(events.get(1)).isEqualTo(reset.event());
  }

  @Test
  @DisplayName("B9: it learns nothing of refusals and replays")
  void learnsChangesOnly() {
    conferencing.resets().reset(ResetRequest.of(AMELIE));
    enable(AMELIE);
    enable(AMELIE);
    ResetRequest click = ResetRequest.of(AMELIE).key("k");
    conferencing.resets().reset(click);
    conferencing.resets().reset(click);
    assertThat(events).hasSize(2);
  }

  @Test
  @DisplayName("B9: a change is visible to its listener")
  void isCalledAfterTheChange() {
    List<Long> versions = new ArrayList<>();
    conferencing =
        builder()
            .listener(
                e -> versions.add(conferencing.find(e.user()).map(Organizer::version).orElse(0L)))
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
    assertThat(reset(AMELIE).event()).isEqualTo(events.get(1));
    assertThat(audit()).hasSize(2);
  }

  @Test
  @DisplayName(
      "B9: in a transaction of the application, listeners are told when that has committed")
  void waitsForTheApplicationsCommit() {
    conferencing = builder().store(new StoreInTransaction(store)).listener(events::add).build();
    Done done = (Done) conferencing.enable(AMELIE);
    assertThat(done.committed()).isFalse();
    assertThat(events).isEmpty();

    conferencing.afterCommit(done);
    assertThat(events).containsExactly(done.event());
  }

  @Test
  @DisplayName("B9: the hook does nothing for what the listeners know already")
  void isNotToldTwice() {
    conferencing.afterCommit((Done) conferencing.enable(AMELIE));
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
  private static final class StoreInTransaction extends DelegatingStore {
    StoreInTransaction(org.conferenceid.spi.ConferenceStore store) {
      super(store);
    }

    @Override
    public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      ChangeResult result = super.change(change, candidates);
      return result instanceof Done done ? new Done(done.event(), done.replayed(), false) : result;
    }
  }
}
