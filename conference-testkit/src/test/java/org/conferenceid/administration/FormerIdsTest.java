package org.conferenceid.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.conferenceid.ConferenceId;
import org.conferenceid.behaviour.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FormerIdsTest extends World {

  @Test
  @DisplayName("B16: the IDs that stand in a user's old invitations are found, the last one first")
  void areFound() {
    ConferenceId first = enable(AMELIE);
    clock.advance(Duration.ofDays(1));
    ConferenceId second = reset(AMELIE).newId();
    clock.advance(Duration.ofDays(1));
    ConferenceId third = reset(AMELIE).newId();

    assertThat(conferencing.administration().formerIds(AMELIE)).containsExactly(second, first);
    conferencing.administration().disable(AMELIE);
    assertThat(conferencing.administration().formerIds(AMELIE))
        .containsExactly(third, second, first);
    assertThat(conferencing.administration().formerIds(BRUNO)).isEmpty();
  }

  @Test
  @DisplayName("B16: pruning the audit takes no ID away whose quarantine lasts")
  void surviveTheAudit() {
    ConferenceId first = enable(AMELIE);
    ConferenceId second = reset(AMELIE).newId();
    conferencing.dispatcher().deliverDue();
    clock.advance(Duration.ofDays(2));
    assertThat(conferencing.administration().pruneAudit(Duration.ofDays(1))).isEqualTo(2);

    assertThat(conferencing.administration().formerIds(AMELIE)).containsExactly(first);
    assertThat(conferencing.administration().find(AMELIE).orElseThrow().id()).contains(second);
  }
}
