package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.conferenceid.ConferenceId;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.OrganizerQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What must hold when several nodes work on the same data: CS-1, CS-2, CS-4 to CS-6, CS-8, CS-12.
 */
abstract class NodeRules extends HistoryRules {
  private static final int ROUNDS = 30;

  /** Another store on the same data as {@link #store}. */
  private ConferenceStore other;

  NodeRules(StoreHooks hooks) {
    super(hooks);
  }

  @BeforeEach
  void openAnother() {
    other = hooks.secondNode(store);
  }

  private ChangeResult makeOnOther(Wish wish) {
    return makeOn(other, wish);
  }

  private ChangeResult makeOn(ConferenceStore node, Wish wish) {
    return node.change(wish.change(), ids);
  }

  @Test
  @DisplayName("CS-1, CS-5: what one node has answered, the other node shows from that moment on")
  void shouldShowChangesToOthers() {
    enable(AMELIE);
    for (int round = 0; round < ROUNDS; round++) {
      ConferenceStore writer = round % 2 == 0 ? store : other;
      ConferenceStore reader = round % 2 == 0 ? other : store;
      ConferenceId before = reader.find(AMELIE).flatMap(Organizer::id).orElseThrow();
      assertThat(reader.lookup(before))
          .as("the ID of %s, looked up before the change", AMELIE.value())
          .isEqualTo(new Lookup.Active(AMELIE));
      ChangeResult.Done done = (ChangeResult.Done) writer.change(Wish.reset(AMELIE).change(), ids);

      assertThat(reader.lookup(before))
          .as("the old ID of %s on the other node, once the reset is answered", AMELIE.value())
          .isInstanceOf(Lookup.Retired.class);
      assertThat(reader.lookup(newId(done)))
          .as("the new ID of %s on the other node, once the reset is answered", AMELIE.value())
          .isEqualTo(new Lookup.Active(AMELIE));
      assertThat(reader.find(AMELIE)).isEqualTo(writer.find(AMELIE));
    }
  }

  @Test
  @DisplayName("CS-1: both nodes give the same lists, figures and audit at once")
  void shouldAgree() {
    assertAgreed();
    enable(AMELIE, ID_1);
    assertAgreed();
    makeOnOther(Wish.enable(BRUNO));
    assertAgreed();
    disable(AMELIE);
    assertAgreed();
    other.erase(AMELIE, Wish.QUARANTINE);
    assertAgreed();
  }

  private void assertAgreed() {
    List<UserId> cast = List.of(AMELIE, BRUNO);
    assertThat(other.findAll(cast)).as("findAll").isEqualTo(store.findAll(cast));
    assertThat(other.organizers(OrganizerQuery.all()))
        .as("organizers")
        .isEqualTo(store.organizers(OrganizerQuery.all()));
    assertThat(other.lookup(ID_1)).as("lookup").isEqualTo(store.lookup(ID_1));
    assertThat(other.capacity()).as("capacity").isEqualTo(store.capacity());
    assertThat(other.allocationRate(LEASE))
        .as("allocation rate")
        .isEqualTo(store.allocationRate(LEASE));
    assertThat(other.audit(AuditQuery.all())).as("audit").isEqualTo(store.audit(AuditQuery.all()));
  }

  @Test
  @DisplayName("CS-2, CS-4: an ID that one node has assigned or retired is assigned by none")
  void shouldNotAssignWhatAnotherNodeHas() {
    enable(AMELIE, ID_1);
    makeOnOther(Wish.enable(BRUNO));
    disable(AMELIE);
    ChangeResult result = other.change(Wish.enable(CHLOE).change(), offering(ID_1, ID_2));

    assertThat(result)
        .as("the enabling of %s, who is offered an ID in quarantine first", CHLOE.value())
        .isInstanceOfSatisfying(
            ChangeResult.Done.class, done -> assertThat(newId(done)).isEqualTo(ID_2));
  }

  @Test
  @DisplayName("CS-8: a request that one node has fulfilled is replayed by the other")
  void shouldReplayOnAnother() {
    Wish wish = Wish.enable(AMELIE).key("k");
    ChangeResult.Done first = done(wish);

    assertThat(makeOnOther(wish))
        .as("what becomes of the same request on the other node")
        .isEqualTo(new ChangeResult.Done(first.event(), true, true));
    assertThat(makeOnOther(Wish.disable(AMELIE).key("k")))
        .as("what becomes of another request with the same key on the other node")
        .isInstanceOf(ChangeResult.KeyReused.class);
  }

  @Test
  @DisplayName("CS-9, CS-10: versions and numbers go on, whichever node makes the next change")
  void shouldCountTogether() {
    enable(AMELIE);
    for (int round = 0; round < ROUNDS; round++) {
      Change reset = Wish.reset(AMELIE).change();
      (round % 3 == 0 ? store : other).change(reset, ids);
    }
    assertChain(AMELIE);
    assertThat(entriesOf(AMELIE))
        .as("the numbers of the entries of %s, in the order of the versions", AMELIE.value())
        .extracting(entry -> entry.number())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("CS-6: of two nodes that reset the same ID, one does and the other finds it stale")
  void shouldRaceBetweenNodes() {
    List<ConferenceStore> nodes = List.of(store, other);
    enable(AMELIE);
    for (int round = 0; round < 10; round++) {
      Wish confirmed = Wish.reset(AMELIE).expecting(idOf(AMELIE).orElseThrow());
      Wish shown = round % 2 == 0 ? confirmed : Wish.reset(AMELIE).expectingVersion(1 + round);
      List<ChangeResult> results =
          Race.of(2, racer -> () -> nodes.get(racer).change(shown.change(), ids));

      assertThat(results)
          .as("what became of a reset of version %d that both nodes expect", 1 + round)
          .hasAtLeastOneElementOfType(ChangeResult.Done.class)
          .hasAtLeastOneElementOfType(ChangeResult.StaleId.class);
    }
  }

  @Test
  @DisplayName(
      "CS-2, CS-4, CS-5: with writers on all nodes no ID is given twice, the audit is true")
  void shouldStayTrueWithSpreadWriters() {
    List<UserId> users = users(8);
    Crowded crowded = new Crowded();
    Race.of(
        4,
        racer ->
            () -> {
              ConferenceStore node = racer % 2 == 0 ? store : other;
              SplittableRandom random = new SplittableRandom(racer);
              for (int i = 0; i < ROUNDS; i++) {
                UserId user = users.get(random.nextInt(users.size()));
                Wish wish = random.nextInt(3) == 0 ? Wish.enable(user) : Wish.reset(user);
                node.change(wish.change(), crowded);
              }
              return racer;
            });
    assertTrue(users);
  }

  @Test
  @DisplayName("CS-17: chunks that two nodes make at once, over the same users, are each whole")
  void shouldMakeChunksOnBothNodes() {
    List<UserId> users = users(12);
    List<Change> enablings = users.stream().map(user -> Wish.enable(user).change()).toList();
    List<Change> resets = users.stream().map(user -> Wish.reset(user).change()).toList();
    store.changeAll(enablings, ids);
    Crowded crowded = new Crowded();
    for (int round = 0; round < 4; round++) {
      List<List<ChangeResult>> results =
          Race.of(2, racer -> () -> (racer == 0 ? store : other).changeAll(resets, crowded));
      assertThat(results)
          .as("what became of the resets of both chunks")
          .allSatisfy(chunk -> assertThat(chunk).hasOnlyElementsOfType(ChangeResult.Done.class));
    }
    assertTrue(users);
    assertThat(store.organizers(OrganizerQuery.all()))
        .as("the versions of all users after one enabling and eight resets")
        .extracting(Organizer::version)
        .containsOnly(9L);
  }

  @Test
  @DisplayName("CS-12, CS-1: nothing is left of whom one node erases while the other has a request")
  void shouldForgetWhatAnotherNodeEnters() {
    for (UserId user : users(20)) {
      enable(user);
      Race.of(
          2,
          racer ->
              () -> racer == 0 ? store.erase(user, Wish.QUARANTINE) : makeOnOther(Wish.info(user)));

      assertThat(store.find(user)).as("%s, erased during a request", user).isEmpty();
      assertThat(entriesOf(user)).as("entries of %s, erased during a request", user).isEmpty();
    }
    assertThat(claim()).as("messages to users who were erased during a request").isEmpty();
  }

  @Test
  @DisplayName("CS-10, CS-9: what one node enters while the other resets has its place among them")
  void shouldEnterInOrder() {
    enable(AMELIE);
    Race.of(
        2,
        racer ->
            () -> {
              for (int i = 0; i < ROUNDS; i++) {
                makeOn(
                    racer == 0 ? store : other,
                    racer == 0 ? Wish.reset(AMELIE) : Wish.info(AMELIE));
              }
              return racer;
            });
    assertThat(entriesOf(AMELIE))
        .as("the versions of the entries of %s, in the order of the audit", AMELIE.value())
        .extracting(entry -> entry.event().version())
        .isSorted();
  }
}
