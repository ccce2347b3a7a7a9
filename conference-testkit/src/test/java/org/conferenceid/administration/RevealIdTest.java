package org.conferenceid.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.RequestContext;
import org.conferenceid.StoreException;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.behaviour.World;
import org.conferenceid.change.NotEnabledException;
import org.conferenceid.change.RevealIdResult;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.testkit.ForwardingStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An administrator looks at an ID in full, and the audit says so. */
class RevealIdTest extends World {
  private static final RequestContext DESK = RequestContext.NONE.by("desk").reason("caller asked");

  private RevealIdResult reveal() {
    return conferencing.administration().revealId(AMELIE, DESK);
  }

  @Test
  @DisplayName("S8, B10: the ID is shown, and the audit says who looked and why")
  void leavesATrace() {
    ConferenceId id = enable(AMELIE);
    RevealIdResult.Revealed revealed = reveal().orElseThrow();

    assertThat(revealed.id()).isEqualTo(id);
    assertThat(revealed.version()).isEqualTo(1);
    assertThat(revealed.committed()).isTrue();
    AuditEntry entry = audit().get(1);
    assertThat(entry.event().kind()).isEqualTo(EventKind.ID_REVEALED);
    assertThat(entry.event().at()).isEqualTo(revealed.at());
    assertThat(entry.context()).isEqualTo(DESK);
    assertThat(conferencing.administration().find(AMELIE))
        .get()
        .extracting(Organizer::version)
        .isEqualTo(1L);
  }

  @Test
  @DisplayName("B10: looking at an ID sends no mail, and each look has an entry of its own")
  void sendsNoMail() {
    enable(AMELIE);
    conferencing.dispatcher().deliverDue();
    reveal();
    reveal();
    conferencing.dispatcher().deliverDue();
    assertThat(mailStates())
        .containsExactly(DeliveryState.SENT, DeliveryState.OFF, DeliveryState.OFF);
    assertThat(notifier.notifications()).hasSize(1);
  }

  @Test
  @DisplayName("S4: whoever is not enabled has no ID to be shown, and there is no entry")
  void refusesOthers() {
    RevealIdResult result = reveal();
    assertThat(result).isEqualTo(new RevealIdResult.NotEnabled(AMELIE));
    assertThatThrownBy(result::orElseThrow).isInstanceOf(NotEnabledException.class);
    assertThat(audit()).isEmpty();
  }

  @Test
  @DisplayName("B10: without an entry in the audit no ID is shown")
  void showsNothingWithoutAnEntry() {
    enable(AMELIE);
    conferencing =
        builder()
            .store(
                new ForwardingStore(store) {
                  @Override
                  public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
                    throw new StoreException("the database is away", null);
                  }
                })
            .build();
    assertThatThrownBy(this::reveal).isInstanceOf(StoreException.class);
  }

  @Test
  @DisplayName("B9: listeners learn of it, and no text of the result shows the ID in full")
  void isToldToListeners() {
    List<ConferenceEvent> told = new ArrayList<>();
    conferencing = builder().listener(told::add).build();
    ConferenceId id = enable(AMELIE);
    String printed = reveal().toString();
    assertThat(told)
        .extracting(ConferenceEvent::kind)
        .containsExactly(EventKind.ENABLED, EventKind.ID_REVEALED);
    assertThat(printed).contains(id.toString()).doesNotContain(id.digits());
  }
}
