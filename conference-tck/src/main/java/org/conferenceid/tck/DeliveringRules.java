package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.EventKind;
import org.conferenceid.Recipient;
import org.conferenceid.spi.Delivery;
import org.conferenceid.tck.NotifierContract.Arrival;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What arrives, and where: NT-1 to NT-4, NT-8 and NT-9. */
abstract class DeliveringRules extends NotifierRules {
  private static final int RACERS = 4;
  private static final int EACH = 5;
  private static final int IDLE_SECONDS = 2;

  DeliveringRules(NotifierContract hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("NT-1: an accepted message has arrived, once")
  void shouldHaveArrivedWhenAccepted() {
    int number = 0;
    List<EventKind> kinds =
        Arrays.stream(EventKind.values()).filter(EventKind::carriesMail).toList();
    for (EventKind kind : kinds) {
      accept(message(++number, kind, ADDRESS, ID));
      assertThat(arrivals()).hasSize(number);
    }
  }

  @Test
  @DisplayName("NT-2: a message goes to its recipient and to nobody else")
  void shouldGoToItsRecipient() {
    accept(reset(1));

    assertThat(arrivals()).extracting(Arrival::recipients).containsOnly(List.of(ADDRESS.value()));
  }

  @Test
  @DisplayName("NT-2: an address stays as it is written, its capitals and its tag included")
  void shouldKeepTheAddress() {
    EmailAddress written = EmailAddress.parse("Zoe.O'Neil+Conferences@example.org");
    accept(message(1, EventKind.RESET, written, ID));

    assertThat(arrivals()).extracting(Arrival::recipients).containsOnly(List.of(written.value()));
  }

  @Test
  @DisplayName("NT-2: no name makes a message go to anybody else")
  void shouldNotBeLedAstrayByAName() {
    List<String> names =
        List.of(
            "",
            "\r\nBcc: mallory@example.org\r\n\r\n",
            "\nTo: mallory@example.org",
            "\" <mallory@example.org>, \"",
            "mallory@example.org, ",
            "\u0000\u2028\u202e<b>&amp;{{id}}");
    for (int i = 0; i < names.size(); i++) {
      accept(message(i, EventKind.RESET, new Recipient(ADDRESS, names.get(i), Locale.FRENCH), ID));
    }
    assertThat(arrivals()).hasSize(names.size());
    assertThat(arrivals()).extracting(Arrival::recipients).containsOnly(List.of(ADDRESS.value()));
  }

  @Test
  @DisplayName("NT-3: a message shows the ID that it holds")
  void shouldShowTheId() {
    accept(message(1, EventKind.ENABLED, ADDRESS, ID));
    accept(message(2, EventKind.RESET, ADDRESS, ID));
    accept(message(3, EventKind.INFO_REQUESTED, ADDRESS, ID));

    assertThat(arrivals()).hasSize(3).allMatch(arrival -> shows(arrival.text(), ID));
  }

  @Test
  @DisplayName("NT-3: a message about disabling shows no ID of the messages before it")
  void shouldShowNoIdWhenDisabled() {
    accept(reset(1));
    accept(message(2, EventKind.DISABLED, ADDRESS, ID));

    assertThat(arrivals().stream().skip(1)).noneMatch(arrival -> shows(arrival.text(), ID));
  }

  @Test
  @DisplayName("NT-4: a repeat is known as one, and another message is not taken for it")
  void shouldTellARepeat() {
    accept(reset(1));
    accept(reset(1));
    accept(reset(2));

    List<String> identities = arrivals().stream().map(Arrival::identity).toList();
    assertThat(identities).hasSize(3);
    assertThat(identities.get(1)).isEqualTo(identities.get(0));
    assertThat(identities.get(2)).isNotEqualTo(identities.get(0));
  }

  @Test
  @DisplayName("NT-8: messages that are delivered at once stay apart")
  void shouldKeepMessagesApart() {
    Race.of(
        RACERS, racer -> () -> IntStream.range(0, EACH).map(i -> deliver(racer * EACH + i)).sum());

    assertThat(arrivals()).hasSize(RACERS * EACH);
    for (int i = 0; i < RACERS * EACH; i++) {
      List<String> recipient = List.of(address(i).value());
      List<Arrival> own =
          arrivals().stream().filter(one -> one.recipients().equals(recipient)).toList();
      assertThat(own).as("messages to user %d, of those delivered at once", i).hasSize(1);
      for (int other = 0; other < RACERS * EACH; other++) {
        assertThat(shows(own.get(0).text(), id(other)))
            .as("the message to user %d shows the ID of user %d", i, other)
            .isEqualTo(i == other);
      }
    }
  }

  private int deliver(int number) {
    Delivery delivery =
        notifier.deliver(message(number, EventKind.RESET, address(number), id(number)));
    assertThat(delivery).isEqualTo(new Delivery.Accepted());
    return 1;
  }

  private static EmailAddress address(int number) {
    return EmailAddress.parse("user" + number + "@example.org");
  }

  private static ConferenceId id(int number) {
    return ConferenceId.of(ID.value() + 37 * number);
  }

  @Test
  @DisplayName("NT-9: idle may be called before, between and after messages, and twice")
  void shouldDeliverAfterIdle() {
    notifier.idle();
    accept(reset(1));
    notifier.idle();
    notifier.idle();
    accept(reset(2));
    notifier.idle();

    assertThat(arrivals()).hasSize(2);
  }

  @Test
  @DisplayName("NT-9: idle cuts no message off that the next hop is just taking")
  void shouldFinishWhatIsBeingTaken() {
    List<Throwable> problems = new CopyOnWriteArrayList<>();
    hooks.whileTaking(() -> idleMeanwhile(problems), () -> accept(reset(1)));

    assertThat(problems).as("what idle() throws in the middle of a delivery").isEmpty();
    assertThat(arrivals()).as("what has arrived, though idle() came in the middle").hasSize(1);
    accept(reset(2));
  }

  /** It may wait until the delivery has ended, and then must not be waited for. */
  private void idleMeanwhile(List<Throwable> problems) {
    try {
      CompletableFuture.runAsync(notifier::idle).get(IDLE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException waits) {
      // it is its right
    } catch (ExecutionException e) {
      problems.add(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName("NT-9: idle cuts no message off that is just being delivered")
  void shouldFinishWhatIsBeingDelivered() {
    Race.of(
        RACERS,
        racer ->
            () -> {
              for (int i = 0; i < EACH; i++) {
                if (racer % 2 == 0) {
                  deliver(racer * EACH + i);
                } else {
                  notifier.idle();
                }
              }
              return true;
            });

    assertThat(arrivals()).hasSize(RACERS / 2 * EACH);
  }
}
