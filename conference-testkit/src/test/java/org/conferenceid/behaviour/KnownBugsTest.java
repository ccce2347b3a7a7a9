package org.conferenceid.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.conferenceid.AudioConferencing;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.administration.ResetService;
import org.conferenceid.capacity.IdsExhaustedException;
import org.conferenceid.change.DisableRequest;
import org.conferenceid.change.EnableRequest;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.spi.Notification;
import org.conferenceid.testkit.ScriptedIdGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Bugs that were seen in existing systems, each of which must not happen here. */
class KnownBugsTest extends World {
  private static final ConferenceId TAKEN = ConferenceId.parse("4839201");
  private static final ConferenceId FREE = ConferenceId.parse("5920318");

  @Test
  @DisplayName("On a collision the retry's result was thrown away")
  void keepsTheResultOfARetry() {
    conferencing =
        builder()
            .administration(
                component ->
                    component.generator(ScriptedIdGenerator.only(TAKEN, TAKEN, TAKEN, FREE)))
            .build();
    enable(AMELIE);
    assertThat(enable(BRUNO)).isEqualTo(FREE);
    assertThat(conferencing.administration().find(BRUNO).flatMap(Organizer::id)).contains(FREE);
    assertThat(conferencing.administration().lookup(FREE)).isEqualTo(new Lookup.Active(BRUNO));
  }

  @Test
  @DisplayName("SET on the ID overwrote another room's ID")
  void neverOverwritesAnotherUsersId() {
    conferencing =
        builder()
            .administration(
                component ->
                    component.generator(
                        ScriptedIdGenerator.startingWith(3, TAKEN, FREE, TAKEN, TAKEN)))
            .build();
    enable(AMELIE);
    enable(BRUNO);
    reset(BRUNO);
    assertThat(conferencing.administration().lookup(TAKEN)).isEqualTo(new Lookup.Active(AMELIE));
    assertThat(conferencing.administration().find(AMELIE).flatMap(Organizer::id)).contains(TAKEN);
  }

  @Test
  @DisplayName("No method takes an ID to assign")
  void offersNoWayToChooseAnId() {
    Set<Class<?>> wishes = Set.of(EnableRequest.class, DisableRequest.class, ResetRequest.class);
    List<Method> takingIds =
        Stream.concat(
                Stream.of(AudioConferencing.class, Administration.class, ResetService.class),
                wishes.stream())
            .flatMap(type -> Arrays.stream(type.getMethods()))
            .filter(method -> !Modifier.isStatic(method.getModifiers()))
            .filter(method -> List.of(method.getParameterTypes()).contains(ConferenceId.class))
            .toList();
    assertThat(takingIds)
        .extracting(Method::getName)
        .containsExactlyInAnyOrder("lookup", "expecting");
  }

  @Test
  @DisplayName(
      "The clean-up of expired IDs computed now plus the period, and deleted every row daily")
  void expiresQuarantineAfterThePeriodNotBefore() {
    ConferenceId retired = enable(AMELIE);
    reset(AMELIE);
    for (int day = 1; day < 365; day++) {
      clock.advance(Duration.ofDays(1));
      conferencing.administration().pruneAudit(Duration.ofDays(365));
      assertThat(conferencing.administration().lookup(retired))
          .as("day %d", day)
          .isInstanceOf(Lookup.Retired.class);
      assertThat(audit()).as("day %d", day).hasSize(2);
    }
    clock.advance(Duration.ofDays(1));
    assertThat(conferencing.administration().lookup(retired)).isEqualTo(new Lookup.Unknown());
  }

  @Test
  @DisplayName("After five failed tries a null ID was stored")
  void storesNoIdWhenNoneIsFree() {
    ConferenceId id = enable(AMELIE);
    store.withholdAllBut(List.of());
    for (int i = 0; i < 6; i++) {
      assertThatThrownBy(() -> reset(AMELIE)).isInstanceOf(IdsExhaustedException.class);
    }
    assertThat(conferencing.administration().find(AMELIE).flatMap(Organizer::id)).contains(id);
    assertThat(conferencing.administration().find(AMELIE))
        .get()
        .extracting(Organizer::version)
        .isEqualTo(1L);
  }

  @Test
  @DisplayName("The old ID was quarantined on delete but not on edit")
  void quarantinesOnEveryPath() {
    ConferenceId byReset = enable(AMELIE);
    ConferenceId byDisabling = reset(AMELIE).newId();
    conferencing.administration().disable(AMELIE);
    ConferenceId byErasure = enable(AMELIE);
    conferencing.administration().erase(AMELIE);
    for (ConferenceId id : List.of(byReset, byDisabling, byErasure)) {
      assertThat(conferencing.administration().lookup(id)).isInstanceOf(Lookup.Retired.class);
    }
    assertThat(conferencing.administration().capacity().quarantined()).isEqualTo(3);
  }

  @Test
  @DisplayName("One allocation path skipped the quarantine check")
  void checksQuarantineOnEveryPath() {
    conferencing =
        builder()
            .administration(
                component ->
                    component.generator(
                        ScriptedIdGenerator.startingWith(5, TAKEN, FREE, TAKEN, TAKEN, TAKEN)))
            .build();
    enable(AMELIE);
    reset(AMELIE);
    Set<ConferenceId> given = new HashSet<>();
    given.add(reset(AMELIE).newId());
    given.add(enable(BRUNO));
    conferencing.administration().disable(BRUNO);
    given.add(enable(BRUNO));
    assertThat(given).hasSize(3).doesNotContain(TAKEN);
  }

  @Test
  @DisplayName("The moderator's PIN stood in a mail: here no message has a place for one (B5)")
  void hasNoPlaceForAPin() {
    assertThat(Arrays.stream(Notification.class.getDeclaredMethods()))
        .filteredOn(method -> Modifier.isPublic(method.getModifiers()))
        .filteredOn(method -> !Modifier.isStatic(method.getModifiers()))
        .extracting(Method::getName)
        .containsExactlyInAnyOrder(
            "messageKey",
            "kind",
            "user",
            "recipient",
            "id",
            "bridge",
            "at",
            "actor",
            "publicReason",
            "lastDigitsOfOldId",
            "equals",
            "hashCode",
            "toString");
  }

  @Test
  @DisplayName("Generator and phone system disagreed on the length, so valid IDs were refused")
  void generatesWhatThePhoneSystemTakes() {
    ConferenceIdGenerator generator = ConferenceIdGenerator.secure();
    assertThat(Stream.generate(generator::next).limit(10_000).map(ConferenceId::digits))
        .allMatch(digits -> digits.matches(ConferenceIdPolicy.ivrPattern()));
  }

  @Test
  @DisplayName(
      "A 5-digit ID swallowed the start of a 6-digit one: here no ID is the start of another")
  void hasNoIdThatStartsAnother() {
    ConferenceIdGenerator generator = ConferenceIdGenerator.secure();
    assertThat(Stream.generate(generator::next).limit(10_000))
        .allMatch(id -> id.digits().length() == ConferenceIdPolicy.LENGTH);
  }

  @Test
  @DisplayName("Strangers landed in one meeting: naive random issue collides at about 3,500 IDs")
  void givesEverybodyAnIdOfTheirOwn() {
    // A generator that draws from 400 IDs only meets as many collisions as seven digits would at
    // millions.
    List<ConferenceId> few =
        IntStream.range(0, 400).mapToObj(i -> ConferenceId.of(4_839_201 + 7 * i)).toList();
    store.withholdAllBut(few);
    Set<ConferenceId> given = new HashSet<>();
    for (int i = 0; i < few.size(); i++) {
      given.add(enable(UserId.of("user" + i)));
    }
    assertThat(given).containsExactlyInAnyOrderElementsOf(few);
    assertThatThrownBy(() -> enable(UserId.of("one more")))
        .isInstanceOf(IdsExhaustedException.class);
  }
}
