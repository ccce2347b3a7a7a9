package org.conferenceid.attendant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.conferenceid.ConferenceId;
import org.conferenceid.spi.ConferenceStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a caller could observe of the work behind an answer. */
class UniformRefusalTest extends Callers {
  private final List<String> calls = new ArrayList<>();

  @BeforeEach
  void watchTheStore() {
    conferencing = onThisClock().store(watched()).build();
  }

  /** A store that writes down each call to it, whichever. */
  private ConferenceStore watched() {
    return (ConferenceStore)
        java.lang.reflect.Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ConferenceStore.class},
            (proxy, method, arguments) -> {
              calls.add(method.getName());
              return method.invoke(store, arguments);
            });
  }

  private List<String> callsOf(String keyed) {
    calls.clear();
    assertThat(call(CALLER, keyed)).isEqualTo(new Admission.Refused());
    return List.copyOf(calls);
  }

  @Test
  @DisplayName("B3: the same is done for a retired and for an unknown ID, in the same order")
  void doesTheSame() {
    ConferenceId retired = id;
    conferencing.administration().disable(AMELIE);
    ConferenceId unknown = ConferenceId.of(retired.value() == 4_839_201 ? 4_839_202 : 4_839_201);
    assertThat(callsOf(retired.digits()))
        .isEqualTo(callsOf(unknown.digits()))
        .containsExactly("lookup");
  }

  @Test
  @DisplayName("B3: no listener is called while the caller waits")
  void tellsListenersLater() throws InterruptedException {
    CountDownLatch answered = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    conferencing =
        onThisClock()
            .attendant(
                component ->
                    component.listener(
                        event -> {
                          try {
                            answered.await();
                            told.countDown();
                          } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                          }
                        }))
            .build();
    conferencing.administration().disable(AMELIE);
    assertThat(callRightly(CALLER)).isEqualTo(refused());
    answered.countDown();
    told.await();
  }

  @Test
  @DisplayName("B4: a throttled call looks nothing up")
  void looksNothingUpWhenThrottled() {
    for (int i = 0; i < 5; i++) {
      callWrongly(CALLER);
    }
    calls.clear();
    Admission right = callRightly(CALLER);
    assertThat(right).isInstanceOf(Admission.Throttled.class);
    assertThat(callWrongly(CALLER)).isEqualTo(right).hasToString(right.toString());
    assertThat(calls).isEmpty();
  }
}
