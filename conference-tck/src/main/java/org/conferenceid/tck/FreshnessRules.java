package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.RequestContext;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.OrganizerQuery;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** That nothing is answered from what was read before: CS-1, CS-5, CS-11, CS-14 and CS-19. */
abstract class FreshnessRules extends Rules {
  private static final Lookup UNKNOWN = new Lookup.Unknown();
  private static final Lookup ACTIVE = new Lookup.Active(AMELIE);
  private static final Duration YEAR = Wish.QUARANTINE;

  FreshnessRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("CS-5, CS-11, CS-1: what was read before a single change is not read after it")
  void shouldReadSingleChanges() {
    read();
    enable(AMELIE, ID_1);
    assertRead("enabled", 1, Optional.of(ID_1), ACTIVE, UNKNOWN, 1);
    done(Wish.reset(AMELIE), offering(ID_2));
    assertRead("reset", 2, Optional.of(ID_2), retired(), ACTIVE, 2);
    disable(AMELIE);
    assertRead("disabled", 3, Optional.empty(), retired(), retired(), 3);
    enable(AMELIE, ID_3);
    assertRead("enabled again", 4, Optional.of(ID_3), retired(), retired(), 4);
  }

  @Test
  @DisplayName("CS-5, CS-11, CS-17: what was read before a chunk is not read after it")
  void shouldReadChunks() {
    read();
    doneAll(List.of(Wish.enable(AMELIE)), offering(ID_1));
    assertRead("enabled by a chunk", 1, Optional.of(ID_1), ACTIVE, UNKNOWN, 1);
    doneAll(List.of(Wish.reset(AMELIE)), offering(ID_2));
    assertRead("reset by a chunk", 2, Optional.of(ID_2), retired(), ACTIVE, 2);
    doneAll(List.of(Wish.disable(AMELIE)));
    assertRead("disabled by a chunk", 3, Optional.empty(), retired(), retired(), 3);
  }

  @Test
  @DisplayName("CS-5, CS-11, CS-18, CS-12: what was read before an adoption is not read after it")
  void shouldReadAdoptionsAndErasures() {
    read();
    store.adopt(
        List.of(new Adoption(AMELIE, ID_1, RequestContext.NONE)), AdoptionMode.SKIP_INVALID);
    assertRead("adopted", 1, Optional.of(ID_1), ACTIVE, UNKNOWN, 1);
    done(Wish.reset(AMELIE), offering(ID_2));
    read();
    store.erase(AMELIE, YEAR);
    Lookup nobodys = new Lookup.Retired(Optional.empty(), now(), now().plus(YEAR));
    assertIds("erased", nobodys, nobodys);
    assertThat(store.find(AMELIE)).as("%s, found after being erased", AMELIE).isEmpty();
    assertThat(store.findAll(List.of(AMELIE))).as("%s, after being erased", AMELIE).isEmpty();
    assertThat(store.organizers(OrganizerQuery.all())).as("organizers, all erased").isEmpty();
    assertThat(entries()).as("entries after their user was erased").isEmpty();
    assertThat(store.outbox().figures().waiting()).as("messages of an erased user").isZero();
  }

  @Test
  @DisplayName("CS-11, CS-14, CS-4: what was read in a quarantine is not read after its end")
  void shouldReadTheTime() {
    enable(AMELIE, ID_1);
    done(Wish.disable(AMELIE).withoutMail());
    read();
    advance(YEAR.minus(TICK));
    read();
    advance(TICK);
    assertIds("free again", UNKNOWN, UNKNOWN);
    assertThat(store.allocationRate(YEAR).assigned()).as("IDs assigned a year ago").isZero();
    enable(BRUNO, ID_1);
    assertIds("somebody else's", new Lookup.Active(BRUNO), UNKNOWN);
  }

  private Lookup retired() {
    return new Lookup.Retired(Optional.of(AMELIE), now(), now().plus(YEAR));
  }

  /** Reads everything that a store might remember. */
  private void read() {
    store.find(AMELIE);
    store.findAll(List.of(AMELIE));
    store.organizers(OrganizerQuery.all());
    store.organizers(OrganizerQuery.olderThan(Duration.ZERO));
    List.of(ID_1, ID_2).forEach(store::lookup);
    store.capacity();
    store.allocationRate(YEAR);
    store.audit(AuditQuery.all());
    entriesOf(AMELIE);
    store.outbox().figures();
  }

  private void assertRead(
      String step, long version, Optional<ConferenceId> id, Lookup first, Lookup second, int done) {
    Organizer user = new Organizer(AMELIE, id, version, now());
    List<Organizer> enabled = id.isPresent() ? List.of(user) : List.of();
    assertThat(store.find(AMELIE)).as("%s, found after being %s", AMELIE, step).contains(user);
    assertThat(store.findAll(List.of(AMELIE)))
        .as("%s, found among several after being %s", AMELIE, step)
        .isEqualTo(Map.of(AMELIE, user));
    assertThat(store.organizers(OrganizerQuery.all()))
        .as("organizers, after %s was %s", AMELIE, step)
        .isEqualTo(enabled);
    assertThat(store.organizers(OrganizerQuery.olderThan(Duration.ZERO)))
        .as("organizers by age, after %s was %s", AMELIE, step)
        .isEqualTo(enabled);
    assertIds(step, first, second);
    assertThat(entries()).as("all entries, after %s was %s", AMELIE, step).hasSize(done);
    assertThat(entriesOf(AMELIE)).as("entries of %s, %s", AMELIE, step).hasSize(done);
    read();
  }

  private void assertIds(String step, Lookup first, Lookup second) {
    assertThat(store.lookup(ID_1)).as("the first ID, after being %s", step).isEqualTo(first);
    assertThat(store.lookup(ID_2)).as("the second ID, after being %s", step).isEqualTo(second);
    if (store.find(AMELIE).flatMap(Organizer::id).filter(ID_3::equals).isEmpty()) {
      assertThat(store.capacity())
          .as("the capacity, after two IDs were %s", step)
          .isEqualTo(
              new Capacity(
                  count(Lookup.Active.class, first, second),
                  count(Lookup.Retired.class, first, second)));
    }
  }

  private static long count(Class<? extends Lookup> type, Lookup... ids) {
    return List.of(ids).stream().filter(type::isInstance).count();
  }
}
