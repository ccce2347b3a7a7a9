package org.conferenceid.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.conferenceid.ConferenceId;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.change.DisableRequest;
import org.conferenceid.change.EnableRequest;
import org.conferenceid.spi.Notification;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the dispatcher puts into a message about who asked, why, and the ID before. */
class NotificationContentTest extends DeliveryWorld {
  private static final RequestContext CONTEXT =
      RequestContext.NONE.by("ada").reason("leaked by Bruno").publicReason("as you asked");

  private Notification delivered() {
    deliver();
    return notifier.notifications().get(notifier.notifications().size() - 1);
  }

  private static String end(ConferenceId id) {
    return id.digits().substring(5);
  }

  @Test
  @DisplayName("A message names who asked and the public reason, and has no other reason")
  void tellsWhoAsked() {
    conferencing.administration().enable(EnableRequest.of(AMELIE).context(CONTEXT));
    Notification enabled = delivered();
    assertThat(enabled.actor()).contains("ada");
    assertThat(enabled.publicReason()).contains("as you asked");
    assertThat(enabled.lastDigitsOfOldId()).isEmpty();
  }

  @Test
  @DisplayName("A message about a reset or a disabling tells the last two digits of the dead ID")
  void tellsTheEndOfTheDeadId() {
    ConferenceId first = enable(AMELIE);
    assertThat(delivered().actor()).isEmpty();
    ConferenceId second = reset(AMELIE).newId();
    assertThat(delivered().lastDigitsOfOldId()).contains(end(first));
    conferencing.administration().disable(DisableRequest.of(AMELIE).context(CONTEXT));
    Notification disabled = delivered();
    assertThat(disabled.lastDigitsOfOldId()).contains(end(second));
    assertThat(disabled.publicReason()).contains("as you asked");
  }

  @Test
  @DisplayName("S11: conference information tells of no old ID: the ID has not changed")
  void tellsOfNoOldId() {
    enable(AMELIE);
    delivered();
    conferencing.administration().sendConferenceInfo(AMELIE);
    assertThat(delivered().lastDigitsOfOldId()).isEmpty();
  }

  @Test
  @DisplayName("B10: a message that waits while its actor is erased names nobody")
  void forgetsTheActor() {
    conferencing.administration().enable(EnableRequest.of(AMELIE).context(CONTEXT));
    conferencing.administration().erase(UserId.of("ada"));
    Notification enabled = delivered();
    assertThat(enabled.actor()).isEmpty();
    assertThat(enabled.publicReason()).contains("as you asked");
  }
}
