package org.conferenceid.attendant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.Lookup;
import org.conferenceid.testkit.ForwardingStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Calls at the same moment, from real threads. */
class GuessingRaceTest extends Callers {
  private static final int THREADS = 16;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private List<Admission> together(IntFunction<Admission> call) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Future<Admission>> running = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      running.add(
          threads.submit(
              () -> {
                start.await();
                return call.apply(thread);
              }));
    }
    List<Admission> answers = new ArrayList<>();
    for (Future<Admission> one : running) {
      answers.add(one.get());
    }
    return answers;
  }

  @Test
  @DisplayName("GL-1: calls at once from one number are looked at as often as it may fail, no more")
  void oneNumber() throws Exception {
    for (int round = 0; round < 100; round++) {
      Caller caller = stranger(round);
      limit(GuessLimits.ofDefaults());
      assertThat(together(thread -> callWrongly(caller)))
          .filteredOn(answer -> answer.equals(refused()))
          .hasSize(5);
    }
  }

  @Test
  @DisplayName(
      "GL-1: calls at once from many numbers are looked at as often as their group may fail")
  void manyNumbers() throws Exception {
    for (int round = 0; round < 100; round++) {
      limit(GuessLimits.builder().budget(CallerGroup.UNKNOWN, 7).build());
      assertThat(together(thread -> callWrongly(stranger(thread))))
          .filteredOn(answer -> answer.equals(refused()))
          .hasSize(7);
    }
  }

  @Test
  @DisplayName("GL-1: so are calls whose lookups all wait for a slow store")
  void slowStore() throws Exception {
    CyclicBarrier lookups = new CyclicBarrier(5);
    conferencing =
        onThisClock()
            .store(
                new ForwardingStore(store) {
                  @Override
                  public Lookup lookup(ConferenceId keyed) {
                    try {
                      lookups.await(); // until all five are under way
                    } catch (Exception e) {
                      throw new IllegalStateException(e);
                    }
                    return super.lookup(keyed);
                  }
                })
            .build();
    String unknown = id.value() == 4_839_201 ? "4839202" : "4839201";
    List<Admission> answers = together(thread -> call(CALLER, unknown));
    assertThat(answers).filteredOn(answer -> answer.equals(refused())).hasSize(5);
    assertThat(answers)
        .filteredOn(answer -> answer instanceof Admission.Throttled)
        .hasSize(THREADS - 5);
  }

  @Test
  @DisplayName("GL-3: rightly keyed IDs at once leave nothing counted")
  void rightIds() throws Exception {
    for (int round = 0; round < 100; round++) {
      together(thread -> callRightly(CALLER));
    }
    for (int i = 0; i < 5; i++) {
      assertThat(callWrongly(CALLER)).isEqualTo(refused());
    }
    assertThat(callRightly(CALLER)).isInstanceOf(Admission.Throttled.class);
  }
}
