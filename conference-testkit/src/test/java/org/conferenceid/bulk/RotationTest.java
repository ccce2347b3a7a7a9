package org.conferenceid.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.conferenceid.ConferenceId;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Organizer;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.behaviour.World;
import org.conferenceid.spi.OrganizerQuery;
import org.conferenceid.testkit.ForwardingStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RotationTest extends World {
  private static final Rotation HALF_YEARLY = Rotation.ofIdsOlderThan(Duration.ofDays(180));
  private static final UserId CHLOE = UserId.of("chloe");

  private final List<BulkResult> results = new ArrayList<>();

  private BulkReport rotate(Rotation rotation) {
    results.clear();
    return conferencing.administration().bulkResets().rotate(rotation, results::add);
  }

  private void enableOneADay() {
    for (UserId user : List.of(CHLOE, AMELIE, BRUNO)) {
      enable(user);
      clock.advance(Duration.ofDays(1));
    }
  }

  @Test
  @DisplayName("S13: IDs are due from the very moment at which they have the age, oldest first")
  void isDueAtTheAge() {
    enableOneADay();
    clock.advance(Duration.ofDays(177).minusMillis(1));
    assertThat(conferencing.administration().bulkResets().previewRotation(HALF_YEARLY)).isEmpty();
    assertThat(rotate(HALF_YEARLY).processed()).isZero();

    clock.advance(Duration.ofMillis(1));
    assertThat(conferencing.administration().bulkResets().previewRotation(HALF_YEARLY))
        .extracting(Organizer::user)
        .containsExactly(CHLOE);
    clock.advance(Duration.ofDays(5));
    assertThat(conferencing.administration().bulkResets().previewRotation(HALF_YEARLY))
        .extracting(Organizer::user)
        .containsExactly(CHLOE, AMELIE, BRUNO);
  }

  @Test
  @DisplayName("S13: a portion is rotated, with notice, and the next one after it")
  void rotatesInPortions() {
    enableOneADay();
    clock.advance(Duration.ofDays(200));
    ConferenceId old = conferencing.administration().find(CHLOE).orElseThrow().id().orElseThrow();

    assertThat(rotate(HALF_YEARLY.batchSize(2))).isEqualTo(new BulkReport(2, 0, 0, 0, false));
    assertThat(results).extracting(BulkResult::user).containsExactly(CHLOE, AMELIE);
    assertThat(conferencing.administration().find(CHLOE).orElseThrow().id())
        .isNotEqualTo(old)
        .isPresent();
    assertThat(audit().get(3).context())
        .isEqualTo(RequestContext.NONE.by("rotation").reason("older than 180 days"));
    assertThat(audit().get(3).delivery().state()).isEqualTo(DeliveryState.PENDING);

    assertThat(rotate(HALF_YEARLY.batchSize(2)).done()).isEqualTo(1);
    assertThat(rotate(HALF_YEARLY.batchSize(2)).processed()).isZero();
  }

  @Test
  @DisplayName("S4: a disabled user is not due")
  void passesOverDisabledUsers() {
    enable(AMELIE);
    conferencing.administration().disable(AMELIE);
    clock.advance(Duration.ofDays(200));
    assertThat(conferencing.administration().bulkResets().previewRotation(HALF_YEARLY)).isEmpty();
  }

  @Test
  @DisplayName("B12: whoever got a new ID meanwhile keeps it, so that two nodes reset nobody twice")
  void keepsNewerIds() {
    enable(AMELIE);
    clock.advance(Duration.ofDays(200));
    ForwardingStore overtaken =
        new ForwardingStore(store) {
          @Override
          public List<Organizer> organizers(OrganizerQuery query) {
            List<Organizer> due = super.organizers(query);
            reset(AMELIE);
            return due;
          }
        };
    BulkReport report =
        builder()
            .store(overtaken)
            .build()
            .administration()
            .bulkResets()
            .rotate(HALF_YEARLY, results::add);

    assertThat(report).isEqualTo(new BulkReport(0, 1, 0, 0, false));
    assertThat(results).hasOnlyElementsOfType(BulkResult.StaleId.class);
    assertThat(audit()).hasSize(2);
  }

  @Test
  @DisplayName("S6, B10: the rule says whether mail goes out, and by whom it is done")
  void usesTheRule() {
    enable(AMELIE);
    clock.advance(Duration.ofDays(200));
    rotate(HALF_YEARLY.mail(false).context(RequestContext.NONE.by("nightly job")));
    assertThat(mailOf(1).state()).isEqualTo(DeliveryState.OFF);
    assertThat(audit().get(1).context().actor()).contains("nightly job");
  }

  @Test
  @DisplayName("Settings out of their ranges are refused by name")
  void refusesSettings() {
    assertThatThrownBy(() -> Rotation.ofIdsOlderThan(Duration.ZERO))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("age must be positive");
    assertThatThrownBy(() -> HALF_YEARLY.batchSize(0)).hasMessageContaining("batch size");
    assertThatThrownBy(() -> HALF_YEARLY.batchSize(1001)).hasMessageContaining("batch size");
  }
}
