package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EmailAddress;
import org.conferenceid.EventKind;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.conferenceid.spi.Outbox;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.InMemoryUserDirectory;
import org.conferenceid.testkit.MutableClock;
import org.conferenceid.testkit.RecordingNotifier;
import org.conferenceid.testkit.ScriptedIdGenerator;
import org.conferenceid.testkit.ScriptedNotifier;
import org.conferenceid.testkit.SeededIdGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DoublesTest {
  private static final UserId AMELIE = UserId.of("amelie");
  private static final ConferenceId ID = ConferenceId.parse("4839201");
  private static final Recipient BY_MAIL =
      new Recipient(EmailAddress.parse("amelie@example.org"), "Amélie", Locale.FRENCH);
  private static final Delivery ACCEPTED = new Delivery.Accepted();

  private static Notification message(String key) {
    return Notification.builder("0".repeat(31) + key, EventKind.RESET, AMELIE)
        .recipient(BY_MAIL)
        .id(ID)
        .bridge(Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build())
        .at(Instant.EPOCH)
        .build();
  }

  @Test
  @DisplayName("The clock moves only when it is moved, in every zone")
  void clockMoves() {
    MutableClock clock = new MutableClock(Instant.EPOCH);
    Clock inParis = clock.withZone(ZoneId.of("Europe/Paris"));
    clock.advance(Duration.ofSeconds(5));

    assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(5));
    assertThat(inParis.instant()).isEqualTo(Instant.ofEpochSecond(5));
    assertThat(inParis.getZone()).isEqualTo(ZoneId.of("Europe/Paris"));
    clock.set(Instant.ofEpochSecond(1));
    assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(1));
    assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    assertThat(inParis.withZone(ZoneOffset.UTC).getZone()).isEqualTo(ZoneOffset.UTC);
    assertThat(clock).hasToString("MutableClock[1970-01-01T00:00:01Z]");
  }

  @Test
  @DisplayName("The in-memory outbox refuses to lease nothing, and for no time")
  void outboxRefusesNonsense() {
    Outbox outbox = new InMemoryConferenceStore().outbox();
    assertThatThrownBy(() -> outbox.claim("worker", 0, Duration.ofMinutes(1)))
        .hasMessage("max must be at least 1: \"0\"");
    assertThatThrownBy(() -> outbox.claim("worker", 1, Duration.ZERO))
        .hasMessage("lease must be positive and at most PT168H: \"PT0S\"");
  }

  @Test
  @DisplayName("The recorder keeps messages in their order")
  void recorderKeepsOrder() {
    RecordingNotifier notifier = new RecordingNotifier();
    assertThat(notifier.deliver(message("1"))).isEqualTo(ACCEPTED);
    notifier.deliver(message("2"));

    assertThat(notifier.notifications())
        .extracting(Notification::messageKey)
        .containsExactly("0".repeat(31) + "1", "0".repeat(31) + "2");
  }

  @Test
  @DisplayName("The script is played in order, then messages are accepted")
  void scriptIsPlayed() {
    Delivery later = new Delivery.Transient("SMTP 451");
    IllegalStateException problem = new IllegalStateException("no connection");
    ScriptedNotifier notifier = new ScriptedNotifier().answer(later).fail(problem);

    assertThat(notifier.deliver(message("1"))).isEqualTo(later);
    assertThatThrownBy(() -> notifier.deliver(message("2"))).isSameAs(problem);
    assertThat(notifier.deliver(message("3"))).isEqualTo(ACCEPTED);
    assertThat(notifier.attempts()).hasSize(3);
  }

  @Test
  @DisplayName("A script can have every answer of a next hop, and every fault of a notifier")
  void scriptHasEveryAnswer() {
    IOException undeclared = new IOException("cut");
    ScriptedNotifier notifier =
        new ScriptedNotifier()
            .unavailable("SMTP 554 5.7.1")
            .unconfirmed("no answer")
            .answerNull()
            .fail(undeclared);

    assertThat(notifier.deliver(message("1")))
        .isEqualTo(new Delivery.Unavailable("SMTP 554 5.7.1"));
    assertThat(notifier.deliver(message("2"))).isEqualTo(new Delivery.Unconfirmed("no answer"));
    assertThat(notifier.deliver(message("3"))).isNull();
    assertThatThrownBy(() -> notifier.deliver(message("4"))).isSameAs(undeclared);
  }

  @Test
  @DisplayName("A delivery hangs until the test lets it go, or its thread is interrupted")
  void hangs() {
    CountDownLatch released = new CountDownLatch(1);
    ScriptedNotifier notifier = new ScriptedNotifier().hangUntil(released).hangUntil(released);

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> notifier.deliver(message("1")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(Thread.interrupted()).isTrue();
    released.countDown();
    assertThat(notifier.deliver(message("1"))).isEqualTo(ACCEPTED);
  }

  @Test
  @DisplayName("A directory that is away throws, and has lost nothing when it is back")
  void directoryGoesAway() {
    InMemoryUserDirectory directory = new InMemoryUserDirectory();
    directory.put(AMELIE, BY_MAIL);
    IllegalStateException away = new IllegalStateException("away");

    directory.failWith(away);
    assertThatThrownBy(() -> directory.find(AMELIE)).isSameAs(away);
    directory.recover();
    assertThat(directory.find(AMELIE)).contains(BY_MAIL);
    directory.remove(AMELIE);
    assertThat(directory.find(AMELIE)).isEmpty();
  }

  @Test
  @DisplayName("One seed gives one sequence, without guessable IDs")
  void seedDecides() {
    assertThat(draw(new SeededIdGenerator(1))).isEqualTo(draw(new SeededIdGenerator(1)));
    assertThat(draw(new SeededIdGenerator(1))).isNotEqualTo(draw(new SeededIdGenerator(2)));
  }

  private static List<ConferenceId> draw(ConferenceIdGenerator ids) {
    return IntStream.range(0, 20).mapToObj(i -> ids.next()).toList();
  }

  @Test
  @DisplayName("A script of IDs ends with an error, or goes on with a seed")
  void scriptOfIdsEnds() {
    ConferenceIdGenerator only = ScriptedIdGenerator.only(ID);
    assertThat(only.next()).isEqualTo(ID);
    assertThatThrownBy(only::next).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> only.nextIndex(5)).isInstanceOf(AssertionError.class);

    ConferenceIdGenerator first = ScriptedIdGenerator.startingWith(1, ID);
    assertThat(first.next()).isEqualTo(ID);
    assertThat(draw(first)).isEqualTo(draw(new SeededIdGenerator(1)));
    assertThat(first.nextIndex(5)).isBetween(0, 4);
  }

  @Test
  @DisplayName("No double shows an ID or a user in its toString()")
  void toStringIsSafe() {
    MutableClock clock = new MutableClock();
    InMemoryConferenceStore store = new InMemoryConferenceStore(clock);
    store.change(Wish.enable(AMELIE).change(), ScriptedIdGenerator.only(ID));
    InMemoryUserDirectory directory = new InMemoryUserDirectory();
    directory.put(AMELIE, BY_MAIL);
    RecordingNotifier recorder = new RecordingNotifier();
    recorder.deliver(message("1"));

    assertThat(List.of(store, store.outbox(), directory, recorder, new ScriptedNotifier()))
        .extracting(Object::toString)
        .noneMatch(text -> text.contains("amelie") || text.contains(ID.digits()))
        .contains(
            "InMemoryConferenceStore[users=1, active=1, quarantined=0, auditEntries=1]",
            "InMemoryOutbox[open=1]");
  }
}
