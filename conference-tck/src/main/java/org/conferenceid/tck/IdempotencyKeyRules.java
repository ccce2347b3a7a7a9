package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.conferenceid.ConferenceId;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.RequestContext;
import org.conferenceid.spi.ChangeResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Repeated wishes: CS-8. */
abstract class IdempotencyKeyRules extends Rules {
  private static final ChangeResult REUSED = new ChangeResult.KeyReused();

  IdempotencyKeyRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("CS-8: each kind of wish, repeated with its key, gives the first result as a replay")
  void shouldReplay() {
    List<Wish> wishes =
        List.of(
            Wish.enable(AMELIE).key("enable"),
            Wish.reset(AMELIE).key("reset"),
            Wish.info(AMELIE).key("info"),
            Wish.disable(AMELIE).key("disable"));
    for (Wish wish : wishes) {
      ChangeResult.Done first = done(wish);
      Snapshot before = snapshot();
      advance(Duration.ofMinutes(1));

      assertThat(done(wish)).as("the answer to the same request again").isEqualTo(replay(first));
      assertThat(snapshot())
          .as("users, entries and capacity, which are as before")
          .isEqualTo(before);
    }
  }

  private static ChangeResult.Done replay(ChangeResult.Done first) {
    assertThat(first.replayed()).as("whether what was done is a replay").isFalse();
    return new ChangeResult.Done(first.event(), true, true);
  }

  @Test
  @DisplayName("CS-8: a replay gives the first result, whatever has happened since")
  void shouldReplayAfterFurtherChanges() {
    ChangeResult.Done enabled = done(Wish.enable(AMELIE).key("enable"));
    ChangeResult.Done reset = done(Wish.reset(AMELIE).key("reset"));
    assertThat(done(Wish.enable(AMELIE).key("enable")))
        .as("the answer to an enabling of %s with the key enable", AMELIE)
        .isEqualTo(replay(enabled));
    reset(AMELIE);
    assertThat(done(Wish.reset(AMELIE).key("reset")))
        .as("the answer to a reset of %s with the key reset", AMELIE)
        .isEqualTo(replay(reset));
    disable(AMELIE);
    assertThat(done(Wish.reset(AMELIE).key("reset")))
        .as("the answer to a reset of %s with the key reset", AMELIE)
        .isEqualTo(replay(reset));
    enable(AMELIE);
    assertThat(done(Wish.reset(AMELIE).key("reset")))
        .as("the answer to a reset of %s with the key reset", AMELIE)
        .isEqualTo(replay(reset));
    assertThat(done(Wish.enable(AMELIE).key("enable")))
        .as("the answer to an enabling of %s with the key enable", AMELIE)
        .isEqualTo(replay(enabled));
    assertThat(entriesOf(AMELIE)).as("the entries of %s, the oldest first", AMELIE).hasSize(5);
  }

  @Test
  @DisplayName("CS-8: a reset that was done is replayed before its expected ID is found stale")
  void shouldReplayBeforeJudging() {
    ConferenceId shown = enable(AMELIE).event().newId().orElseThrow();
    Wish confirmed = Wish.reset(AMELIE).expecting(shown).key("double click");
    ChangeResult.Done first = done(confirmed);

    assertThat(done(confirmed)).as("the answer to the same reset again").isEqualTo(replay(first));
    assertThat(idOf(AMELIE))
        .as("the ID of %s", AMELIE)
        .contains(first.event().newId().orElseThrow());
  }

  @Test
  @DisplayName("CS-8: a disabling that was done is replayed before the user is found not enabled")
  void shouldReplayADisabling() {
    enable(AMELIE);
    ChangeResult.Done first = done(Wish.disable(AMELIE).key("k"));

    assertThat(done(Wish.disable(AMELIE).key("k")))
        .as("the answer to a disabling of %s with the key k", AMELIE)
        .isEqualTo(replay(first));
  }

  @Test
  @DisplayName("CS-8: the wish is the same whether it names the ID that was replaced, or none")
  void shouldReplayWithAndWithoutExpectedId() {
    ConferenceId shown = enable(AMELIE).event().newId().orElseThrow();
    ChangeResult.Done first = done(Wish.reset(AMELIE).key("k"));

    assertThat(done(Wish.reset(AMELIE).key("k").expecting(shown)))
        .as("the answer to a reset of %s that expects an ID with the key k", AMELIE)
        .isEqualTo(replay(first));
    assertThat(done(Wish.reset(AMELIE).key("k")))
        .as("the answer to a reset of %s with the key k", AMELIE)
        .isEqualTo(replay(first));
  }

  @Test
  @DisplayName("CS-8: the wish is the same whoever repeats it, with mail or without")
  void shouldReplayWhoeverAsks() {
    enable(AMELIE);
    ChangeResult.Done first =
        done(Wish.reset(AMELIE).context(RequestContext.NONE.by("ada")).key("k"));

    Wish again = Wish.reset(AMELIE).context(RequestContext.NONE.reason("retry")).key("k");
    assertThat(done(again.withoutMail().quarantine(TICK)))
        .as("the answer to the same request by somebody else, without mail")
        .isEqualTo(replay(first));
    assertThat(lastEntryOf(AMELIE).context().actor())
        .as("what the last entry of %s says", AMELIE)
        .contains("ada");
  }

  @Test
  @DisplayName("CS-8: a key that was used for another kind of wish is refused")
  void shouldRefuseAnotherKind() {
    done(Wish.enable(AMELIE).key("k"));

    assertThat(make(Wish.reset(AMELIE).key("k")))
        .as("what becomes of a reset of %s with the key k", AMELIE)
        .isEqualTo(REUSED);
    assertThat(make(Wish.disable(AMELIE).key("k")))
        .as("what becomes of a disabling of %s with the key k", AMELIE)
        .isEqualTo(REUSED);
    assertThat(make(Wish.info(AMELIE).key("k")))
        .as("what becomes of conference information of %s with the key k", AMELIE)
        .isEqualTo(REUSED);
    assertThat(entriesOf(AMELIE)).as("the entries of %s, the oldest first", AMELIE).hasSize(1);
  }

  @Test
  @DisplayName("CS-8: a key of another kind is refused before the user is found not enabled")
  void shouldRefuseAReusedKeyFirst() {
    enable(AMELIE);
    done(Wish.disable(AMELIE).key("k"));

    assertThat(make(Wish.reset(AMELIE).key("k")))
        .as("what becomes of a reset of %s with the key k", AMELIE)
        .isEqualTo(REUSED);
  }

  @Test
  @DisplayName("CS-8: a reset that expects another ID than the one replaced is another wish")
  void shouldRefuseAnotherExpectedId() {
    enable(AMELIE, ID_1);
    ChangeResult.Done first = done(Wish.reset(AMELIE).expecting(ID_1).key("k"));

    assertThat(make(Wish.reset(AMELIE).expecting(first.event().newId().orElseThrow()).key("k")))
        .as("what becomes of a reset of %s that expects an ID with the key k", AMELIE)
        .isEqualTo(REUSED);
    assertThat(make(Wish.reset(AMELIE).expecting(ID_3).key("k")))
        .as("what becomes of a reset of %s that expects an ID with the key k", AMELIE)
        .isEqualTo(REUSED);
    assertThat(idOf(AMELIE))
        .as("the ID of %s", AMELIE)
        .contains(first.event().newId().orElseThrow());
  }

  @Test
  @DisplayName("CS-8: a reset that expects the version before the one it made is the same request")
  void shouldReplayWithAndWithoutExpectedVersion() {
    enable(AMELIE);
    ChangeResult.Done first = done(Wish.reset(AMELIE).expectingVersion(1).key("k"));
    reset(AMELIE);

    assertThat(done(Wish.reset(AMELIE).expectingVersion(1).key("k")))
        .as("the answer to a reset of %s that expects a version with the key k", AMELIE)
        .isEqualTo(replay(first));
    assertThat(done(Wish.reset(AMELIE).key("k")))
        .as("the answer to a reset of %s with the key k", AMELIE)
        .isEqualTo(replay(first));
  }

  @Test
  @DisplayName(
      "CS-8: a reset that expects another version than the one replaced is another request")
  void shouldRefuseAnotherExpectedVersion() {
    enable(AMELIE);
    done(Wish.reset(AMELIE).key("k"));

    for (long other : List.of(0L, 2L, 3L)) {
      assertThat(make(Wish.reset(AMELIE).expectingVersion(other).key("k")))
          .as("what becomes of a reset of %s that expects a version with the key k", AMELIE)
          .isEqualTo(REUSED);
    }
    assertThat(entriesOf(AMELIE)).as("the entries of %s, the oldest first", AMELIE).hasSize(2);
  }

  @Test
  @DisplayName("CS-8: a key counts for one user")
  void shouldKeepKeysOfUsersApart() {
    ChangeResult.Done amelie = done(Wish.enable(AMELIE).key("k"));
    ChangeResult.Done bruno = done(Wish.enable(BRUNO).key("k"));

    assertThat(bruno.replayed()).as("whether what was done is a replay").isFalse();
    assertThat(bruno.event().newId().orElseThrow())
        .as("the ID of %s, whose key another user has used", BRUNO)
        .isNotEqualTo(amelie.event().newId().orElseThrow());
    assertThat(done(Wish.enable(AMELIE).key("k")))
        .as("the answer to an enabling of %s with the key k", AMELIE)
        .isEqualTo(replay(amelie));
  }

  @Test
  @DisplayName("CS-8: keys are compared exactly")
  void shouldCompareKeysExactly() {
    enable(AMELIE);
    for (String key :
        List.of("key", "Key", "ke", "kéy", "ke\u0301y", "k%y", "k_y", "k''y", "🔑", "🗝")) {
      assertThat(done(Wish.info(AMELIE).key(key)).replayed()).as(key).isFalse();
    }
    assertThat(entriesOf(AMELIE)).as("the entries of %s, the oldest first", AMELIE).hasSize(11);
  }

  @Test
  @DisplayName("CS-8: keys are compared to their last character, however long they are")
  void shouldCompareLongKeys() {
    enable(AMELIE);
    for (int length : List.of(32, 36, 50, 64, IdempotencyKey.MAX_LENGTH)) {
      for (String end : List.of("a", "b")) {
        String key = "k".repeat(length - 1) + end;
        assertThat(done(Wish.info(AMELIE).key(key)).replayed())
            .as("whether a key of %d characters that ends in %s is known", length, end)
            .isFalse();
      }
    }
  }

  @Test
  @DisplayName(
      "CS-8: a used key is told before an enabled user, a stale ID and a stale version are")
  void shouldTellAUsedKeyFirst() {
    done(Wish.enable(AMELIE).key("enable"));
    done(Wish.info(AMELIE).key("info"));

    assertThat(make(Wish.enable(AMELIE).key("info")))
        .as("enabling %s, who is enabled, with the key of conference information", AMELIE)
        .isEqualTo(REUSED);
    assertThat(make(Wish.reset(AMELIE).key("info").expecting(ID_3)))
        .as("a reset that expects another ID, with the key of conference information")
        .isEqualTo(REUSED);
    assertThat(make(Wish.reset(AMELIE).key("enable").expectingVersion(9)))
        .as("a reset that expects another version, with the key of the enabling")
        .isEqualTo(REUSED);
    assertThat(makeAll(List.of(Wish.enable(AMELIE).key("info"))))
        .as("a chunk that enables %s, with the key of conference information", AMELIE)
        .containsExactly(REUSED);
  }

  @Test
  @DisplayName("CS-8: a key lives as long as its entry, whatever time and requests go by")
  void shouldRememberForLong() {
    enable(AMELIE);
    Wish info = Wish.info(AMELIE).key("info");
    ChangeResult.Done asked = done(info);
    Wish disabling = Wish.disable(AMELIE).key("disable");
    ChangeResult.Done disabled = done(disabling);
    enable(AMELIE);
    for (int i = 0; i < 120; i++) {
      done(Wish.info(AMELIE).key("further " + i).withoutMail());
    }
    advance(Duration.ofDays(4000));
    Object messages = store.outbox().figures();

    assertThat(done(info))
        .as("the same request for information, years later")
        .isEqualTo(replay(asked));
    assertThat(done(disabling)).as("the same disabling, years later").isEqualTo(replay(disabled));
    assertThat(idOf(AMELIE)).as("the ID of %s, enabled since", AMELIE).isPresent();
    assertThat(store.outbox().figures()).as("messages after replays").isEqualTo(messages);
  }

  @Test
  @DisplayName("CS-8, CS-6: a refusal is not remembered: the same wish is judged anew")
  void shouldJudgeARefusedWishAnew() {
    assertThat(make(Wish.reset(AMELIE).key("k")))
        .as("what becomes of a reset of %s with the key k", AMELIE)
        .isEqualTo(new ChangeResult.NotEnabled());
    enable(AMELIE, ID_1);
    assertThat(make(Wish.reset(AMELIE).expecting(ID_2).key("k")))
        .as("what becomes of a reset of %s that expects an ID with the key k", AMELIE)
        .isInstanceOf(ChangeResult.StaleId.class);

    ChangeResult.Done done = done(Wish.reset(AMELIE).expecting(ID_1).key("k"));
    assertThat(done.replayed()).as("whether what was done is a replay").isFalse();
    assertThat(done(Wish.reset(AMELIE).expecting(ID_1).key("k")))
        .as("the answer to a reset of %s that expects an ID with the key k", AMELIE)
        .isEqualTo(replay(done));
  }

  @Test
  @DisplayName("CS-8: wishes without a key are all different")
  void shouldNotReplayWithoutKey() {
    enable(AMELIE);
    ConferenceId first = reset(AMELIE).event().newId().orElseThrow();

    assertThat(reset(AMELIE).event().newId().orElseThrow())
        .as("the ID that %s is given", AMELIE)
        .isNotEqualTo(first);
    assertThat(entriesOf(AMELIE)).as("the entries of %s, the oldest first", AMELIE).hasSize(3);
  }
}
