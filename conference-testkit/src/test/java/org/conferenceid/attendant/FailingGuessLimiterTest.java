package org.conferenceid.attendant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.Lookup;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.behaviour.Fault;
import org.conferenceid.spi.GuessLimiter;
import org.conferenceid.testkit.ForwardingStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A limiter of the application that throws, hangs or answers nothing (B23). */
class FailingGuessLimiterTest extends PluggedLimiter {
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch goOn = new CountDownLatch(1);

  @AfterEach
  void endWhatHangs() {
    goOn.countDown();
  }

  /** Does not even end when it is interrupted. */
  private <T> T hang(T answer) {
    boolean ended = false;
    while (!ended) {
      try {
        goOn.await();
        ended = true;
      } catch (InterruptedException stubborn) {
        calls.add("interrupted");
      }
    }
    return answer;
  }

  /** Plugs a limiter in for which nobody waits. */
  private void plugHanging(GuessLimiter limiter) {
    plugFor(Duration.ofMillis(1), limiter);
  }

  private void plugFor(Duration timeout, GuessLimiter limiter) {
    conferencing =
        onThisClock()
            .attendant(component -> component.guessLimiter(limiter))
            .attendant(component -> component.guessLimiterTimeout(timeout))
            .build();
  }

  private void assertCountsInTheProcess() {
    assertThat(callRightly(CALLER)).isEqualTo(admitted());
    for (int i = 0; i < 5; i++) {
      assertThat(callWrongly(CALLER)).isEqualTo(refused());
    }
    assertThat(callRightly(CALLER)).isEqualTo(throttled(Duration.ofMinutes(1)));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("GL-12: whatever it throws, attempts are counted in the process")
  void isReplacedWhileItFails(Fault fault) {
    plug(caller -> fault.insteadOf(granted(Optional.empty())));
    if (fault == Fault.INTERRUPT) {
      assertThat(callRightly(CALLER)).isEqualTo(admitted());
    } else {
      assertCountsInTheProcess();
    }
  }

  @ParameterizedTest
  @EnumSource(names = "INTERRUPT", mode = EnumSource.Mode.EXCLUDE)
  @DisplayName("GL-12: so it is if what it answers fails")
  void isReplacedWhileItsAnswersFail(Fault fault) {
    plug(caller -> new Answer(() -> fault.insteadOf(Optional.empty()), () -> {}, () -> {}));
    assertCountsInTheProcess();
  }

  @Test
  @DisplayName("GL-12: so it is while it hangs")
  void isReplacedWhileItHangs() {
    plugHanging(caller -> hang(granted(Optional.empty())));
    assertCountsInTheProcess();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("GL-12: a caller is let in even if the attempt cannot be given back")
  void mayFailToTakeBackWhoWasLetIn(Fault fault) {
    plug(caller -> new Answer(Optional::empty, fault::happen, fault::happen));
    assertThat(callRightly(CALLER)).isEqualTo(admitted());
    assertThat(callRightly(CALLER)).isEqualTo(admitted());
  }

  @Test
  @DisplayName("GL-12: a caller is let in even if giving the attempt back hangs")
  void mayHangWhenTakingBack() {
    AtomicBoolean given = new AtomicBoolean();
    conferencing =
        onThisClock()
            .attendant(
                component ->
                    component.guessLimiter(
                        caller ->
                            new Answer(Optional::empty, () -> given.set(hang(true)), () -> {})))
            .attendant(component -> component.guessLimiterTimeout(Duration.ofMillis(50)))
            .build();
    assertThat(callRightly(CALLER)).isEqualTo(admitted());
    assertThat(given).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("GL-12: the store's own failure is told, whatever taking the attempt back does")
  void mayFailToTakeBackWhatWasNotJudged(Fault fault) {
    StoreException away = new StoreException("the database is away", null);
    conferencing =
        onThisClock()
            .store(
                new ForwardingStore(store) {
                  @Override
                  public Lookup lookup(ConferenceId id) {
                    throw away;
                  }
                })
            .attendant(
                component ->
                    component.guessLimiter(
                        caller -> new Answer(Optional::empty, fault::happen, fault::happen)))
            .build();
    assertThatThrownBy(() -> callRightly(CALLER)).isSameAs(away);
  }

  @Test
  @DisplayName("GL-12: it is asked again after a pause, and decides as soon as it works")
  void isAskedAgainAfterAPause() {
    AtomicBoolean away = new AtomicBoolean(true);
    plug(
        caller -> {
          asked.incrementAndGet();
          if (away.get()) {
            throw new IllegalStateException("the cache is away");
          }
          return new GuessLimiter.Denied(Duration.ofSeconds(7));
        });
    for (int i = 0; i < 10; i++) {
      assertThat(callRightly(CALLER)).isEqualTo(admitted());
    }
    clock.advance(Duration.ofSeconds(10).minusNanos(1));
    callRightly(CALLER);
    assertThat(asked).hasValue(1);
    clock.advance(Duration.ofNanos(1));
    assertThat(callRightly(CALLER)).as("still away").isEqualTo(admitted());
    assertThat(callRightly(CALLER)).isEqualTo(admitted());
    assertThat(asked).hasValue(2);
    away.set(false);
    clock.advance(Duration.ofSeconds(10));
    for (int i = 0; i < 10; i++) {
      assertThat(callRightly(CALLER)).isEqualTo(throttled(Duration.ofSeconds(7)));
    }
    assertThat(asked).hasValue(12);
  }

  @Test
  @DisplayName("GL-12: after the pause one caller waits for it, and no other")
  void isAskedByOneCallerAtATime() {
    List<Admission> meanwhile = new ArrayList<>();
    plug(
        caller -> {
          if (asked.incrementAndGet() == 1) {
            throw new IllegalStateException("the cache is away");
          }
          meanwhile.add(callRightly(OTHER)); // somebody else calls while this one waits
          return granted(Optional.empty());
        });
    callRightly(CALLER);
    clock.advance(Duration.ofSeconds(10));
    callRightly(CALLER);
    assertThat(asked).hasValue(2);
    assertThat(meanwhile).containsExactly(admitted());
  }

  @Test
  @DisplayName("GL-12: while it hangs, one caller waits for it after each pause, and no other")
  void isWaitedForOncePerPause() {
    plugHanging(
        caller -> {
          asked.incrementAndGet();
          return hang(granted(Optional.empty()));
        });
    int pauses = 0;
    while (asked.get() == 0 || pauses < 5) { // without a thread in time, nobody is asked
      for (int i = 0; i < 100; i++) {
        assertThat(callRightly(CALLER)).isEqualTo(admitted());
      }
      clock.advance(Duration.ofSeconds(10));
      pauses++;
    }
    assertThat(asked.get()).as("callers who waited in all").isLessThanOrEqualTo(pauses);
  }

  @Test
  @DisplayName("GL-12: whoever comes while others wait for it does not wait after them")
  void isNotWaitedForInTurn() throws Exception {
    plugFor(
        Duration.ofMillis(500),
        caller -> {
          asked.incrementAndGet();
          awaitForEver();
          return granted(Optional.empty());
        });
    List<Callable<Admission>> callers = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      Caller stranger = stranger(i);
      Caller attested = Caller.attested(stranger.number().orElseThrow());
      callers.add(() -> callRightly(stranger));
      callers.add(() -> callRightly(attested));
    }
    ExecutorService threads = Executors.newFixedThreadPool(callers.size());
    try {
      for (Future<Admission> answer : threads.invokeAll(callers)) {
        assertThat(answer.get()).isEqualTo(admitted());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(asked).hasValueBetween(1, 64);
  }

  /** Ends only when it is interrupted. */
  private void awaitForEver() {
    try {
      goOn.await();
    } catch (InterruptedException givenUp) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName("GL-12: however long it hangs, few threads do")
  void boundsWhatHangs() {
    plugHanging(
        caller -> {
          asked.incrementAndGet();
          return hang(granted(Optional.empty()));
        });
    for (int i = 0; i < 200; i++) {
      assertThat(callRightly(CALLER)).isEqualTo(admitted());
      clock.advance(Duration.ofSeconds(10));
    }
    assertThat(asked).hasValueLessThanOrEqualTo(64);
  }

  @Test
  @DisplayName("GL-12: what it grants too late is withdrawn, as the attempt was counted elsewhere")
  void withdrawsWhatComesTooLate() throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch withdrawn = new CountDownLatch(1);
    GuessLimiter.Granted late = new Answer(Optional::empty, () -> {}, withdrawn::countDown);
    conferencing =
        onThisClock()
            .attendant(
                component ->
                    component.guessLimiter(
                        caller -> {
                          reached.countDown();
                          return hang(late);
                        }))
            .attendant(component -> component.guessLimiterTimeout(Duration.ofMillis(1)))
            .build();
    while (reached.getCount() > 0) { // a call that waits too short for a thread starts none
      assertThat(callRightly(CALLER)).isEqualTo(admitted());
      clock.advance(Duration.ofSeconds(10));
    }
    goOn.countDown();
    withdrawn.await();
  }

  @Test
  @DisplayName("GL-12: what is to be given back in an outage is not, and its caller is known")
  void givesNothingBackInAnOutage() {
    AtomicBoolean away = new AtomicBoolean();
    GuessLimiter limiter =
        caller -> {
          if (away.get()) {
            throw new IllegalStateException("the cache is away");
          }
          return granted(Optional.empty());
        };
    conferencing =
        onThisClock()
            .store(
                new ForwardingStore(store) {
                  @Override
                  public Lookup lookup(ConferenceId keyed) {
                    if (away.compareAndSet(false, true)) {
                      callRightly(OTHER); // finds that the limiter is away
                    }
                    return super.lookup(keyed);
                  }
                })
            .attendant(component -> component.guessLimiter(limiter))
            .build();
    assertThat(callRightly(CALLER)).isEqualTo(admitted());
    assertThat(calls).as("what was given back").isEmpty();
    strangersFail(200);
    assertThat(callRightly(stranger(200))).isInstanceOf(Admission.Throttled.class);
    assertThat(callRightly(CALLER)).isEqualTo(admitted());
  }

  @Test
  @DisplayName("GL-12: the one in the process knows who was let in while the other worked")
  void doesNotMakeKnownCallersUnknown() {
    AtomicBoolean away = new AtomicBoolean();
    plug(
        caller -> {
          if (away.get()) {
            throw new IllegalStateException("the cache is away");
          }
          return granted(Optional.empty());
        });
    callRightly(CALLER);
    away.set(true);
    strangersFail(200);
    assertThat(callRightly(OTHER)).isInstanceOf(Admission.Throttled.class);
    assertThat(callRightly(CALLER)).isEqualTo(admitted());
  }

  @Test
  @DisplayName("GL-12: an interrupted thread gets an answer, and stays interrupted")
  void answersAnInterruptedThread() {
    plug(caller -> granted(Optional.empty()));
    Thread.currentThread().interrupt();
    assertThat(callRightly(CALLER)).isEqualTo(admitted());
    assertThat(Thread.interrupted()).isTrue();
    calls.clear();
    callRightly(CALLER);
    assertThat(calls).as("which is no outage").containsExactly("admitted amelie");
  }

  private record Answer(
      Supplier<Optional<Duration>> says, Runnable whenAdmitted, Runnable whenWithdrawn)
      implements GuessLimiter.Granted {

    @Override
    public Optional<Duration> lockout() {
      return says.get();
    }

    @Override
    public void admitted(UserId organizer) {
      whenAdmitted.run();
    }

    @Override
    public void withdrawn() {
      whenWithdrawn.run();
    }
  }
}
