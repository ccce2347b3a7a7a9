package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.EventKind;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.conferenceid.spi.Notifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the groups of rules for notifiers have in common: a notifier, and messages for it. */
@ExtendWith(NamedRules.class)
abstract class NotifierRules {
  static final ConferenceId ID = ConferenceId.parse("4839201");
  static final EmailAddress ADDRESS = EmailAddress.parse("amelie.durand@example.org");
  static final String NAME = "Amélie Durand";

  private static final Bridge BRIDGE = Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build();
  private static final Instant AT = Instant.parse("2019-05-22T10:15:30Z");

  final NotifierContract hooks;
  Notifier notifier = message -> new Delivery.Transient("not made yet");

  NotifierRules(NotifierContract hooks) {
    this.hooks = hooks;
  }

  @BeforeEach
  void createNotifier() {
    notifier = hooks.createNotifier();
  }

  static Notification message(int number, EventKind kind, EmailAddress to, ConferenceId id) {
    return message(number, kind, new Recipient(to, NAME, Locale.ENGLISH), id);
  }

  static Notification message(int number, EventKind kind, Recipient to, ConferenceId id) {
    Notification.Builder message = to(number, kind, to);
    return (kind == EventKind.DISABLED ? message : message.id(id)).build();
  }

  static Notification.Builder to(int number, EventKind kind, Recipient to) {
    String key = String.format(Locale.ROOT, "%032x", number);
    return Notification.builder(key, kind, UserId.of("amelie")).recipient(to).bridge(BRIDGE).at(AT);
  }

  static Notification reset(int number) {
    return message(number, EventKind.RESET, ADDRESS, ID);
  }

  final void accept(Notification message) {
    assertThat(notifier.deliver(message))
        .as("the answer to message %s, which the next hop takes", message.messageKey())
        .isEqualTo(new Delivery.Accepted());
  }

  /** Delivers a message, and returns what its reader sees. */
  final String shown(Notification message) {
    accept(message);
    List<NotifierContract.Arrival> arrivals = arrivals();
    assertThat(arrivals).as("what has arrived after a message was accepted").isNotEmpty();
    return arrivals.get(arrivals.size() - 1).text();
  }

  final List<NotifierContract.Arrival> arrivals() {
    return hooks.arrivals();
  }

  /** Whether a text shows an ID, grouped or not. */
  static boolean shows(String text, ConferenceId id) {
    return text.replaceAll("[\\s\\p{Z}]", "").contains(Integer.toString(id.value()));
  }
}
