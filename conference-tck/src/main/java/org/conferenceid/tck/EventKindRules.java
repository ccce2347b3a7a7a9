package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Lease;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Changes of every kind that leaves the ID as it is: CS-7, CS-8, CS-9, OB-6. */
abstract class EventKindRules extends Rules {

  EventKindRules(StoreHooks hooks) {
    super(hooks);
  }

  /** The kinds that change no ID. */
  private static List<EventKind> kinds() {
    return Arrays.stream(EventKind.values()).filter(kind -> !kind.changesId()).toList();
  }

  private static List<EventKind> kindsWithMail() {
    return kinds().stream().filter(EventKind::carriesMail).toList();
  }

  private static UserId userOf(EventKind kind) {
    return UserId.of("user of " + kind);
  }

  private static DeliveryState queued(EventKind kind) {
    return kind.carriesMail() ? DeliveryState.PENDING : DeliveryState.OFF;
  }

  @Test
  @DisplayName("CS-9: a kind that changes no ID is audited, and leaves ID and version as they are")
  void shouldLeaveIdAndVersion() {
    done(Wish.enable(AMELIE).withoutMail(), offering(ID_1));
    Organizer before = store.find(AMELIE).orElseThrow();
    for (EventKind kind : kinds()) {
      advance(Duration.ofHours(1));
      ConferenceEvent event = done(Wish.of(kind, AMELIE)).event();
      assertThat(event)
          .as("CS-9: the event of %s tells the present ID, before and after, and version 1", kind)
          .isEqualTo(
              new ConferenceEvent(kind, AMELIE, Optional.of(ID_1), Optional.of(ID_1), 1, now()));
      assertThat(store.find(AMELIE))
          .as("CS-9: %s leaves the user with the same ID, version and time", kind)
          .contains(before);
      assertThat(lastEntryOf(AMELIE).event())
          .as("CS-9: the audit has an entry about %s", kind)
          .isEqualTo(event);
    }
  }

  @Test
  @DisplayName("CS-9: a message is queued for a kind that carries mail, and never for another")
  void shouldQueueMailForThoseThatCarryIt() {
    done(Wish.enable(AMELIE).withoutMail());
    for (EventKind kind : kinds()) {
      done(Wish.of(kind, AMELIE));
      assertThat(lastEntryOf(AMELIE).delivery().state())
          .as("CS-9: the delivery state of %s, which carries mail or does not", kind)
          .isEqualTo(queued(kind));
    }
    done(Wish.info(AMELIE).withoutMail());
    assertThat(lastEntryOf(AMELIE).delivery().state())
        .as("CS-9: no message is queued where the change wants none")
        .isEqualTo(DeliveryState.OFF);
    assertThat(store.outbox().figures().waiting())
        .as("CS-9: as many messages wait as kinds carry mail")
        .isEqualTo(kindsWithMail().size());
  }

  @Test
  @DisplayName("CS-9: as a part of many changes made as one, each kind does the same")
  void shouldDoTheSameInAChunk() {
    for (EventKind kind : kinds()) {
      UserId user = userOf(kind);
      done(Wish.enable(user).withoutMail());
      Optional<Organizer> before = store.find(user);
      doneAll(List.of(Wish.of(kind, user), Wish.enable(UserId.of("beside " + kind)).withoutMail()));
      assertThat(store.find(user))
          .as("CS-9: %s in a chunk leaves the user as before", kind)
          .isEqualTo(before);
      assertThat(lastEntryOf(user).delivery().state())
          .as("CS-9: the delivery state of %s in a chunk", kind)
          .isEqualTo(queued(kind));
    }
  }

  @Test
  @DisplayName("CS-7: a kind that changes no ID is refused for whoever is not enabled")
  void shouldRefuseOthers() {
    enable(BRUNO);
    disable(BRUNO);
    int before = entries().size();
    for (EventKind kind : kinds()) {
      assertThat(make(Wish.of(kind, AMELIE)))
          .as("CS-7: %s of a user who was never enabled", kind)
          .isEqualTo(new ChangeResult.NotEnabled());
      assertThat(make(Wish.of(kind, BRUNO)))
          .as("CS-7: %s of a user who was disabled", kind)
          .isEqualTo(new ChangeResult.NotEnabled());
    }
    assertThat(entries()).as("CS-7: a refusal is not audited").hasSize(before);
  }

  @Test
  @DisplayName("CS-8: an idempotency key that was used for one kind is no other kind's")
  void shouldTellKindsApartUnderAKey() {
    enable(AMELIE);
    for (EventKind kind : kinds()) {
      ChangeResult.Done first = done(Wish.of(kind, AMELIE).key("key of " + kind));
      assertThat(make(Wish.of(kind, AMELIE).key("key of " + kind)))
          .as("CS-8: %s repeated under its key gives the first result", kind)
          .isEqualTo(new ChangeResult.Done(first.event(), true, true));
      Stream.of(EventKind.values())
          .filter(other -> other != kind)
          .forEach(
              other ->
                  assertThat(make(Wish.of(other, AMELIE).key("key of " + kind)))
                      .as("CS-8: %s under a key that was used for %s", other, kind)
                      .isEqualTo(new ChangeResult.KeyReused()));
    }
  }

  @Test
  @DisplayName("OB-6, CS-9: a message about a kind that changes no ID stays true over a reset")
  void shouldStayTrueOverAReset() {
    for (EventKind kind : kindsWithMail()) {
      UserId user = userOf(kind);
      done(Wish.enable(user).withoutMail());
      done(Wish.of(kind, user));
      done(Wish.reset(user).withoutMail());
      assertThat(claim())
          .as("OB-6: the message about %s is handed out after a reset", kind)
          .extracting(Lease::kind)
          .containsExactly(kind);
    }
  }

  @Test
  @DisplayName(
      "OB-6, CS-9: a message about a kind that changes no ID is untrue while its user is disabled")
  void shouldBeUntrueOfADisabledUser() {
    for (EventKind kind : kindsWithMail()) {
      UserId user = userOf(kind);
      done(Wish.enable(user).withoutMail());
      done(Wish.of(kind, user));
      done(Wish.disable(user).withoutMail());
      assertThat(claim())
          .as("OB-6: the message about %s is not handed out: its user has no ID", kind)
          .isEmpty();
      assertThat(entriesOf(user))
          .as("OB-6: the message about %s is marked superseded", kind)
          .filteredOn(entry -> entry.event().kind() == kind)
          .extracting(AuditEntry::delivery)
          .extracting(mail -> mail.state())
          .containsExactly(DeliveryState.SUPERSEDED);
    }
  }
}
