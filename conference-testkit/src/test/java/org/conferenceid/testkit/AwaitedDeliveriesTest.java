package org.conferenceid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.conferenceid.Lookup;
import org.conferenceid.UserId;
import org.conferenceid.behaviour.World;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.spi.Notification;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the doubles offer to a test of an application. */
class AwaitedDeliveriesTest extends World {
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  @DisplayName("A test waits for what a started dispatcher delivers")
  void waitsForTheDispatcher() throws InterruptedException {
    conferencing.dispatcher().start();
    enable(AMELIE);
    enable(BRUNO);
    assertThat(notifier.await(2, LONG))
        .extracting(Notification::user)
        .containsExactlyInAnyOrder(AMELIE, BRUNO);
    conferencing.close();
    assertThat(notifier.await(0, Duration.ZERO)).hasSize(2);
  }

  @Test
  @DisplayName("A test that waits in vain is told how many came")
  void tellsWhatIsMissing() {
    enable(AMELIE);
    conferencing.dispatcher().deliverDue();
    assertThatThrownBy(() -> notifier.await(2, Duration.ofMillis(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessage("1 of 2 messages were delivered in PT0.001S");
    notifier.clear();
    assertThat(notifier.notifications()).isEmpty();
  }

  @Test
  @DisplayName("A cleared store is as new, but for the numbers of its messages")
  void clearsAStore() {
    enable(AMELIE);
    var retired = reset(AMELIE).oldId();
    long number = audit().get(1).number();
    store.withholdAllBut(java.util.List.of());

    store.clear();

    assertThat(store.find(AMELIE)).isEmpty();
    assertThat(store.lookup(retired)).isEqualTo(new Lookup.Unknown());
    assertThat(store.capacity()).isEqualTo(new Capacity(0, 0));
    assertThat(audit()).isEmpty();
    assertThat(conferencing.administration().organizers()).isEmpty();
    assertThat(conferencing.dispatcher().deliverDue().sent()).isZero();
    enable(UserId.of("chloe"));
    assertThat(audit()).singleElement().matches(entry -> entry.number() > number);
  }

  @Test
  @DisplayName("A store that forwards answers as the other one, whichever is asked")
  void forwards() {
    ForwardingStore forwarding = new ForwardingStore(store);
    conferencing = builder().store(forwarding).build();
    var old = enable(AMELIE);
    reset(AMELIE);
    assertThat(forwarding.outbox()).isSameAs(forwarding);
    assertThat(conferencing.administration().lookup(old)).isEqualTo(store.lookup(old));
    assertThat(conferencing.administration().capacity()).isEqualTo(store.capacity());
    assertThat(conferencing.dispatcher().deliverDue().sent()).isEqualTo(1);
    assertThat(conferencing.administration().erase(AMELIE)).isTrue();
    assertThat(store.find(AMELIE)).isEmpty();
    assertThatThrownBy(() -> forwarding.afterCommit(() -> {}))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
