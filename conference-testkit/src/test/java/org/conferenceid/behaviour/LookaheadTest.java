package org.conferenceid.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.conferenceid.AudioConferencing;
import org.conferenceid.DispatchReport;
import org.conferenceid.MailState;
import org.conferenceid.Organizer;
import org.conferenceid.ResetRequest;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.conferenceid.spi.Notifier;
import org.conferenceid.testkit.DelegatingStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Users are read some messages ahead; what happens before a message's turn must count all the same.
 */
class LookaheadTest extends World {
  private final AtomicLong nanos = new AtomicLong();

  /** Sends, and before the first message is through, something happens. */
  private Notifier interruptedBy(Runnable event) {
    AtomicBoolean happened = new AtomicBoolean();
    return message -> {
      if (!happened.getAndSet(true)) {
        event.run();
      }
      return notifier.deliver(message);
    };
  }

  private AudioConferencing deliveringWith(Notifier own) {
    return builder().notifier(own).nanoTime(nanos::get).build();
  }

  private List<UserId> told() {
    return notifier.notifications().stream().map(Notification::user).toList();
  }

  @Test
  @DisplayName("S9: a reset through the same instance counts for the very next message")
  void noticesAChangeOfItsOwn() {
    conferencing = deliveringWith(interruptedBy(() -> reset(BRUNO)));
    enable(AMELIE);
    var old = enable(BRUNO);

    assertThat(conferencing.dispatcher().deliverDue()).isEqualTo(new DispatchReport(2, 1, 0, 0));
    assertThat(notifier.notifications())
        .noneMatch(told -> told.id().equals(Optional.of(old)))
        .extracting(Notification::user)
        .containsExactly(AMELIE, BRUNO);
  }

  @Test
  @DisplayName("S9: a change in a transaction of the application counts as soon as it nudges")
  void noticesANudge() {
    AudioConferencing other = builder().build();
    conferencing =
        deliveringWith(
            interruptedBy(
                () -> {
                  other.resets().reset(ResetRequest.of(BRUNO));
                  conferencing.dispatcher().nudge();
                }));
    enable(AMELIE);
    enable(BRUNO);

    assertThat(conferencing.dispatcher().deliverDue()).isEqualTo(new DispatchReport(2, 1, 0, 0));
  }

  @Test
  @DisplayName("S9: a reset elsewhere counts when what was read is a tenth of a second old")
  void noticesAChangeElsewhere() {
    AudioConferencing other = builder().build();
    conferencing =
        deliveringWith(
            interruptedBy(
                () -> {
                  other.resets().reset(ResetRequest.of(BRUNO));
                  nanos.addAndGet(Duration.ofMillis(100).toNanos());
                }));
    enable(AMELIE);
    var old = enable(BRUNO);

    assertThat(conferencing.dispatcher().deliverDue()).isEqualTo(new DispatchReport(2, 1, 0, 0));
    assertThat(notifier.notifications()).noneMatch(told -> told.id().equals(Optional.of(old)));
  }

  @Test
  @DisplayName("A user who is erased meanwhile gets no message any more")
  void noticesThatAUserIsErased() {
    conferencing = deliveringWith(interruptedBy(() -> conferencing.erase(BRUNO)));
    enable(AMELIE);
    enable(BRUNO);

    assertThat(conferencing.dispatcher().deliverDue()).isEqualTo(new DispatchReport(1, 1, 0, 0));
    assertThat(told()).containsExactly(AMELIE);
  }

  @Test
  @DisplayName("The users of 50 messages are read as one look at the store")
  void readsTogether() {
    List<Integer> reads = new ArrayList<>();
    conferencing =
        builder()
            .nanoTime(nanos::get)
            .store(
                new DelegatingStore(store) {
                  @Override
                  public Map<UserId, Organizer> findAll(Collection<UserId> users) {
                    reads.add(users.size());
                    return super.findAll(users);
                  }

                  @Override
                  public Optional<Organizer> find(UserId user) {
                    throw new AssertionError("nothing has changed");
                  }
                })
            .build();
    IntStream.range(0, 95)
        .mapToObj(i -> UserId.of("user" + i))
        .forEach(
            user -> {
              directory.put(user, BRUNO_BY_MAIL);
              enable(user);
            });

    assertThat(conferencing.dispatcher().deliverDue().sent()).isEqualTo(95);
    assertThat(reads).containsExactly(50, 45);
  }

  @Test
  @DisplayName("B1: when the store fails between two messages, the first is acknowledged")
  void acknowledgesWhatWasSentBeforeAFailure() {
    conferencing =
        builder()
            .store(
                new DelegatingStore(store) {
                  @Override
                  public Optional<Organizer> find(UserId user) {
                    throw new StoreException("the database is away", null);
                  }
                })
            .notifier(interruptedBy(() -> conferencing.dispatcher().nudge()))
            .build();
    enable(AMELIE);
    enable(BRUNO);

    assertThatThrownBy(conferencing.dispatcher()::deliverDue).isInstanceOf(StoreException.class);
    assertThat(mailStates()).containsExactly(MailState.SENT, MailState.LEASED);
  }

  @Test
  @DisplayName(
      "Messages that are acknowledged together are delivered on one thread, in their order")
  void deliversInTurn() {
    AtomicLong threads = new AtomicLong();
    conferencing =
        builder()
            .nanoTime(nanos::get)
            .deliveryExecutor(
                task -> {
                  threads.incrementAndGet();
                  new Thread(task).start();
                })
            .notifier(
                message -> {
                  notifier.deliver(message);
                  return new Delivery.Accepted();
                })
            .build();
    enable(AMELIE);
    enable(BRUNO);

    assertThat(conferencing.dispatcher().deliverDue().sent()).isEqualTo(2);
    assertThat(told()).containsExactly(AMELIE, BRUNO);
    assertThat(threads).hasValue(1);
  }
}
