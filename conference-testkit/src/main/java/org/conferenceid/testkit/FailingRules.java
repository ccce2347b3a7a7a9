package org.conferenceid.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.conferenceid.EmailAddress;
import org.conferenceid.EventKind;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is answered when a message does not arrive: NT-5, NT-6 and NT-7. */
abstract class FailingRules extends NotifierRules {

  FailingRules(NotifierContract hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("NT-5: what cannot be delivered now is to be tried again, and then arrives")
  void shouldPutOffWhatCannotBeDelivered() {
    Delivery[] meanwhile = new Delivery[1];
    hooks.withoutNextHop(() -> meanwhile[0] = attempt(reset(1)));

    assertThat(meanwhile[0]).isInstanceOf(Delivery.Transient.class);
    assertThat(arrivals()).isEmpty();
    accept(reset(1));
    assertThat(arrivals()).hasSize(1);
  }

  @Test
  @DisplayName("NT-5: a next hop that goes away after a message is met like any other")
  void shouldPutOffAfterAMessage() {
    accept(reset(1));
    Delivery[] meanwhile = new Delivery[1];
    hooks.withoutNextHop(() -> meanwhile[0] = attempt(reset(2)));

    assertThat(meanwhile[0]).isInstanceOf(Delivery.Transient.class);
    accept(reset(2));
  }

  @Test
  @DisplayName("NT-6: what is refused for good is not to be tried again, and holds nothing up")
  void shouldGiveUpWhatIsRefused() {
    EmailAddress refused = hooks.refusedAddress();

    assertThat(attempt(message(1, EventKind.RESET, refused, ID)))
        .isInstanceOf(Delivery.Permanent.class);
    accept(reset(2));
  }

  @Test
  @DisplayName("NT-7: the problem of a next hop that is away names nobody and no ID")
  void shouldNameNobodyWhenPutOff() {
    Delivery[] meanwhile = new Delivery[1];
    hooks.withoutNextHop(() -> meanwhile[0] = attempt(reset(1)));

    assertSilent(problem(meanwhile[0]), ADDRESS);
  }

  @Test
  @DisplayName("NT-7: the problem of a message that is refused names nobody and no ID")
  void shouldNameNobodyWhenRefused() {
    EmailAddress refused = hooks.refusedAddress();

    assertSilent(problem(attempt(message(1, EventKind.RESET, refused, ID))), refused);
  }

  /** An exception counts as a failure that may pass. */
  private Delivery attempt(Notification message) {
    try {
      return notifier.deliver(message);
    } catch (RuntimeException e) {
      return new Delivery.Transient(String.valueOf(e.getMessage()));
    }
  }

  private static String problem(Delivery delivery) {
    if (delivery instanceof Delivery.Transient put) {
      return put.problem();
    }
    return delivery instanceof Delivery.Permanent refused ? refused.problem() : "";
  }

  private static void assertSilent(String problem, EmailAddress address) {
    assertThat(problem).isNotBlank().doesNotContain("\n", "\r");
    assertThat(shows(problem, ID)).as("the problem shows the ID").isFalse();
    assertThat(problem.toLowerCase(Locale.ROOT))
        .doesNotContain(address.value().toLowerCase(Locale.ROOT), "durand", "amélie");
  }
}
