package org.conferenceid.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.ConferenceListener;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.testkit.ForwardingStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BulkResetTest extends BulkWorld {
  @Test
  @DisplayName("B6, S13: everyone who is enabled gets a new ID, and each a result")
  void resetsEveryone() {
    List<UserId> users = enable(2500);
    conferencing.administration().disable(users.get(7));
    Map<UserId, ConferenceId> before = present();

    BulkReport report = run(BulkReset.everyone(RUN).by("admin").reason("leaked"));

    assertThat(report).isEqualTo(report(2499, 0, 0, 0));
    Map<UserId, ConferenceId> after = present();
    assertThat(after).hasSize(2499).doesNotContainKey(users.get(7));
    after.forEach((user, id) -> assertThat(id).isNotEqualTo(before.get(user)));
    assertThat(new HashSet<>(after.values())).hasSize(2499);
    assertThat(results)
        .hasSize(2499)
        .allSatisfy(
            one -> assertThat(((BulkResult.Reset) one).newId()).isEqualTo(after.get(one.user())));
  }

  @Test
  @DisplayName("B1, B10: a bulk reset leaves what single ones leave: audit, mail, quarantine")
  void leavesWhatSingleResetsLeave() {
    ConferenceId old = enable(AMELIE);
    conferencing.dispatcher().deliverDue();

    run(BulkReset.of(RUN, List.of(AMELIE)).by("admin").reason("leaked"));

    assertThat(audit()).hasSize(2);
    assertThat(audit().get(1).event().kind()).isEqualTo(EventKind.RESET);
    assertThat(audit().get(1).context().actor()).contains("admin");
    assertThat(audit().get(1).context().reason()).contains("leaked");
    assertThat(audit().get(1).delivery().state()).isEqualTo(DeliveryState.PENDING);
    assertThat(conferencing.administration().lookup(old))
        .isInstanceOf(org.conferenceid.Lookup.Retired.class);
    conferencing.dispatcher().deliverDue();
    assertThat(notifier.notifications()).hasSize(2);
  }

  @Test
  @DisplayName("S6: a bulk reset can be done without mail")
  void resetsWithoutMail() {
    enable(AMELIE);
    run(BulkReset.of(RUN, List.of(AMELIE)).mail(false));
    assertThat(mailOf(1).state()).isEqualTo(DeliveryState.OFF);
  }

  @Test
  @DisplayName("B6: unknown and disabled users are told, and the others reset")
  void tellsWhoIsNotEnabled() {
    enable(AMELIE);
    UserId stranger = UserId.of("stranger");

    assertThat(run(BulkReset.of(RUN, List.of(stranger, AMELIE, BRUNO))))
        .isEqualTo(report(1, 0, 2, 0));
    assertThat(results)
        .contains(new BulkResult.NotEnabled(stranger), new BulkResult.NotEnabled(BRUNO));
  }

  @Test
  @DisplayName("B6: whoever stands twice in the list is reset once, in one chunk or in two")
  void resetsOnce() {
    enable(AMELIE);
    enable(BRUNO);
    List<UserId> list = List.of(AMELIE, BRUNO, AMELIE, AMELIE, BRUNO);

    assertThat(run(BulkReset.of(RUN, list))).isEqualTo(report(2, 3, 0, 0));
    assertThat(run(BulkReset.of("other", list).batchSize(2))).isEqualTo(report(2, 3, 0, 0));
    assertThat(results)
        .filteredOn(result -> result.user().equals(AMELIE))
        .extracting(result -> ((BulkResult.Reset) result).replayed())
        .containsExactly(false, true, true);
    assertThat(conferencing.administration().audit(AuditQuery.all().ofUser(AMELIE)).items())
        .hasSize(3);
  }

  @Test
  @DisplayName("B6: a chunk is so many lines of the list, whoever stands there twice")
  void countsRepetitions() {
    List<Integer> made = new ArrayList<>();
    conferencing =
        builder()
            .store(
                new ForwardingStore(store) {
                  @Override
                  public List<ChangeResult> changeAll(
                      List<Change> changes, ConferenceIdGenerator candidates) {
                    made.add(changes.size());
                    return super.changeAll(changes, candidates);
                  }
                })
            .build();
    enable(AMELIE);
    enable(BRUNO);
    run(BulkReset.of(RUN, List.of(AMELIE, AMELIE, AMELIE, BRUNO)).batchSize(2));
    assertThat(made).containsExactly(1, 2);
  }

  @Test
  @DisplayName("B6: a dry run tells who would be reset, and changes nothing")
  void plans() {
    ConferenceId id = enable(AMELIE);

    assertThat(run(BulkReset.of(RUN, List.of(AMELIE, BRUNO)).dryRun()))
        .isEqualTo(report(1, 0, 1, 0));
    assertThat(results.get(0)).isInstanceOf(BulkResult.Planned.class);
    assertThat(results).extracting(BulkResult::user).containsExactly(AMELIE, BRUNO);
    assertThat(conferencing.administration().find(AMELIE).orElseThrow().id()).contains(id);
    assertThat(audit()).hasSize(1);
  }

  @Test
  @DisplayName("B9: listeners learn of each reset of a run, and of a replay nothing")
  void tellsListeners() {
    List<UserId> told = new ArrayList<>();
    ConferenceListener listener = event -> told.add(event.user());
    List<UserId> users = enable(20);
    conferencing = builder().listener(listener).build();

    run(BulkReset.of(RUN, users));
    run(BulkReset.of(RUN, users));
    assertThat(told).containsExactlyElementsOf(users);
  }

  @Test
  @DisplayName("An empty list is a run that does nothing")
  void doesNothingForNobody() {
    assertThat(run(BulkReset.of(RUN, List.of()))).isEqualTo(report(0, 0, 0, 0));
    assertThat(run(BulkReset.everyone(RUN))).isEqualTo(report(0, 0, 0, 0));
  }

  @Test
  @DisplayName("Settings out of their ranges are refused by name")
  void refusesSettings() {
    BulkReset request = BulkReset.everyone(RUN);
    assertThatThrownBy(() -> BulkReset.everyone(" "))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("idempotency key");
    assertThatThrownBy(() -> request.batchSize(0))
        .hasMessageContaining("batch size must be from 1 to 1000");
    assertThatThrownBy(() -> request.batchSize(1001)).hasMessageContaining("batch size");
    assertThatThrownBy(() -> request.perSecond(0)).hasMessageContaining("users per second");
    assertThatThrownBy(() -> request.total(-1)).hasMessageContaining("total");
  }

  @Test
  @DisplayName("No toString() of a run shows an ID")
  void showsNoId() {
    ConferenceId id = enable(AMELIE);
    run(BulkReset.of(RUN, List.of(AMELIE)).dryRun());
    String planned = results.toString();
    run(BulkReset.of(RUN, List.of(AMELIE)));
    Optional<ConferenceId> now = conferencing.administration().find(AMELIE).orElseThrow().id();
    assertThat(planned + results).doesNotContain(id.digits(), now.orElseThrow().digits());
    assertThat(BulkReset.everyone(RUN).toString()).contains("everyone").contains(RUN);
  }
}
