package org.conferenceid.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.conferenceid.AudioConferencing;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.audit.DeliveryStatus;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Notification;
import org.conferenceid.spi.Settlement;
import org.conferenceid.testkit.ForwardingStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a round of deliveries claims, sends and settles. */
class DispatcherTest extends DeliveryWorld {
  @Nested
  class Superseding {

    @Test
    @DisplayName("Of two resets before the mail went out, only the last is told")
    void dropsWhatIsNoLongerTrue() {
      enable(AMELIE);
      reset(AMELIE);
      var last = reset(AMELIE);
      deliver();
      assertThat(notifier.notifications())
          .singleElement()
          .satisfies(told -> assertThat(told.id()).contains(last.newId()));
      assertThat(mailStates())
          .containsExactly(DeliveryState.SUPERSEDED, DeliveryState.SUPERSEDED, DeliveryState.SENT);
    }

    @Test
    @DisplayName(
        "A change between claim and sending is noticed: an ID that does not work is not sent")
    void isCheckedAgainBeforeSending() {
      AtomicBoolean changed = new AtomicBoolean();
      conferencing =
          builder()
              .store(
                  new ForwardingStore(store) {
                    @Override
                    public List<Lease> claim(String worker, int max, Duration lease) {
                      List<Lease> leases = super.claim(worker, max, lease);
                      if (!changed.getAndSet(true)) {
                        reset(AMELIE);
                      }
                      return leases;
                    }
                  })
              .build();
      enable(AMELIE);
      assertThat(deliver()).isEqualTo(new DispatchReport(1, 1, 0, 0));
      assertThat(notifier.notifications())
          .extracting(Notification::kind)
          .containsExactly(EventKind.RESET);
    }

    @Test
    @DisplayName("S9: a change elsewhere while the directory is asked counts for that message")
    void isCheckedRightBeforeTheHandOver() {
      AudioConferencing other = conferencing;
      AtomicBoolean changed = new AtomicBoolean();
      conferencing =
          builder()
              .directory(
                  user -> {
                    if (!changed.getAndSet(true)) {
                      other.administration().resets().reset(ResetRequest.of(AMELIE));
                    }
                    return directory.find(user);
                  })
              .build();
      ConferenceId dead = enable(AMELIE);
      deliver();
      assertThat(notifier.notifications())
          .singleElement()
          .satisfies(told -> assertThat(told.id()).isPresent().isNotEqualTo(Optional.of(dead)));
      assertThat(mailStates()).containsExactly(DeliveryState.SUPERSEDED, DeliveryState.SENT);
    }

    @Test
    @DisplayName("S9: a change while the message before is sent counts for the next, at any speed")
    void isCheckedForEachMessage() {
      AudioConferencing other = conferencing;
      AtomicBoolean changed = new AtomicBoolean();
      conferencing =
          builder()
              .notifier(
                  message -> {
                    if (!changed.getAndSet(true)) {
                      other.administration().resets().reset(ResetRequest.of(BRUNO));
                    }
                    return notifier.deliver(message);
                  })
              .build();
      enable(AMELIE);
      ConferenceId dead = enable(BRUNO);
      assertThat(deliver()).isEqualTo(new DispatchReport(2, 1, 0, 0));
      assertThat(notifier.notifications()).noneMatch(told -> told.id().equals(Optional.of(dead)));
    }

    @Test
    @DisplayName("A user who is erased meanwhile gets no message any more")
    void dropsWhatIsAboutTheErased() {
      conferencing =
          builder()
              .notifier(
                  message -> {
                    conferencing.administration().erase(BRUNO);
                    return notifier.deliver(message);
                  })
              .build();
      enable(AMELIE);
      enable(BRUNO);
      assertThat(deliver()).isEqualTo(new DispatchReport(1, 1, 0, 0));
      assertThat(notifier.notifications()).extracting(Notification::user).containsExactly(AMELIE);
    }

    @Test
    @DisplayName("Messages of a user who was disabled meanwhile are dropped, but for the last")
    void dropsWhatPrecedesADisabling() {
      enable(AMELIE);
      conferencing.administration().sendConferenceInfo(AMELIE);
      conferencing.administration().disable(AMELIE);
      deliver();
      assertThat(notifier.notifications())
          .extracting(Notification::kind)
          .containsExactly(EventKind.DISABLED);
    }
  }

  @Nested
  class Leases {

    @Test
    @DisplayName("A message that kills its dispatcher each time is given up, not tried for ever")
    void countAttemptsBeforeSending() {
      conferencing = builder().delivery(component -> component.settings(givingUpAfter(2))).build();
      enable(AMELIE);
      for (int i = 0; i < 2; i++) {
        assertThat(store.outbox().claim("dies", 1, Duration.ofMinutes(5))).hasSize(1);
        clock.advance(Duration.ofMinutes(5));
      }
      assertThat(deliver()).isEqualTo(new DispatchReport(0, 0, 0, 1));
      assertThat(mailOf(0).problem()).contains("perhaps sent; no attempt came to an end");
      assertThat(notifier.notifications()).isEmpty();
    }

    @Test
    @DisplayName("A dispatcher that dies delays its messages by its lease, and loses none")
    void ofTheDeadEnd() {
      enable(AMELIE);
      store.outbox().claim("dies", 50, Duration.ofMinutes(5));
      assertThat(deliver().total()).isZero();
      clock.advance(Duration.ofMinutes(5));
      assertThat(deliver().sent()).isEqualTo(1);
    }

    @Test
    @DisplayName("What could not be sent within the lease is put back, and sent with another lease")
    void areNotOutstayed() {
      List<Integer> claims = new ArrayList<>();
      conferencing =
          builder()
              .store(counting(claims))
              .timeSource(time(nanos::get))
              .delivery(
                  component ->
                      component.settings(
                          DeliverySettings.builder()
                              .deliveryTimeout(Duration.ofMinutes(1))
                              .lease(Duration.ofMinutes(5))
                              .build()))
              .notifier(
                  message -> {
                    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
                    return new Delivery.Accepted();
                  })
              .build();
      enableMany(10);

      assertThat(deliver()).isEqualTo(new DispatchReport(10, 0, 0, 0));
      assertThat(claims).as("four minutes of each lease are used").containsExactly(10, 6, 2, 0);
      assertThat(audit()).allMatch(entry -> entry.delivery().attempts() == 1);
    }

    private ForwardingStore counting(List<Integer> claims) {
      return new ForwardingStore(store) {
        @Override
        public List<Lease> claim(String worker, int max, Duration lease) {
          List<Lease> leases = super.claim(worker, max, lease);
          claims.add(leases.size());
          return leases;
        }
      };
    }

    @Test
    @DisplayName("An interrupted dispatcher puts back what it has not touched")
    void arePutBackOnInterrupt() {
      conferencing =
          builder()
              .delivery(component -> component.executor(Runnable::run))
              .notifier(
                  message -> {
                    Thread.currentThread().interrupt();
                    return new Delivery.Accepted();
                  })
              .build();
      enable(AMELIE);
      enable(BRUNO);
      deliver();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(mailOf(1))
          .isEqualTo(new DeliveryStatus(DeliveryState.PENDING, 0, Optional.empty()));
    }

    @Test
    @DisplayName("What a failing store did not take is written later, and no message is repeated")
    void surviveAFailingStore() {
      AtomicBoolean failing = new AtomicBoolean(true);
      conferencing =
          builder()
              .store(
                  new ForwardingStore(store) {
                    @Override
                    public List<Lease> settle(List<Settlement> settlements) {
                      if (failing.get()) {
                        throw new StoreException("the database is away", null);
                      }
                      return super.settle(settlements);
                    }
                  })
              .build();
      enable(AMELIE);
      enable(BRUNO);
      assertThatThrownBy(DispatcherTest.this::deliver).isInstanceOf(StoreException.class);
      assertThat(mailStates()).containsOnly(DeliveryState.LEASED);
      failing.set(false);
      deliver();
      assertThat(mailStates()).containsOnly(DeliveryState.SENT);
      assertThat(notifier.notifications()).hasSize(2);
    }

    @Test
    @DisplayName("One message that the store never acknowledges stands in nobody's way")
    void surviveASettlementThatFails() {
      conferencing =
          builder()
              .store(
                  new ForwardingStore(store) {
                    @Override
                    public List<Lease> settle(List<Settlement> settlements) {
                      if (settlements.stream().anyMatch(one -> one.lease().user().equals(AMELIE))) {
                        throw new StoreException("a text that the database cannot hold", null);
                      }
                      return super.settle(settlements);
                    }
                  })
              .build();
      enable(AMELIE);
      enable(BRUNO);
      assertThatThrownBy(DispatcherTest.this::deliver).isInstanceOf(StoreException.class);
      deliver();
      assertThat(mailStates()).containsExactly(DeliveryState.LEASED, DeliveryState.SENT);
      reset(BRUNO);
      assertThat(deliver().sent()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("B1: while the store cannot be asked about a user, that user is sent nothing")
  void asksTheStore() {
    AtomicBoolean away = new AtomicBoolean(true);
    conferencing =
        builder()
            .store(
                new ForwardingStore(store) {
                  @Override
                  public Optional<Organizer> find(UserId user) {
                    if (user.equals(AMELIE) && away.get()) {
                      throw new StoreException("the database is away", null);
                    }
                    return super.find(user);
                  }
                })
            .build();
    enable(AMELIE);
    enable(BRUNO);
    assertThat(deliver()).isEqualTo(new DispatchReport(1, 0, 1, 0));
    assertThat(notifier.notifications()).extracting(Notification::user).containsExactly(BRUNO);
    away.set(false);
    clock.advance(Duration.ofMinutes(5));
    assertThat(deliver().sent()).isEqualTo(1);
  }
}
