package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.conferenceid.ConferenceId;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The IDs that a user had and has no longer: CS-21. */
abstract class FormerIdRules extends Rules {
  private static final ConferenceId ID_4 = ConferenceId.parse("9036517");

  FormerIdRules(StoreHooks hooks) {
    super(hooks);
  }

  /** Resets a user a day later, and offers an ID. */
  private void resetTo(UserId user, ConferenceId id) {
    advance(Duration.ofDays(1));
    done(Wish.reset(user), offering(id));
  }

  private void assertFormer(String when, UserId user, ConferenceId... newestFirst) {
    assertThat(store.formerIds(user))
        .as("CS-21: the former IDs of %s %s, the last one first", user, when)
        .containsExactly(newestFirst);
  }

  @Test
  @DisplayName("CS-21: the former IDs come newest first, each once, without the present one")
  void shouldTellFormerIds() {
    assertFormer("who was never enabled", AMELIE);
    enable(AMELIE, ID_1);
    assertFormer("who has the first ID", AMELIE);
    resetTo(AMELIE, ID_2);
    assertFormer("after a reset", AMELIE, ID_1);
    resetTo(AMELIE, ID_3);
    assertFormer("after two resets", AMELIE, ID_2, ID_1);
    info(AMELIE);
    assertFormer("who was sent the present ID", AMELIE, ID_2, ID_1);
    advance(Duration.ofDays(1));
    disable(AMELIE);
    assertFormer("who was disabled", AMELIE, ID_3, ID_2, ID_1);
    advance(Duration.ofDays(1));
    enable(AMELIE, ID_4);
    assertFormer("who was enabled again", AMELIE, ID_3, ID_2, ID_1);
  }

  @Test
  @DisplayName("CS-21: each user has former IDs of their own, also if keys look alike")
  void shouldTellUsersApart() {
    UserId alike = UserId.of("Amelie@example.org");
    enable(AMELIE, ID_1);
    enable(alike, ID_2);
    resetTo(AMELIE, ID_3);
    resetTo(alike, ID_4);
    assertFormer("whose key another one is in other letters", AMELIE, ID_1);
    assertFormer("whose key differs in a capital letter", alike, ID_2);
  }

  @Test
  @DisplayName("CS-21: an ID that came back to its user is a former one only when it is lost again")
  void shouldTellAnIdThatCameBackOnce() {
    enable(AMELIE, ID_1);
    resetTo(AMELIE, ID_2);
    advance(Wish.QUARANTINE);
    resetTo(AMELIE, ID_1);
    assertFormer("who has the first ID again", AMELIE, ID_2);
    resetTo(AMELIE, ID_3);
    assertFormer("who has lost the first ID twice", AMELIE, ID_1, ID_2);
  }

  @Test
  @DisplayName("CS-21: an ID that is another user's now is still a former one of its first user")
  void shouldTellWhatIsSomebodyElses() {
    enable(AMELIE, ID_1);
    resetTo(AMELIE, ID_2);
    advance(Wish.QUARANTINE);
    enable(BRUNO, ID_1);
    assertFormer("whose first ID another user has", AMELIE, ID_1);
    assertFormer("who has an ID that was another user's", BRUNO);
    resetTo(BRUNO, ID_3);
    assertFormer("whose first ID another user has had since", AMELIE, ID_1);
    assertFormer("who has lost an ID that was another user's", BRUNO, ID_1);
  }

  @Test
  @DisplayName("CS-21, CS-13: an ID in quarantine is told although its audit entry was pruned")
  void shouldTellWhatWasPruned() {
    enable(AMELIE, ID_1);
    settleAll();
    resetTo(AMELIE, ID_2);
    settleAll();
    advance(Duration.ofDays(1));
    store.prune(Duration.ZERO);
    assertFormer("whose audit was pruned", AMELIE, ID_1);
    resetTo(AMELIE, ID_3);
    assertFormer("who was reset after the audit was pruned", AMELIE, ID_2, ID_1);
    settleAll();
    advance(Duration.ofDays(1));
    disable(AMELIE);
    settleAll();
    store.prune(Duration.ZERO);
    assertFormer("who was disabled, and whose audit was pruned", AMELIE, ID_3, ID_2, ID_1);
  }

  /** Sends what waits, so that its entries can be pruned. */
  private void settleAll() {
    claim().forEach(lease -> settle(lease, new Settlement.Sent()));
  }

  @Test
  @DisplayName("CS-21, CS-18: an adopted ID is a former one like any other once it is replaced")
  void shouldTellAdoptedIds() {
    store.adopt(
        List.of(new Adoption(AMELIE, ID_1, RequestContext.NONE)), AdoptionMode.ALL_OR_NOTHING);
    resetTo(AMELIE, ID_2);
    assertFormer("who brought the first ID", AMELIE, ID_1);
  }

  @Test
  @DisplayName("CS-21, CS-12: a user who was erased has no former IDs, nor any from before")
  void shouldTellNothingAfterErasing() {
    enable(AMELIE, ID_1);
    resetTo(AMELIE, ID_2);
    store.erase(AMELIE, Wish.QUARANTINE);
    assertFormer("who was erased", AMELIE);
    enable(AMELIE, ID_3);
    assertFormer("who was erased and enabled again", AMELIE);
    resetTo(AMELIE, ID_4);
    assertFormer("who was reset after all that", AMELIE, ID_3);
  }
}
