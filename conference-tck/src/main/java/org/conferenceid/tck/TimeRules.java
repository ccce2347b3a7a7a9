package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.OrganizerQuery;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How exactly times are kept, and how long they may be: CS-4, CS-10 and CS-20. */
abstract class TimeRules extends Rules {
  /** In no unit but milliseconds a whole number. */
  private static final Duration ODD = Duration.ofMillis(90_061_001);

  private static final Duration LONGEST = Change.MAX_QUARANTINE;
  private static final int RESETS = 15;
  private static final int RACERS = 5;

  TimeRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("CS-4, CS-10, CS-11: times and quarantines keep their milliseconds")
  void shouldKeepMilliseconds() {
    advance(Duration.ofMillis(1_001));
    enable(AMELIE, ID_1);
    advance(ODD);
    ChangeResult.Done done = done(Wish.reset(AMELIE).quarantine(ODD), offering(ID_2));

    assertThat(done.event().at()).as("the time of a reset").isEqualTo(now());
    assertThat(lastEntryOf(AMELIE).event().at()).as("the time of its entry").isEqualTo(now());
    assertThat(store.find(AMELIE).map(Organizer::since)).as("since when").contains(now());
    assertReserved(now(), ODD);
    disable(AMELIE);
    advance(ODD);
    enable(AMELIE);
    assertThat(store.find(AMELIE).map(Organizer::since))
        .as("since when %s has an ID, who was enabled again", AMELIE)
        .contains(now());
  }

  @Test
  @DisplayName("CS-4, CS-20: the longest quarantine lasts to its last instant, by a reset")
  void shouldReserveForVeryLong() {
    enable(AMELIE, ID_1);
    done(Wish.reset(AMELIE).quarantine(LONGEST), offering(ID_2));

    assertThat(store.allocationRate(LONGEST).freed())
        .as("quarantines that end within %s days", LONGEST.toDays())
        .isEqualTo(1);
    assertReserved(now(), LONGEST);
    assertThat(store.organizers(OrganizerQuery.olderThan(LONGEST)))
        .as("organizers whose ID is %s days old", LONGEST.toDays())
        .hasSize(1);
    assertThat(store.allocationRate(LONGEST).assigned())
        .as("IDs assigned less than %s days ago, one of them exactly so long ago", LONGEST.toDays())
        .isZero();
    assertThat(store.prune(LONGEST)).as("entries removed, with a message pending").isZero();
  }

  @Test
  @DisplayName("CS-4, CS-12: the longest quarantine lasts to its last instant, by an erasure")
  void shouldReserveAfterErasingForVeryLong() {
    enable(AMELIE, ID_1);
    store.erase(AMELIE, LONGEST);
    assertReserved(now(), LONGEST);
  }

  private void assertReserved(Instant since, Duration quarantine) {
    assertThat(store.lookup(ID_1))
        .as("an ID retired for %s", quarantine)
        .isInstanceOfSatisfying(
            Lookup.Retired.class,
            retired -> {
              assertThat(retired.retiredAt()).as("retired at").isEqualTo(since);
              assertThat(retired.freeAt()).as("free at").isEqualTo(since.plus(quarantine));
            });
    advance(quarantine.minus(TICK));
    assertThat(store.lookup(ID_1))
        .as("an ID retired for %s, one millisecond before the end", quarantine)
        .isInstanceOf(Lookup.Retired.class);
    advance(TICK);
    assertThat(store.lookup(ID_1))
        .as("an ID retired for %s, at the end", quarantine)
        .isEqualTo(new Lookup.Unknown());
  }

  @Test
  @DisplayName("CS-20: a period shorter than what the store can tell counts what is done now")
  void shouldCountWhatIsDoneNow() {
    enable(AMELIE);
    assertThat(store.allocationRate(Duration.ofNanos(1)).assigned())
        .as("IDs assigned less than a nanosecond ago, by a clock that stands still")
        .isEqualTo(1);
  }

  @Test
  @DisplayName("CS-4, CS-12, CS-13, CS-20: a duration that is too long, or too short, is refused")
  void shouldRefuseDurations() {
    enable(AMELIE);
    List<Duration> tooLong = List.of(LONGEST.plusNanos(1), Duration.ofSeconds(Long.MAX_VALUE));
    List<Duration> negative = List.of(Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE));
    List<Duration> wrong = new ArrayList<>(tooLong);
    wrong.addAll(negative);
    for (Duration age : wrong) {
      assertRefused("prune", age, () -> store.prune(age));
    }
    wrong.add(Duration.ZERO);
    for (Duration duration : wrong) {
      assertRefused("erase", duration, () -> store.erase(AMELIE, duration));
      assertRefused("allocationRate", duration, () -> store.allocationRate(duration));
    }
    assertThat(idOf(AMELIE)).as("the ID of %s, who was not erased", AMELIE).isPresent();
  }

  private static void assertRefused(String method, Duration duration, ThrowingCallable call) {
    assertThatThrownBy(call)
        .as("%s for %s: not from zero, or one nanosecond, to 36500 days", method, duration)
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  @DisplayName("CS-4, CS-10, CS-11: times are moments, also when the clocks on the wall go back")
  void shouldKeepMoments() {
    for (int turn = 0; turn < 2; turn++) {
      ZoneOffsetTransition next = ZoneId.systemDefault().getRules().nextTransition(now());
      if (next != null) {
        advance(Duration.between(now(), next.getInstant()).minusMinutes(90));
      }
      assertMoments();
    }
  }

  /** Enables and disables every half an hour, for three hours. */
  private void assertMoments() {
    List<Instant> moments = new ArrayList<>();
    int before = entriesOf(AMELIE).size();
    for (int i = 0; i < 6; i++) {
      moments.add(now());
      if (i % 2 == 0) {
        done(Wish.enable(AMELIE).withoutMail(), offering(ID_1));
      } else {
        done(Wish.disable(AMELIE).quarantine(Duration.ofMinutes(30)));
        assertThat(store.lookup(ID_1))
            .as("an ID retired for 30 minutes at %s", now())
            .isEqualTo(
                new Lookup.Retired(Optional.of(AMELIE), now(), now().plus(Duration.ofMinutes(30))));
      }
      advance(Duration.ofMinutes(30));
    }
    assertThat(entriesOf(AMELIE).stream().skip(before).map(entry -> entry.event().at()))
        .as("the times of changes every 30 minutes")
        .isEqualTo(moments);
    assertThat(store.audit(AuditQuery.all().from(moments.get(2)).until(moments.get(4))).items())
        .as("entries from %s until %s", moments.get(2), moments.get(4))
        .hasSize(2);
  }

  @Test
  @DisplayName("CS-10: while the clock goes on, the times of a user's changes never go back")
  void shouldTakeTimeInOrder() {
    requireClockInTurn();
    enable(AMELIE);
    Queue queue = new Queue(ids);
    List<List<ConferenceEvent>> events = Race.of(RACERS, racer -> () -> resetOften(queue, racer));

    List<AuditEntry> own = entriesOf(AMELIE);
    assertThat(own).as("entries of %s", AMELIE).hasSize(1 + RACERS * RESETS);
    assertThat(own.stream().map(entry -> entry.event().at()))
        .as("the times of the changes of %s, by their numbers: read the clock in the lock", AMELIE)
        .isSorted();
    assertThat(own.stream().skip(1).map(AuditEntry::event))
        .as("the events in the audit, which are those that were answered")
        .containsExactlyInAnyOrderElementsOf(events.stream().flatMap(List::stream).toList());
    ConferenceEvent last = own.get(own.size() - 1).event();
    assertThat(store.find(AMELIE).map(Organizer::since))
        .as("since when %s has the ID: the time of the last change", AMELIE)
        .contains(last.at());
    assertThat(store.lookup(last.oldId().orElseThrow()))
        .as("the last ID but one: retired at the time of the last change, for its quarantine")
        .isEqualTo(
            new Lookup.Retired(Optional.of(AMELIE), last.at(), last.at().plus(Wish.QUARANTINE)));
  }

  @Test
  @DisplayName("CS-10, CS-4: a change has one time, however long the drawing of its ID takes")
  void shouldHaveOneTime() {
    enable(AMELIE, ID_1);
    Instant before = now();
    Midway<Instant> midway = new Midway<>(offering(ID_2), this::nextDay);
    ChangeResult.Done done = done(Wish.reset(AMELIE), midway);
    Instant at = done.event().at();

    assertThat(at).as("the time of a reset that took a day").isBetween(before, midway.result());
    assertThat(lastEntryOf(AMELIE).event()).as("the entry of the reset").isEqualTo(done.event());
    assertThat(store.find(AMELIE).map(Organizer::since))
        .as("since when %s has the ID, by the time of the reset", AMELIE)
        .contains(at);
    assertThat(store.lookup(ID_1))
        .as("the old ID: retired at the time of the reset, for its quarantine")
        .isEqualTo(new Lookup.Retired(Optional.of(AMELIE), at, at.plus(Wish.QUARANTINE)));
  }

  private void requireClockInTurn() {
    Assumptions.assumeTrue(
        hooks.readsClockInTurn(), "CS-10: the clock of these tests is not read in turn");
  }

  private Instant nextDay() {
    advance(Duration.ofDays(1));
    return now();
  }

  @Test
  @DisplayName("CS-10: a change that is met by a later one has the time of its turn")
  void shouldHaveTheTimeOfItsTurn() {
    requireClockInTurn();
    for (boolean inAChunk : new boolean[] {false, true}) {
      UserId user = UserId.of("in a chunk: " + inAChunk);
      enable(user);
      Midway<Instant> midway =
          new Midway<>(
              ids,
              () -> {
                Instant later = nextDay();
                reset(user);
                return later;
              });
      if (inAChunk) {
        doneAll(List.of(Wish.reset(user)), midway);
      } else {
        done(Wish.reset(user), midway);
      }
      midway.result();
      assertThat(entriesOf(user).stream().map(entry -> entry.event().at()))
          .as("the times of the changes of %s, by their numbers: read the clock last", user)
          .isSorted();
    }
  }

  private List<ConferenceEvent> resetOften(Queue queue, int racer) {
    queue.enter();
    List<ConferenceEvent> events = new ArrayList<>();
    Wish wish = Wish.reset(AMELIE);
    for (int i = 0; i < RESETS; i++) {
      advance(TICK);
      events.add(
          (racer % 2 == 0 ? done(wish, queue) : doneAll(List.of(wish), queue).get(0)).event());
    }
    return events;
  }
}
