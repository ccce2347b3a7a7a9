package org.conferenceid.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.change.AdoptionResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a change meets in a user's state and under its key. Few values, so that they often meet. */
class ChangeRulesTest {
  private static final UserId AMELIE = UserId.of("amelie");
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
  private static final int MAX_VERSION = 4;

  @Provide
  Arbitrary<ConferenceId> ids() {
    return Arbitraries.of("4839201", "4839202", "7315604").map(ConferenceId::parse);
  }

  @Provide
  Arbitrary<Organizer> organizers() {
    return Combinators.combine(ids().optional(), Arbitraries.longs().between(1, MAX_VERSION))
        .as((id, version) -> new Organizer(AMELIE, id, version, NOW));
  }

  @Provide
  Arbitrary<Optional<Organizer>> found() {
    return organizers().optional();
  }

  @Provide
  Arbitrary<Change> changes() {
    return changes(EventKind.values());
  }

  @Provide
  Arbitrary<Change> resets() {
    return changes(EventKind.RESET);
  }

  private Arbitrary<Change> changes(EventKind... kinds) {
    return Combinators.combine(
            Arbitraries.of(kinds),
            ids().optional(),
            Arbitraries.longs().between(1, MAX_VERSION).optional())
        .as(ChangeRulesTest::change);
  }

  private static Change change(
      EventKind kind, Optional<ConferenceId> expected, Optional<Long> version) {
    Change.Builder change =
        Change.builder(kind, AMELIE)
            .idempotencyKey(Optional.of(new IdempotencyKey("key")))
            .mail(kind.carriesMail());
    if (kind == EventKind.RESET) {
      change
          .expecting(expected)
          .expectingVersion(version.map(OptionalLong::of).orElse(OptionalLong.empty()));
    }
    return change.build();
  }

  /** A change that was made. */
  private record Made(Change change, Optional<Organizer> found, ConferenceId offered) {
    ConferenceEvent event() {
      return change.event(found, Optional.of(offered).filter(id -> change.kind().assignsId()), NOW);
    }

    Optional<Organizer> after() {
      return Optional.of(new Organizer(AMELIE, event().newId(), event().version(), NOW));
    }
  }

  @Provide
  Arbitrary<Made> made() {
    return Combinators.combine(changes(), found(), ids())
        .as(Made::new)
        .filter(made -> made.change.refusal(made.found).isEmpty());
  }

  @Property
  @Label("CS-7: only an enabling wants a user who is not enabled, every other kind one who is")
  void wantsTheRightUsers(
      @ForAll("changes") Change change, @ForAll("found") Optional<Organizer> found) {
    boolean enabled = found.isPresent() && found.get().enabled();
    Optional<ChangeResult> refusal = change.refusal(found);
    if (change.kind() == EventKind.ENABLED) {
      assertThat(refusal)
          .isEqualTo(
              enabled
                  ? Optional.of(new ChangeResult.AlreadyEnabled(found.get()))
                  : Optional.empty());
    } else {
      assertThat(refusal.equals(Optional.of(new ChangeResult.NotEnabled()))).isEqualTo(!enabled);
    }
  }

  @Property
  @Label("CS-6: a reset that expects an ID or a version is refused exactly if it is another")
  void wantsWhatItExpects(
      @ForAll("resets") Change change,
      @ForAll("ids") ConferenceId id,
      @ForAll @LongRange(min = 1, max = MAX_VERSION) long version) {
    Organizer organizer = new Organizer(AMELIE, Optional.of(id), version, NOW);
    boolean asExpected =
        change.expected().orElse(id).equals(id)
            && change.expectedVersion().orElse(version) == version;
    assertThat(change.refusal(Optional.of(organizer)))
        .isEqualTo(
            asExpected ? Optional.empty() : Optional.of(new ChangeResult.StaleId(organizer)));
  }

  @Property
  @Label("CS-5: a version begins with what changes the ID, and with nothing else")
  void beginsVersions(@ForAll("made") Made made) {
    ConferenceEvent event = made.event();
    EventKind kind = made.change.kind();
    long before = made.found.map(Organizer::version).orElse(0L);
    assertThat(event.kind()).isEqualTo(kind);
    assertThat(event.user()).isEqualTo(AMELIE);
    assertThat(event.version()).isEqualTo(kind.changesId() ? before + 1 : before);
    assertThat(event.oldId()).isEqualTo(made.found.flatMap(Organizer::id));
    assertThat(event.newId())
        .isEqualTo(
            switch (kind) {
              case ENABLED, RESET -> Optional.of(made.offered);
              case DISABLED -> Optional.empty();
              default -> event.oldId();
            });
  }

  @Property
  @Label("CS-8: the same request under its key is a replay of what it did")
  void isReplayed(@ForAll("made") Made made, @ForAll boolean committed) {
    assertThat(made.change.replay(made.event(), committed))
        .isEqualTo(new ChangeResult.Done(made.event(), true, committed));
  }

  @Property
  @Label("CS-8: a request that could not have done it has reused the key")
  void isAnotherRequest(@ForAll("made") Made made, @ForAll("changes") Change other) {
    boolean possible = other.kind() == made.change.kind() && other.refusal(made.found).isEmpty();
    assertThat(other.isSameRequest(made.event())).isEqualTo(possible);
    assertThat(other.replay(made.event(), true) instanceof ChangeResult.KeyReused)
        .isEqualTo(!possible);
  }

  @Test
  @DisplayName("CS-3: an ID is given to an enabling and a reset, and to nothing else")
  void takesAnIdOrNone() {
    Optional<ConferenceId> id = Optional.of(ConferenceId.parse("4839201"));
    for (EventKind kind : EventKind.values()) {
      Change change = Change.builder(kind, AMELIE).mail(false).build();
      assertThatThrownBy(
              () -> change.event(Optional.empty(), kind.assignsId() ? Optional.empty() : id, NOW))
          .isInstanceOfSatisfying(
              InvalidValueException.class, e -> assertThat(e.field()).isEqualTo("assigned ID"));
    }
  }

  @Property
  @Label("OB-6: a message is outdated from the next change of the ID on, and not before")
  void outdates(@ForAll("made") Made made, @ForAll("ids") ConferenceId next) {
    ConferenceEvent event = made.event();
    assertThat(Outbox.isOutdated(event, made.after())).isFalse();
    Optional<Organizer> later =
        Optional.of(new Organizer(AMELIE, Optional.of(next), event.version() + 1, NOW));
    assertThat(Outbox.isOutdated(event, later)).isEqualTo(event.kind().changesId());
    Optional<Organizer> disabled =
        Optional.of(new Organizer(AMELIE, Optional.empty(), event.version() + 1, NOW));
    assertThat(Outbox.isOutdated(event, disabled)).isTrue();
    assertThat(Outbox.isOutdated(event, Optional.empty())).as("of the erased").isTrue();
  }

  @Property
  @Label("B13: an adoption can be made for a user who has no ID, with one that is free")
  void judgesAdoptions(@ForAll("found") Optional<Organizer> found, @ForAll("ids") ConferenceId id) {
    Adoption adoption = new Adoption(AMELIE, id, RequestContext.NONE.by("import"));
    Lookup taken = new Lookup.Active(UserId.of("bruno"));
    boolean enabled = found.isPresent() && found.get().enabled();
    assertThat(adoption.judge(found, Optional.of(taken)))
        .isEqualTo(
            enabled
                ? new AdoptionResult.AlreadyEnabled(found.get())
                : new AdoptionResult.Unavailable(taken));
    assertThat(adoption.judge(found, Optional.empty()) instanceof AdoptionResult.NotApplied)
        .isEqualTo(!enabled);
    Adoption guessable = new Adoption(AMELIE, ConferenceId.parse("1234567"), RequestContext.NONE);
    assertThat(guessable.judge(Optional.empty(), Optional.empty()))
        .isEqualTo(new AdoptionResult.Guessable());
  }

  @Test
  @DisplayName(
      "B13: an adoption is an enabling without a message, asked for by whoever asked for it")
  void makesAdoptions() {
    Adoption adoption =
        new Adoption(AMELIE, ConferenceId.parse("4839201"), RequestContext.NONE.by("import"));
    assertThat(adoption.toChange())
        .isEqualTo(
            Change.builder(EventKind.ENABLED, AMELIE)
                .context(adoption.context())
                .mail(false)
                .build());
  }

  @Test
  @DisplayName(
      "CS-17, B13: of many changes or adoptions each is about another user, and another ID")
  void standOnce() {
    Change one = Change.builder(EventKind.RESET, AMELIE).build();
    Change other = Change.builder(EventKind.RESET, UserId.of("bruno")).build();
    Change.requireDistinct(List.of(one, other));
    assertThatThrownBy(() -> Change.requireDistinct(List.of(one, other, one)))
        .isInstanceOfSatisfying(
            InvalidValueException.class, e -> assertThat(e.field()).isEqualTo("user"));
    ConferenceId id = ConferenceId.parse("4839201");
    Adoption first = new Adoption(AMELIE, id, RequestContext.NONE);
    Adoption sameUser = new Adoption(AMELIE, ConferenceId.parse("7315604"), RequestContext.NONE);
    Adoption sameId = new Adoption(UserId.of("bruno"), id, RequestContext.NONE);
    Adoption.requireDistinct(List.of(sameUser, sameId));
    assertThatThrownBy(() -> Adoption.requireDistinct(List.of(first, sameUser)))
        .isInstanceOfSatisfying(
            InvalidValueException.class, e -> assertThat(e.field()).isEqualTo("user"));
    assertThatThrownBy(() -> Adoption.requireDistinct(List.of(first, sameId)))
        .isInstanceOfSatisfying(
            InvalidValueException.class, e -> assertThat(e.field()).isEqualTo("ID"));
  }
}
