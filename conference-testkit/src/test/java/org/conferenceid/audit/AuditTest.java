package org.conferenceid.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lookup;
import org.conferenceid.Page;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.behaviour.World;
import org.conferenceid.change.ConferenceInfoRequest;
import org.conferenceid.change.DisableRequest;
import org.conferenceid.change.EnableRequest;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.change.ResetResult;
import org.conferenceid.testkit.ForwardingStore;
import org.conferenceid.testkit.ScriptedIdGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuditTest extends World {

  @Test
  @DisplayName("B10: the audit tells who did what to whose ID, when and why")
  void tellsWhoWhatWhenWhy() {
    conferencing.administration().enable(EnableRequest.of(AMELIE).by("import"));
    clock.advance(Duration.ofHours(1));
    Instant at = clock.instant();
    ResetResult.Reset done =
        conferencing
            .administration()
            .resets()
            .reset(ResetRequest.of(AMELIE).by("admin").reason("leaked").idempotencyKey("7f3c"))
            .orElseThrow();
    conferencing.administration().sendConferenceInfo(ConferenceInfoRequest.of(AMELIE).by("desk"));
    conferencing.administration().disable(DisableRequest.of(AMELIE).by("hr").reason("left"));

    List<AuditEntry> audit = audit();
    assertThat(audit)
        .extracting(entry -> entry.event().kind())
        .containsExactly(
            EventKind.ENABLED, EventKind.RESET, EventKind.INFO_REQUESTED, EventKind.DISABLED);
    assertThat(audit).extracting(AuditEntry::number).isSorted().doesNotHaveDuplicates();
    AuditEntry entry = audit.get(1);
    assertThat(entry.event()).isEqualTo(eventOf(done));
    assertThat(entry.event().at()).isEqualTo(at);
    assertThat(entry.context()).isEqualTo(RequestContext.NONE.by("admin").reason("leaked"));
    assertThat(entry.idempotencyKey()).contains(new IdempotencyKey("7f3c"));
    assertThat(audit.get(0).context().reason()).isEmpty();
  }

  @Test
  @DisplayName("B10: the audit tells what happened to the mail")
  void tellsWhatHappenedToTheMail() {
    enable(AMELIE);
    assertThat(mailStates()).containsExactly(DeliveryState.PENDING);
    conferencing.dispatcher().deliverDue();
    assertThat(mailStates()).containsExactly(DeliveryState.SENT);
    assertThat(mailOf(0).attempts()).isEqualTo(1);
  }

  @Test
  @DisplayName("B10: the audit is read in pages, of one user, in both directions")
  void isReadInPages() {
    enable(AMELIE);
    enable(BRUNO);
    reset(AMELIE);
    reset(AMELIE);

    AuditQuery two = AuditQuery.all().ofUser(AMELIE).limit(2);
    Page<AuditEntry> first = conferencing.administration().audit(two);
    assertThat(first.items()).hasSize(2);
    Page<AuditEntry> second =
        conferencing.administration().audit(two.after(first.next().orElseThrow()));
    assertThat(second.items()).hasSize(1);
    assertThat(second.next()).isEmpty();
    assertThat(conferencing.administration().audit(AuditQuery.all().newestFirst().limit(1)).items())
        .singleElement()
        .isEqualTo(second.items().get(0));
    assertThatThrownBy(() -> first.items().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  @DisplayName("B10: the audit is searched by kind, actor, key, mail and time")
  void isSearched() {
    Administration administration = conferencing.administration();
    administration.enable(EnableRequest.of(AMELIE).by("import"));
    administration.enable(EnableRequest.of(BRUNO).by("import").mail(false));
    Instant before = clock.instant();
    clock.advance(Duration.ofHours(1));
    Instant later = clock.instant();
    administration.resets().reset(ResetRequest.of(AMELIE).by("admin").idempotencyKey("7f3c"));

    assertThat(kinds(AuditQuery.all().ofKind(EventKind.RESET))).containsExactly(EventKind.RESET);
    assertThat(users(AuditQuery.all().ofKind(EventKind.ENABLED))).containsExactly(AMELIE, BRUNO);
    assertThat(users(AuditQuery.all().byActor("import"))).containsExactly(AMELIE, BRUNO);
    assertThat(users(AuditQuery.all().byActor("IMPORT"))).isEmpty();
    assertThat(kinds(AuditQuery.all().withKey(new IdempotencyKey("7f3c"))))
        .containsExactly(EventKind.RESET);
    assertThat(users(AuditQuery.all().withDelivery(DeliveryState.OFF))).containsExactly(BRUNO);
    assertThat(kinds(AuditQuery.all().from(later))).containsExactly(EventKind.RESET);
    assertThat(users(AuditQuery.all().until(later))).containsExactly(AMELIE, BRUNO);
    assertThat(users(AuditQuery.all().from(before).until(before))).isEmpty();
    assertThat(users(AuditQuery.all().from(before).until(before.plusNanos(1)))).hasSize(2);
    assertThat(users(AuditQuery.all().byActor("import").ofUser(BRUNO))).containsExactly(BRUNO);
    assertThat(users(AuditQuery.all().byActor("import").ofKind(EventKind.RESET))).isEmpty();
  }

  private List<EventKind> kinds(AuditQuery query) {
    return conferencing.administration().audit(query).items().stream()
        .map(entry -> entry.event().kind())
        .toList();
  }

  private List<UserId> users(AuditQuery query) {
    return conferencing.administration().audit(query).items().stream()
        .map(entry -> entry.event().user())
        .toList();
  }

  @Test
  @DisplayName(
      "B10: the audit is read to its end as a stream, which asks for no more than it needs")
  void isReadAsAStream() {
    List<AuditQuery> asked = new ArrayList<>();
    conferencing =
        builder()
            .store(
                new ForwardingStore(store) {
                  @Override
                  public Page<AuditEntry> audit(AuditQuery query) {
                    asked.add(query);
                    return super.audit(query);
                  }
                })
            .build();
    enable(AMELIE);
    for (int i = 0; i < 6; i++) {
      reset(AMELIE);
    }
    Administration administration = conferencing.administration();
    AuditQuery threes = AuditQuery.all().limit(3);

    List<AuditEntry> all = administration.auditStream(threes).toList();
    assertThat(all).hasSize(7).isEqualTo(administration.audit(AuditQuery.all()).items());
    assertThat(asked).hasSize(4);
    assertThat(administration.auditStream(threes.newestFirst()).map(AuditEntry::number))
        .isSortedAccordingTo(Comparator.reverseOrder())
        .hasSize(7);
    assertThat(administration.auditStream(threes.ofUser(BRUNO))).isEmpty();

    asked.clear();
    assertThat(administration.auditStream(threes).limit(2)).hasSize(2);
    assertThat(asked).hasSize(1);
  }

  @Test
  @DisplayName("Queries that ask for the same are equal")
  void queriesAreValues() {
    List<AuditQuery> different =
        List.of(
            AuditQuery.all(),
            AuditQuery.all().ofUser(AMELIE),
            AuditQuery.all().ofKind(EventKind.RESET),
            AuditQuery.all().byActor("admin"),
            AuditQuery.all().withKey(new IdempotencyKey("k")),
            AuditQuery.all().withDelivery(DeliveryState.SENT),
            AuditQuery.all().from(Instant.EPOCH),
            AuditQuery.all().until(Instant.EPOCH),
            AuditQuery.all().newestFirst(),
            AuditQuery.all().after(1),
            AuditQuery.all().limit(7));
    assertThat(different).doesNotHaveDuplicates();
    assertThat(AuditQuery.all().byActor("admin").limit(7))
        .isEqualTo(AuditQuery.all().limit(7).byActor("admin"))
        .hasSameHashCodeAs(AuditQuery.all().limit(7).byActor("admin"));
  }

  @Test
  @DisplayName("B10: old entries are removed on demand, but none whose mail still waits")
  void isPruned() {
    enable(AMELIE);
    conferencing.dispatcher().deliverDue();
    enable(BRUNO);
    clock.advance(Duration.ofDays(90));
    reset(AMELIE);
    conferencing.dispatcher();

    assertThat(conferencing.administration().pruneAudit(Duration.ofDays(90))).isEqualTo(1);
    assertThat(audit()).extracting(entry -> entry.event().user()).containsExactly(BRUNO, AMELIE);
    assertThat(conferencing.administration().pruneAudit(Duration.ofDays(1))).isZero();
    assertThatThrownBy(() -> conferencing.administration().pruneAudit(Duration.ofHours(23)))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("audit retention must be at least one day");
    assertThatThrownBy(
            () -> conferencing.administration().pruneAudit(ChronoUnit.FOREVER.getDuration()))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("audit retention must be positive and at most 36500 days");
  }

  @Test
  @DisplayName("Erasing a user leaves nothing that names the user, and keeps the ID in quarantine")
  void forgetsAUser() {
    conferencing =
        builder()
            .administration(
                component ->
                    component.generator(
                        ScriptedIdGenerator.startingWith(
                            1,
                            ConferenceId.parse("4839201"),
                            ConferenceId.parse("5920318"),
                            ConferenceId.parse("4839201"))))
            .build();
    ConferenceId id = enable(AMELIE);
    conferencing.administration().enable(EnableRequest.of(BRUNO).by(AMELIE.value()));

    assertThat(conferencing.administration().erase(AMELIE)).isTrue();

    assertThat(conferencing.administration().find(AMELIE)).isEmpty();
    assertThat(conferencing.administration().lookup(id))
        .isInstanceOfSatisfying(
            Lookup.Retired.class, retired -> assertThat(retired.lastOwner()).isEmpty());
    assertThat(audit())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.event().user()).isEqualTo(BRUNO);
              assertThat(entry.context().actor()).isEqualTo(Optional.empty());
            });
    conferencing.dispatcher().deliverDue();
    assertThat(notifier.notifications()).extracting(n -> n.user()).containsExactly(BRUNO);
    assertThat(enable(UserId.of("chiara"))).as("still in quarantine").isNotEqualTo(id);
    assertThat(conferencing.administration().erase(AMELIE)).isFalse();
  }
}
