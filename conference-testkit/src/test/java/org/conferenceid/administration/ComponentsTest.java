package org.conferenceid.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.attendant.Admission;
import org.conferenceid.attendant.AutoAttendant;
import org.conferenceid.behaviour.World;
import org.conferenceid.change.MailPreview;
import org.conferenceid.change.ResetPreview;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.change.ResetResult;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.spi.Notification;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each component works by itself, over a store that it shares with the others. */
class ComponentsTest extends World {

  @Test
  @DisplayName("S2: a telephone node needs a store only")
  void anAttendantStandsAlone() {
    ConferenceId id = enable(AMELIE);
    AutoAttendant attendant = AutoAttendant.builder(store).build();
    assertThat(attendant.admit(id.digits(), Caller.anonymous()))
        .isEqualTo(new Admission.Admitted(AMELIE));
    reset(AMELIE);
    assertThat(attendant.admit(id.digits(), Caller.anonymous())).isEqualTo(new Admission.Refused());
  }

  @Test
  @DisplayName("S5, B9: resets need a store only, and tell their own listeners")
  void resetsStandAlone() {
    ConferenceId old = enable(AMELIE);
    List<ConferenceEvent> told = new ArrayList<>();
    ResetService resets = ResetService.builder(store).listener(told::add).build();

    ResetPreview preview = resets.preview(AMELIE);
    ResetResult.Reset reset = resets.reset(preview.confirm()).orElseThrow();

    assertThat(preview.currentId()).contains(old);
    assertThat(reset.oldId()).isEqualTo(old);
    assertThat(told).containsExactly(eventOf(reset));
  }

  @Test
  @DisplayName("B11: without a directory, a preview says that it cannot tell who gets mail")
  void previewsWithoutDirectory() {
    enable(AMELIE);
    Administration administration = Administration.builder(store).build();
    assertThat(administration.resets().preview(AMELIE).mail())
        .isEqualTo(new MailPreview.Unavailable("no directory was given"));
    assertThat(administration.resets().reset(ResetRequest.of(AMELIE)))
        .isInstanceOf(ResetResult.Reset.class);

    Administration silent = Administration.builder(store).mail(false).build();
    assertThat(silent.resets().preview(AMELIE).mail()).isEqualTo(new MailPreview.Off());
  }

  @Test
  @DisplayName("S6: what an administration tool queues, a mail node on the same store sends")
  void administrationAndDispatcherMeetInTheStore() {
    Administration administration = Administration.builder(store).build();
    administration.enable(AMELIE);
    NotificationDispatcher dispatcher =
        NotificationDispatcher.builder(store)
            .directory(directory)
            .notifier(notifier)
            .bridge(BRIDGE)
            .build();

    assertThat(dispatcher.deliverDue().sent()).isEqualTo(1);
    assertThat(notifier.notifications())
        .extracting(Notification::kind)
        .containsExactly(EventKind.ENABLED);
  }

  @Test
  @DisplayName("A dispatcher asks by name for what it cannot do without")
  void aDispatcherAsksForItsParts() {
    assertMissing(sending().notifier(notifier).bridge(BRIDGE), "directory");
    assertMissing(sending().directory(directory).bridge(BRIDGE), "notifier");
    assertMissing(sending().directory(directory).notifier(notifier), "bridge");
  }

  private NotificationDispatcher.Builder sending() {
    return NotificationDispatcher.builder(store);
  }

  private static void assertMissing(NotificationDispatcher.Builder builder, String part) {
    assertThatThrownBy(builder::build)
        .isInstanceOfSatisfying(
            InvalidValueException.class, e -> assertThat(e.field()).isEqualTo(part));
  }

  @Test
  @DisplayName("B9: what is to be run when messages are queued runs after each change")
  void runsWhatIsWanted() {
    List<EventKind> order = new ArrayList<>();
    List<String> woken = new ArrayList<>();
    Administration administration =
        Administration.builder(store)
            .listener(event -> order.add(event.kind()))
            .whenQueued(() -> woken.add("after " + order.size()))
            .build();
    administration.enable(AMELIE);
    administration.resets().reset(ResetRequest.of(AMELIE));
    assertThat(woken).containsExactly("after 1", "after 2");
  }

  @Test
  @DisplayName("S8: several users are shown at once, without those who were never enabled")
  void findsSeveralUsers() {
    UserId stranger = UserId.of("stranger");
    ConferenceId id = enable(AMELIE);
    enable(BRUNO);
    conferencing.administration().disable(BRUNO);

    Map<UserId, Organizer> found =
        conferencing.administration().findAll(Set.of(AMELIE, BRUNO, stranger));

    assertThat(found).containsOnlyKeys(AMELIE, BRUNO);
    assertThat(found.get(AMELIE).id()).contains(id);
    assertThat(found.get(BRUNO).enabled()).isFalse();
    assertThat(conferencing.administration().findAll(List.of())).isEmpty();
  }
}
