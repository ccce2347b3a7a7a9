package org.conferenceid.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.bulk.BulkReset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What executors of the JDK do when the machine gives them no more threads. */
class ExhaustedMachineTest extends World {
  private final AtomicBoolean exhausted = new AtomicBoolean();
  private final ScheduledExecutorService scheduler =
      mock(
          ScheduledExecutorService.class,
          call -> {
            if (exhausted.get()) {
              throw new OutOfMemoryError("unable to create native thread");
            }
            return null;
          });
  private final List<ConferenceEvent> told = new ArrayList<>();

  @BeforeEach
  void startOnAnExhaustedMachine() {
    conferencing =
        builder().delivery(component -> component.scheduler(scheduler)).listener(told::add).build();
    conferencing.dispatcher().start();
    exhausted.set(true);
  }

  @Test
  @DisplayName("B23, B1: a change is made and told though no thread is left to send its mail")
  void changesAreMade() {
    ConferenceId old = enable(AMELIE);
    assertThat(reset(AMELIE).newId()).isNotEqualTo(old);
    assertThat(
            conferencing
                .administration()
                .bulkResets()
                .reset(BulkReset.of("run", List.of(AMELIE)), r -> {})
                .done())
        .isEqualTo(1);
    assertThat(told).hasSize(3);
    assertThat(audit())
        .extracting(AuditEntry::delivery)
        .last()
        .extracting(mail -> mail.state())
        .isEqualTo(DeliveryState.PENDING);
  }

  @Test
  @DisplayName("B23: the mail goes out when there are threads again")
  void mailIsOnlyLate() {
    enable(AMELIE);
    exhausted.set(false);
    assertThat(conferencing.dispatcher().deliverDue().sent()).isEqualTo(1);
  }
}
