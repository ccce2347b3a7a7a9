package org.conferenceid.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.conferenceid.AudioConferencingBuilder;
import org.conferenceid.StoreException;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Notification;
import org.conferenceid.spi.Notifier;
import org.conferenceid.testkit.ForwardingStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** No more messages per second than the settings say. */
class PaceTest extends DeliveryWorld {
  private AudioConferencingBuilder paced(double messagesPerSecond) {
    return timed()
        .delivery(
            component ->
                component.settings(
                    DeliverySettings.builder().messagesPerSecond(messagesPerSecond).build()));
  }

  private int sentAfter(Duration time) {
    nanos.addAndGet(time.toNanos());
    return deliver().sent();
  }

  @Test
  @DisplayName("B6: messages go out as fast as is allowed, a tenth of a second's worth at once")
  void keepsThePace() {
    conferencing = paced(100).build();
    enableMany(60);

    assertThat(sentAfter(Duration.ZERO)).isEqualTo(10);
    assertThat(sentAfter(Duration.ZERO)).isZero();
    assertThat(sentAfter(Duration.ofMillis(9))).isZero();
    assertThat(sentAfter(Duration.ofMillis(1))).isEqualTo(1);
    assertThat(sentAfter(Duration.ofMillis(55))).isEqualTo(5);
    assertThat(sentAfter(Duration.ofMillis(45))).as("halves are kept").isEqualTo(5);
    assertThat(sentAfter(Duration.ofHours(1))).as("no rush after a pause").isEqualTo(10);
  }

  @Test
  @DisplayName("B6: less than one message per second is possible")
  void canBeSlow() {
    conferencing = paced(0.5).build();
    enableMany(3);

    assertThat(sentAfter(Duration.ZERO)).isEqualTo(1);
    assertThat(sentAfter(Duration.ofMillis(1999))).isZero();
    assertThat(sentAfter(Duration.ofMillis(1))).isEqualTo(1);
    assertThat(sentAfter(Duration.ofMinutes(1))).isEqualTo(1);
  }

  @Test
  @DisplayName("B6: no message is leased before it may be sent")
  void leasesNoMoreThanItMaySend() {
    List<Integer> claims = new ArrayList<>();
    conferencing =
        paced(30)
            .store(
                new ForwardingStore(store) {
                  @Override
                  public List<Lease> claim(String worker, int max, Duration lease) {
                    claims.add(max);
                    return super.claim(worker, max, lease);
                  }
                })
            .build();
    enableMany(9);
    sentAfter(Duration.ZERO);

    assertThat(claims).as("a tenth of a second's worth").containsExactly(3);
    assertThat(mailStates()).filteredOn(DeliveryState.PENDING::equals).hasSize(6);
  }

  @Test
  @DisplayName("B6: what is dropped, and what is put back, is not counted as sent")
  void countsWhatIsSent() {
    conferencing =
        paced(10)
            .store(
                new ForwardingStore(store) {
                  @Override
                  public List<Lease> claim(String worker, int max, Duration lease) {
                    List<Lease> leases = super.claim(worker, max, lease);
                    leases.stream()
                        .filter(leased -> leased.user().equals(AMELIE) && leased.version() == 1)
                        .forEach(leased -> conferencing.administration().disable(AMELIE));
                    return leases;
                  }
                })
            .build();
    enable(AMELIE);
    enable(BRUNO);

    assertThat(sentAfter(Duration.ZERO)).as("Amélie's is dropped").isEqualTo(1);
    assertThat(notifier.notifications()).extracting(Notification::user).hasSize(1);
  }

  @Test
  @DisplayName("B6: what the mail server refused counts as sent: it has been asked")
  void countsWhatIsRefused() {
    List<Delivery> answers =
        new ArrayList<>(
            List.of(new Delivery.Transient("SMTP 451"), new Delivery.Permanent("SMTP 550")));
    conferencing =
        paced(20)
            .notifier(message -> answers.isEmpty() ? new Delivery.Accepted() : answers.remove(0))
            .build();
    enableMany(3);
    assertThat(sentAfter(Duration.ZERO)).isZero();
    assertThat(mailStates())
        .containsExactly(DeliveryState.PENDING, DeliveryState.FAILED, DeliveryState.PENDING);
    assertThat(sentAfter(Duration.ofMillis(49))).isZero();
    assertThat(sentAfter(Duration.ofMillis(1))).isEqualTo(1);
  }

  @Test
  @DisplayName("B6: leave to send that is not used up is kept for those who come next")
  void keepsWhatIsNotUsed() {
    conferencing = paced(100).delivery(component -> component.settings(batchesOfFive())).build();
    assertThat(sentAfter(Duration.ZERO)).isZero();
    enableMany(7);

    assertThat(sentAfter(Duration.ZERO)).isEqualTo(7);
    enable(AMELIE);
    enable(BRUNO);
    assertThat(sentAfter(Duration.ZERO)).as("ten may go out at once").isEqualTo(2);
    reset(AMELIE);
    reset(BRUNO);
    assertThat(sentAfter(Duration.ZERO)).isEqualTo(1);
  }

  @Test
  @DisplayName("B6: leave to send is kept when the store cannot be used")
  void keepsWhatTheStoreRefused() {
    AtomicBoolean away = new AtomicBoolean();
    conferencing =
        paced(100)
            .delivery(component -> component.settings(batchesOfFive()))
            .store(
                new ForwardingStore(store) {
                  @Override
                  public List<Lease> claim(String worker, int max, Duration lease) {
                    if (away.getAndSet(false)) {
                      throw new StoreException("the database is away", null);
                    }
                    List<Lease> leases = super.claim(worker, max, lease);
                    away.set(!leases.isEmpty());
                    return leases;
                  }
                })
            .build();
    enableMany(7);

    assertThatThrownBy(() -> sentAfter(Duration.ZERO)).isInstanceOf(StoreException.class);
    assertThat(notifier.notifications()).hasSize(5);
    assertThatThrownBy(() -> sentAfter(Duration.ZERO)).isInstanceOf(StoreException.class);
    assertThat(notifier.notifications()).hasSize(7);
    enableMany(20);
    assertThat(sentAfter(Duration.ZERO)).as("ten at once in all").isEqualTo(3);
  }

  private static DeliverySettings batchesOfFive() {
    return DeliverySettings.builder().messagesPerSecond(100).batch(5).build();
  }

  @Test
  @DisplayName("B6: while only the pace holds messages up, connections are kept")
  void keepsConnections() {
    AtomicInteger idle = new AtomicInteger();
    Notifier counting =
        new Notifier() {
          @Override
          public Delivery deliver(Notification message) {
            return new Delivery.Accepted();
          }

          @Override
          public void idle() {
            idle.incrementAndGet();
          }
        };
    conferencing = paced(10).notifier(counting).build();
    enableMany(2);

    assertThat(sentAfter(Duration.ZERO)).isEqualTo(1);
    assertThat(idle).hasValue(0);
    sentAfter(Duration.ofMillis(100));
    sentAfter(Duration.ofMillis(100));
    assertThat(idle).hasValue(1);
  }

  @Test
  @DisplayName("B6: a started dispatcher goes on by itself when it may, once however often nudged")
  void goesOnByItself() {
    KeepingScheduler scheduler = new KeepingScheduler();
    conferencing = paced(14).delivery(component -> component.scheduler(scheduler)).build();
    enableMany(5);
    conferencing.dispatcher().start();
    try {
      scheduler.polls.get(0).run();
      assertThat(notifier.notifications()).as("a tenth of 14, rounded up").hasSize(2);
      nanos.addAndGet(Duration.ofMillis(30).toNanos());
      scheduler.polls.get(0).run();
      assertThat(scheduler.delays).as("one waits already").hasSize(1);
      assertThat(scheduler.delays.get(0))
          .as("two messages' time")
          .isBetween(Duration.ofMillis(142), Duration.ofMillis(143));

      nanos.addAndGet(scheduler.delays.get(0).toNanos());
      scheduler.later.get(0).run();
      assertThat(notifier.notifications()).hasSize(4);
      assertThat(scheduler.delays).as("the next one waits").hasSize(2);

      nanos.addAndGet(Duration.ofMillis(30).toNanos());
      scheduler.polls.get(0).run();
      scheduler.later.get(1).run();
      assertThat(notifier.notifications()).as("not yet").hasSize(4);
      assertThat(scheduler.delays.get(2))
          .as("30 ms of it have passed")
          .isBetween(Duration.ofMillis(112), Duration.ofMillis(113));
    } finally {
      conferencing.dispatcher().stop();
      scheduler.shutdownNow();
    }
  }
}
