package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.conferenceid.EmailAddress;
import org.conferenceid.EventKind;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is answered when a message does not arrive: NT-5 to NT-7 and NT-10 to NT-12. */
abstract class FailingRules extends NotifierRules {

  FailingRules(NotifierContract hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("NT-5: what cannot be delivered now is not the message's fault, and arrives later")
  void shouldPutOffWhatCannotBeDelivered() {
    Delivery meanwhile = attemptIn(hooks::withoutNextHop, reset(1));

    assertThat(meanwhile).isInstanceOf(Delivery.Unavailable.class);
    assertThat(arrivals()).isEmpty();
    accept(reset(1));
    assertThat(arrivals()).hasSize(1);
  }

  @Test
  @DisplayName("NT-5: a next hop that goes away after a message is met like any other")
  void shouldPutOffAfterAMessage() {
    accept(reset(1));

    assertThat(attemptIn(hooks::withoutNextHop, reset(2))).isInstanceOf(Delivery.Unavailable.class);
    accept(reset(2));
  }

  @Test
  @DisplayName("NT-6: what is refused for good is not to be tried again, and holds nothing up")
  void shouldGiveUpWhatIsRefused() {
    assertThat(attempt(resetTo(hooks.refusedAddress()))).isInstanceOf(Delivery.Permanent.class);
    accept(reset(2));
  }

  @Test
  @DisplayName("NT-7: the problem of a next hop that is away names nobody and no ID")
  void shouldNameNobodyWhenPutOff() {
    assertSilent(attemptIn(hooks::withoutNextHop, reset(1)), ADDRESS);
  }

  @Test
  @DisplayName("NT-7: the problem of a message that is refused for good names nobody and no ID")
  void shouldNameNobodyWhenRefused() {
    EmailAddress refused = hooks.refusedAddress();
    assertSilent(attempt(resetTo(refused)), refused);
  }

  @Test
  @DisplayName("NT-7: the problem of a message that is refused for now names nobody and no ID")
  void shouldNameNobodyWhenBusy() {
    EmailAddress busy = hooks.busyAddress();
    assertSilent(attempt(resetTo(busy)), busy);
  }

  @Test
  @DisplayName("NT-7: the problem of a next hop that refuses the sender names nobody and no ID")
  void shouldNameNobodyWhenTheSenderIsRefused() {
    assertSilent(attemptIn(hooks::whileRefused, reset(1)), ADDRESS);
  }

  @Test
  @DisplayName("NT-7: the problem of a message without an answer names nobody and no ID")
  void shouldNameNobodyWithoutAnAnswer() {
    assertSilent(attemptIn(hooks::withoutAnswer, reset(1)), ADDRESS);
  }

  @Test
  @DisplayName("NT-10: what is refused for now may arrive later, and holds nothing up")
  void shouldTryAgainWhatIsBusy() {
    assertThat(attempt(resetTo(hooks.busyAddress()))).isInstanceOf(Delivery.Transient.class);
    accept(reset(2));
  }

  @Test
  @DisplayName("NT-11: a sender that is refused is not the message's fault, and it arrives later")
  void shouldKeepWhatIsRefusedBecauseOfUs() {
    Delivery meanwhile = attemptIn(hooks::whileRefused, reset(1));

    assertThat(meanwhile).isInstanceOf(Delivery.Unavailable.class);
    accept(reset(1));
  }

  @Test
  @DisplayName("NT-12: a message that was handed over without an answer has perhaps been sent")
  void shouldTellWhatIsNotConfirmed() {
    Delivery meanwhile = attemptIn(hooks::withoutAnswer, reset(1));

    assertThat(meanwhile).isInstanceOf(Delivery.Unconfirmed.class);
    accept(reset(1));
  }

  @Test
  @DisplayName("NT-12: a message without an answer is handed over once for an attempt")
  void shouldNotInsist() {
    attemptIn(hooks::withoutAnswer, reset(1));

    assertThat(arrivals())
        .as("what has arrived of one attempt, to which there was no answer")
        .hasSizeLessThanOrEqualTo(1);
  }

  private static Notification resetTo(EmailAddress address) {
    return message(1, EventKind.RESET, address, ID);
  }

  private Delivery attemptIn(Consumer<Runnable> trouble, Notification message) {
    List<Delivery> answers = new ArrayList<>();
    trouble.accept(() -> answers.add(attempt(message)));
    return answers.get(0);
  }

  /** An exception counts as a failure of the message. */
  private Delivery attempt(Notification message) {
    try {
      return notifier.deliver(message);
    } catch (Throwable e) {
      return new Delivery.Transient(String.valueOf(e.getMessage()));
    }
  }

  private static String problem(Delivery delivery) {
    if (delivery instanceof Delivery.Transient later) {
      return later.problem();
    }
    if (delivery instanceof Delivery.Permanent refused) {
      return refused.problem();
    }
    if (delivery instanceof Delivery.Unavailable ours) {
      return ours.problem();
    }
    return delivery instanceof Delivery.Unconfirmed open ? open.problem() : "";
  }

  private static void assertSilent(@Nullable Delivery delivery, EmailAddress address) {
    if (delivery == null || delivery instanceof Delivery.Accepted) {
      return; // wrong, but not by this rule
    }
    String problem = problem(delivery);
    assertThat(problem).isNotBlank().doesNotContain("\n", "\r");
    assertThat(shows(problem, ID)).as("the problem shows the ID").isFalse();
    assertThat(problem.toLowerCase(Locale.ROOT))
        .doesNotContain(address.value().toLowerCase(Locale.ROOT), "durand", "amélie");
  }
}
