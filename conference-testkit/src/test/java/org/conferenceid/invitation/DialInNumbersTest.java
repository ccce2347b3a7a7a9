package org.conferenceid.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Optional;
import org.conferenceid.AudioConferencing;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.behaviour.World;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.spi.DialInNumbers;
import org.conferenceid.spi.Notification;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DialInNumbersTest extends World {
  private static final Bridge LONDON = Bridge.builder().toll("+44 20 7946 0000", "London").build();
  private static final DialInNumbers BY_LANGUAGE =
      (user, recipient) ->
          recipient.map(Recipient::language).equals(Optional.of(Locale.ENGLISH)) ? LONDON : BRIDGE;

  @Test
  @DisplayName("B15, S7: messages and footers show the organizer's own numbers, whoever reads them")
  void dependOnTheUser() {
    conferencing = builder().dialInNumbers(BY_LANGUAGE).build();
    enable(AMELIE);
    enable(BRUNO);

    assertThat(conferencing.dispatcher().deliverDue().sent()).isEqualTo(2);
    assertThat(notifier.notifications())
        .allMatch(mail -> mail.bridge().equals(mail.user().equals(BRUNO) ? LONDON : BRIDGE))
        .extracting(Notification::user)
        .containsExactlyInAnyOrder(AMELIE, BRUNO);
    assertThat(conferencing.invitationFor(AMELIE).asText(Locale.ENGLISH)).contains("Paris");
    assertThat(conferencing.invitationFor(BRUNO).asText(Locale.FRENCH)).contains("London");
  }

  @Test
  @DisplayName("B15: somebody without an address has a footer, too")
  void areToldWithoutAnAddress() {
    conferencing = builder().dialInNumbers(BY_LANGUAGE).build();
    UserId stranger = UserId.of("stranger");
    enable(stranger);
    assertThat(conferencing.invitationFor(stranger).asText(Locale.ENGLISH)).contains("Paris");
  }

  @Test
  @DisplayName("S1: a footer with the same numbers for all does without the directory")
  void needNoDirectoryWhenTheyAreTheSame() {
    enable(AMELIE);
    directory.failWith(new IllegalStateException("away"));
    assertThat(conferencing.invitationFor(AMELIE).asText(Locale.ENGLISH)).contains("Paris");
  }

  @Test
  @DisplayName("One bridge and numbers by user take each other's place")
  void replaceEachOther() {
    conferencing = builder().dialInNumbers(BY_LANGUAGE).bridge(BRIDGE).build();
    enable(BRUNO);
    assertThat(conferencing.invitationFor(BRUNO).asText(Locale.ENGLISH)).contains("Paris");
    assertThat(conferencing.dispatcher().deliverDue().sent()).isEqualTo(1);
    assertThat(notifier.notifications()).extracting(Notification::bridge).containsExactly(BRIDGE);
  }

  @Test
  @DisplayName("Messages need numbers")
  void mustBeGiven() {
    String problem = "bridge must be given to the builder";
    assertThatThrownBy(
            () ->
                NotificationDispatcher.builder(store)
                    .directory(directory)
                    .notifier(notifier)
                    .build())
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(problem);
    assertThatThrownBy(
            () ->
                AudioConferencing.builder()
                    .store(store)
                    .directory(directory)
                    .notifier(notifier)
                    .build())
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(problem);
  }
}
