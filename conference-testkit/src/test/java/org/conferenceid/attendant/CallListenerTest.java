package org.conferenceid.attendant;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.conferenceid.AudioConferencingBuilder;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.behaviour.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallListenerTest extends Callers {
  private final Logger logger = Logger.getLogger("org.conferenceid");
  private final List<String> logged = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          synchronized (logged) {
            logged.add(new SimpleFormatter().format(line));
            logged.notifyAll();
          }
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

  private void awaitLog(String text) throws InterruptedException {
    synchronized (logged) {
      while (logged.stream().noneMatch(line -> line.contains(text))) {
        logged.wait();
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("B3: it learns whose retired ID a caller used, so that the owner can be told")
  void learnsOfRetiredIds() {
    ConferenceId old = id;
    Instant retiredAt = clock.instant();
    id = reset(AMELIE).newId();
    clock.advance(Duration.ofDays(3));
    assertThat(call(CALLER, old.digits())).isEqualTo(refused());
    assertThat(heard())
        .containsExactly(new CallEvent.RetiredIdUsed(old, Optional.of(AMELIE), retiredAt, CALLER));
    assertThat(heard().toString())
        .contains(old.toString(), CALLER.toString())
        .doesNotContain(old.digits(), "33612345678");
  }

  @Test
  @DisplayName("B3: after an erasure the retired ID has no owner")
  void learnsOfNoErasedOwner() {
    ConferenceId old = id;
    conferencing.administration().erase(AMELIE);
    call(CALLER, old.digits());
    assertThat(heard())
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
    assertThat(heard()).isEmpty();
  }

  @Test
  @DisplayName("B4: it learns of each lock-out once, when the attempt has failed")
  void learnsOfLockOuts() {
    for (int i = 0; i < 10; i++) {
      callWrongly(CALLER);
    }
    clock.advance(Duration.ofMinutes(1));
    callRightly(CALLER);
    assertThat(heard())
        .containsExactly(new CallEvent.CallerLockedOut(CALLER, Duration.ofMinutes(1)));
    callWrongly(CALLER);
    assertThat(heard())
        .endsWith(new CallEvent.CallerLockedOut(CALLER, Duration.ofMinutes(2)))
        .hasSize(2);
  }

  @Test
  @DisplayName("B4: it learns of an attack once, and once of its end, for each group of callers")
  void learnsOfAttacks() {
    strangersFail(200);
    for (int i = 0; i < 50; i++) {
      callWrongly(Caller.anonymous());
    }
    clock.advance(Duration.ofMinutes(30));
    callRightly(CALLER);
    strangersFail(200);
    assertThat(heard())
        .filteredOn(event -> !(event instanceof CallEvent.CallerLockedOut))
        .containsExactly(
            new CallEvent.AttackBegan(CallerGroup.UNKNOWN, false),
            new CallEvent.AttackBegan(CallerGroup.ANONYMOUS, false),
            new CallEvent.AttackEnded(CallerGroup.UNKNOWN, false),
            new CallEvent.AttackEnded(CallerGroup.ANONYMOUS, false),
            new CallEvent.AttackBegan(CallerGroup.UNKNOWN, false));
  }

  /** An ID that was retired, so that a call with it is an event. */
  private String retiredId() {
    ConferenceId old = id;
    id = reset(AMELIE).newId();
    return old.digits();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("B23: whatever one does harms neither the caller nor the other listeners")
  void mayFail(Fault fault) {
    conferencing = onThisClock(event -> fault.happen()).build();
    String retired = retiredId();
    assertThat(call(CALLER, retired)).isEqualTo(refused());
    assertThat(call(OTHER, retired)).isEqualTo(refused());
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(heard()).hasSize(2);
    assertThat(String.join("\n", logged)).doesNotContain(retired, "33612345678");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("B23: the same if it is called by an executor that uses the thread that it is given")
  void mayFailOnTheThreadOfEvents(Fault fault) {
    conferencing =
        onThisClock(event -> fault.happen())
            .attendant(component -> component.listenerExecutor(Runnable::run))
            .build();
    String retired = retiredId();
    assertThat(call(CALLER, retired)).isEqualTo(refused());
    assertThat(call(OTHER, retired)).isEqualTo(refused());
    assertThat(heard()).hasSize(2);
  }

  @Test
  @DisplayName("B23: what one throws is logged, without an ID or a number")
  void mayThrow() {
    conferencing =
        onThisClock(
                event -> {
                  throw new IllegalStateException("ticket system is away");
                })
            .build();
    String retired = retiredId();
    call(CALLER, retired);
    heard();
    assertThat(String.join("\n", logged))
        .contains("ticket system is away")
        .doesNotContain(retired, "33612345678");
  }

  @ParameterizedTest
  @EnumSource(
      names = {"NULL", "INTERRUPT"},
      mode = EnumSource.Mode.EXCLUDE)
  @DisplayName("B23: an executor that throws loses the event; the caller is answered")
  void executorsMayThrow(Fault fault) throws InterruptedException {
    AtomicBoolean failing = new AtomicBoolean(true);
    conferencing =
        onThisClock()
            .attendant(
                component ->
                    component.listenerExecutor(
                        task -> {
                          if (failing.get()) {
                            fault.happen();
                          }
                          task.run();
                        }))
            .build();
    String retired = retiredId();
    assertThat(call(CALLER, retired)).isEqualTo(refused());
    awaitLog("failed");
    failing.set(false);
    assertThat(call(OTHER, retired)).isEqualTo(refused());
    assertThat(heard())
        .extracting(event -> ((CallEvent.RetiredIdUsed) event).caller())
        .contains(OTHER);
  }

  @Test
  @DisplayName("B23: one that hangs, and an executor that hangs, keep no caller waiting")
  void mayHang() {
    CountDownLatch never = new CountDownLatch(1);
    for (AudioConferencingBuilder hanging :
        List.of(
            onThisClock(event -> await(never)),
            onThisClock()
                .attendant(component -> component.listenerExecutor(task -> await(never))))) {
      conferencing = hanging.build();
      String retired = retiredId();
      for (int i = 0; i < 4; i++) {
        assertThat(call(CALLER, retired)).isEqualTo(refused());
      }
    }
    never.countDown();
  }

  @Test
  @DisplayName("B23: one that hangs is interrupted after a time, and later events go on")
  void isInterruptedWhenItHangs() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger interrupted = new AtomicInteger();
    CountDownLatch again = new CountDownLatch(1);
    conferencing =
        builder()
            .attendant(component -> component.listenerTimeout(Duration.ofMillis(50)))
            .attendant(
                component ->
                    component.listener(
                        event -> {
                          if (interrupted.get() > 0) {
                            again.countDown();
                            return;
                          }
                          try {
                            never.await();
                          } catch (InterruptedException e) {
                            interrupted.incrementAndGet();
                          }
                        }))
            .build();
    String retired = retiredId();
    for (int i = 0; again.getCount() > 0; i++) { // a machine may be too slow for one event
      call(stranger(i), retired);
      again.await(1, SECONDS);
    }
    assertThat(interrupted).hasPositiveValue();
    awaitLog("no answer within PT0.05S");
  }

  @Test
  @DisplayName("B23: what is too much is dropped, counted and logged; the caller is answered")
  void dropsWhatIsTooMuch() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch goneOn = new CountDownLatch(100);
    conferencing =
        onThisClock(
                event -> {
                  begun.countDown();
                  await(goOn);
                  goneOn.countDown();
                })
            .attendant(
                component ->
                    component.guessLimits(
                        GuessLimits.builder().budget(CallerGroup.UNKNOWN, 10_000).build()))
            .build();
    String retired = retiredId();
    call(stranger(0), retired);
    await(begun);
    for (int i = 1; i <= 1_003; i++) { // a thousand wait
      assertThat(call(stranger(i), retired)).isEqualTo(refused());
    }
    awaitLog("too slow");
    goOn.countDown();
    await(goneOn);
    assertThat(call(stranger(2_000), retired)).isEqualTo(refused());
    awaitLog("3 call events were dropped");
  }

  @Test
  @DisplayName("B3: by default it is called on a thread of the library's own, in order")
  void isCalledOnAnotherThread() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(2);
    AtomicReference<Thread> thread = new AtomicReference<>();
    List<CallEvent> inOrder = new ArrayList<>();
    conferencing =
        builder()
            .attendant(
                component ->
                    component.listener(
                        event -> {
                          inOrder.add(event);
                          thread.set(Thread.currentThread());
                          told.countDown();
                        }))
            .build();
    ConferenceId old = id;
    id = reset(AMELIE).newId();
    call(CALLER, old.digits());
    call(OTHER, old.digits());
    told.await();
    assertThat(thread.get().isDaemon()).isTrue();
    assertThat(inOrder)
        .extracting(event -> ((CallEvent.RetiredIdUsed) event).caller())
        .containsExactly(CALLER, OTHER);
  }
}
