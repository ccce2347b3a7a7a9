package org.conferenceid.behaviour;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.conferenceid.CallEvent;
import org.conferenceid.Caller;
import org.conferenceid.CallerGroup;
import org.conferenceid.ConferenceId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CallListenerTest extends Callers {
  private final Logger logger = Logger.getLogger("org.conferenceid");
  private final List<String> logged = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public synchronized void publish(LogRecord line) {
          logged.add(new SimpleFormatter().format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listenToTheLog() {
    logger.addHandler(handler);
  }

  @AfterEach
  void leaveTheLog() {
    logger.removeHandler(handler);
  }

  @Test
  @DisplayName("B3: it learns whose retired ID a caller used, so that the owner can be told")
  void learnsOfRetiredIds() {
    ConferenceId old = id;
    Instant retiredAt = clock.instant();
    id = reset(AMELIE).id();
    clock.advance(Duration.ofDays(3));
    assertThat(call(CALLER, old.digits())).isEqualTo(refused());
    assertThat(events)
        .containsExactly(new CallEvent.RetiredIdUsed(old, Optional.of(AMELIE), retiredAt, CALLER));
    assertThat(events.toString())
        .contains(old.toString(), CALLER.toString())
        .doesNotContain(old.digits(), "33612345678");
  }

  @Test
  @DisplayName("B3: after an erasure the retired ID has no owner")
  void learnsOfNoErasedOwner() {
    ConferenceId old = id;
    conferencing.erase(AMELIE);
    call(CALLER, old.digits());
    assertThat(events)
        .first()
        .extracting(event -> ((CallEvent.RetiredIdUsed) event).lastOwner())
        .isEqualTo(Optional.empty());
  }

  @Test
  @DisplayName("B3: it learns nothing of unknown and malformed IDs, nor of right ones")
  void learnsNothingElse() {
    call(CALLER, "12");
    call(CALLER, id.value() == 4_839_201 ? "4839202" : "4839201");
    callRightly(CALLER);
    assertThat(events).isEmpty();
  }

  @Test
  @DisplayName("B4: it learns of each lock-out once, when the attempt has failed")
  void learnsOfLockOuts() {
    for (int i = 0; i < 10; i++) {
      callWrongly(CALLER);
    }
    clock.advance(Duration.ofMinutes(1));
    callRightly(CALLER);
    assertThat(events)
        .containsExactly(new CallEvent.CallerLockedOut(CALLER, Duration.ofMinutes(1)));
    callWrongly(CALLER);
    assertThat(events)
        .endsWith(new CallEvent.CallerLockedOut(CALLER, Duration.ofMinutes(2)))
        .hasSize(2);
  }

  @Test
  @DisplayName("B4: it learns of an attack once, and once of its end, for each group of callers")
  void learnsOfAttacks() {
    strangersFail(200);
    for (int i = 0; i < 50; i++) {
      callWrongly(Caller.withheld());
    }
    clock.advance(Duration.ofMinutes(30));
    callRightly(CALLER);
    strangersFail(200);
    assertThat(events)
        .filteredOn(event -> !(event instanceof CallEvent.CallerLockedOut))
        .containsExactly(
            new CallEvent.AttackBegan(CallerGroup.STRANGERS),
            new CallEvent.AttackBegan(CallerGroup.WITHHELD),
            new CallEvent.AttackEnded(CallerGroup.STRANGERS),
            new CallEvent.AttackEnded(CallerGroup.WITHHELD),
            new CallEvent.AttackBegan(CallerGroup.STRANGERS));
  }

  @Test
  @DisplayName("B3: one that throws harms neither the caller nor the other listeners")
  void mayThrow() {
    conferencing =
        builder()
            .callListener(
                event -> {
                  throw new IllegalStateException("ticket system is away");
                })
            .callListener(events::add)
            .callEventExecutor(Runnable::run)
            .build();
    ConferenceId old = id;
    id = reset(AMELIE).id();
    assertThat(call(CALLER, old.digits())).isEqualTo(refused());
    assertThat(events).hasSize(1);
    assertThat(String.join("\n", logged))
        .contains("ticket system is away")
        .doesNotContain(old.digits(), "33612345678");
  }

  @Test
  @DisplayName(
      "B3: what an executor refuses is dropped, counted and logged; the caller is answered")
  void dropsWhatIsTooMuch() {
    AtomicBoolean full = new AtomicBoolean(true);
    conferencing =
        builder()
            .callListener(events::add)
            .callEventExecutor(
                task -> {
                  if (full.get()) {
                    throw new RejectedExecutionException("full");
                  }
                  task.run();
                })
            .build();
    ConferenceId old = id;
    id = reset(AMELIE).id();
    for (int i = 0; i < 3; i++) {
      assertThat(call(CALLER, old.digits())).isEqualTo(refused());
    }
    full.set(false);
    assertThat(call(CALLER, old.digits())).isEqualTo(refused());
    assertThat(events).hasSize(1);
    assertThat(logged)
        .filteredOn(line -> line.contains("dropped"))
        .satisfiesExactly(
            first -> assertThat(first).contains("too slow"),
            second -> assertThat(second).contains("3 call events were dropped"));
  }

  @Test
  @DisplayName("B3: by default it is called on a thread of the library's own, in order")
  void isCalledOnAnotherThread() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(2);
    AtomicReference<Thread> thread = new AtomicReference<>();
    List<CallEvent> inOrder = new ArrayList<>();
    conferencing =
        builder()
            .callListener(
                event -> {
                  inOrder.add(event);
                  thread.set(Thread.currentThread());
                  told.countDown();
                })
            .build();
    ConferenceId old = id;
    id = reset(AMELIE).id();
    call(CALLER, old.digits());
    call(OTHER, old.digits());
    assertThat(told.await(60, SECONDS)).isTrue();
    assertThat(thread.get().isDaemon()).isTrue();
    assertThat(inOrder)
        .extracting(event -> ((CallEvent.RetiredIdUsed) event).caller())
        .containsExactly(CALLER, OTHER);
  }
}
