package org.conferenceid.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.conferenceid.AudioConferencingBuilder;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.Lookup;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.attendant.Admission;
import org.conferenceid.bulk.BulkReset;
import org.conferenceid.capacity.IdsExhaustedException;
import org.conferenceid.change.EnableRequest;
import org.conferenceid.change.IdempotencyKeyReusedException;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.delivery.DispatchReport;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Metrics;
import org.conferenceid.testkit.ForwardingStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What monitoring learns. Each look at the clock takes a millisecond. */
class MetricsTest extends World {
  private final StoreException away = new StoreException("the database is away", null);

  private final AtomicLong nanos = new AtomicLong();
  private final List<String> seen = new ArrayList<>();
  private final List<Duration> times = new ArrayList<>();
  private final Metrics metrics =
      new Metrics() {
        @Override
        public void change(EventKind kind, ChangeOutcome outcome, Duration took) {
          see("change", kind + " " + outcome, took);
        }

        @Override
        public void mail(EventKind kind, MailOutcome outcome, Duration took) {
          see("mail", kind + " " + outcome, took);
        }

        @Override
        public void call(CallOutcome outcome, Duration took) {
          see("call", outcome.toString(), took);
        }
      };

  private void see(String what, String how, Duration took) {
    times.add(took);
    seen.add(what + " " + how);
  }

  @BeforeEach
  void measure() {
    conferencing = measured().build();
  }

  private AudioConferencingBuilder measured() {
    return builder().metrics(metrics).timeSource(time(() -> nanos.addAndGet(1_000_000)));
  }

  @Test
  @DisplayName("S13: each wish is seen with its kind and its end")
  void seesChanges() {
    ResetRequest click = ResetRequest.of(AMELIE).idempotencyKey("k");
    conferencing.administration().resets().reset(click);
    enable(AMELIE);
    enable(AMELIE);
    conferencing.administration().resets().reset(click);
    conferencing.administration().resets().reset(click);
    assertThatThrownBy(
            () ->
                conferencing.administration().enable(EnableRequest.of(AMELIE).idempotencyKey("k")))
        .isInstanceOf(IdempotencyKeyReusedException.class);
    conferencing.administration().sendConferenceInfo(AMELIE);
    conferencing.administration().disable(AMELIE);
    assertThat(seen)
        .containsExactly(
            "change RESET REFUSED",
            "change ENABLED DONE",
            "change ENABLED REFUSED",
            "change RESET DONE",
            "change RESET REPLAYED",
            "change ENABLED KEY_REUSED",
            "change INFO_REQUESTED DONE",
            "change DISABLED DONE");
    assertThat(times).containsOnly(Duration.ofMillis(1));
  }

  @Test
  @DisplayName("S13: each reset of many is seen, with its share of the time")
  void seesBulkResets() {
    enable(AMELIE);
    seen.clear();
    times.clear();
    conferencing
        .administration()
        .bulkResets()
        .reset(BulkReset.of("run", List.of(AMELIE, BRUNO, UserId.of("chloe"))), result -> {});
    assertThat(seen)
        .containsExactly("change RESET DONE", "change RESET REFUSED", "change RESET REFUSED");
    assertThat(times).containsOnly(Duration.ofMillis(1).dividedBy(3));
  }

  @Test
  @DisplayName("S13: many resets that cannot be made are seen as one error")
  void seesABulkResetThatFails() {
    conferencing =
        measured()
            .store(
                new ForwardingStore(store) {
                  @Override
                  public List<ChangeResult> changeAll(
                      List<Change> changes, ConferenceIdGenerator candidates) {
                    throw away;
                  }
                })
            .build();
    conferencing
        .administration()
        .bulkResets()
        .reset(BulkReset.of("run", List.of(AMELIE, BRUNO)), result -> {});
    assertThat(seen)
        .as("then they are tried one by one")
        .containsExactly("change RESET ERROR", "change RESET ERROR", "change RESET ERROR");
  }

  @Test
  @DisplayName("S6: each attempt to deliver a message is seen with its kind and its end")
  void seesMails() {
    List<Delivery> answers =
        new ArrayList<>(
            List.of(
                new Delivery.Accepted(),
                new Delivery.Transient("SMTP 451"),
                new Delivery.Permanent("SMTP 550")));
    conferencing = builder().metrics(metrics).notifier(message -> answers.remove(0)).build();
    enable(AMELIE);
    enable(BRUNO);
    conferencing.administration().sendConferenceInfo(AMELIE);
    seen.clear();
    DispatchReport report = conferencing.dispatcher().deliverDue();
    assertThat(report.total()).isEqualTo(3);
    assertThat(seen)
        .containsExactly("mail ENABLED SENT", "mail ENABLED RETRIED", "mail INFO_REQUESTED FAILED");
  }

  @Test
  @DisplayName("B2, S6: that no ID is left is seen, and that a message was dropped")
  void seesWhatIsLeftOut() {
    enable(AMELIE);
    reset(AMELIE);
    store.withholdAllBut(List.of());
    seen.clear();
    assertThatThrownBy(() -> reset(AMELIE)).isInstanceOf(IdsExhaustedException.class);
    conferencing.dispatcher().deliverDue();
    assertThat(seen).containsExactly("change RESET EXHAUSTED", "mail RESET SENT");
  }

  @Test
  @DisplayName("S6: a message that became untrue while it was on its way is seen as dropped")
  void seesDroppedMails() {
    conferencing =
        measured()
            .store(
                new ForwardingStore(store) {
                  @Override
                  public List<Lease> claim(String worker, int max, Duration lease) {
                    List<Lease> leases = super.claim(worker, max, lease);
                    if (!leases.isEmpty()) {
                      conferencing.administration().disable(AMELIE);
                    }
                    return leases;
                  }
                })
            .build();
    enable(AMELIE);
    conferencing.dispatcher().deliverDue();
    assertThat(seen)
        .contains("mail ENABLED SUPERSEDED", "mail DISABLED SENT")
        .doesNotContain("mail ENABLED SENT");
  }

  @Test
  @DisplayName("S2, B4: each attempt of a caller is seen with its end, and nothing else of it")
  void seesCalls() {
    ConferenceId id = enable(AMELIE);
    seen.clear();
    Caller caller = Caller.of("+33 6 12 34 56 78");
    conferencing.attendant().admit(id.digits(), caller);
    conferencing.attendant().admit("12", caller);
    String unknown = id.value() == 4_839_201 ? "4839202" : "4839201";
    for (int i = 0; i < 6; i++) {
      conferencing.attendant().admit(unknown, caller);
    }
    assertThat(seen)
        .startsWith("call ADMITTED", "call NO_ID", "call REFUSED")
        .endsWith("call REFUSED", "call THROTTLED")
        .hasSize(8);
  }

  @Test
  @DisplayName("What fails is seen, and the failure goes to the caller as it is")
  void seesFailures() {
    conferencing =
        measured()
            .store(
                new ForwardingStore(store) {
                  @Override
                  public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
                    throw away;
                  }

                  @Override
                  public Lookup lookup(ConferenceId id) {
                    throw away;
                  }
                })
            .build();
    assertThatThrownBy(() -> conferencing.administration().enable(AMELIE)).isSameAs(away);
    assertThatThrownBy(() -> conferencing.attendant().admit("4839201", Caller.anonymous()))
        .isSameAs(away);
    assertThat(seen).containsExactly("change ENABLED ERROR", "call ERROR");
  }

  @Test
  @DisplayName("Metrics that throw disturb nothing")
  void mayThrow() {
    IllegalStateException full = new IllegalStateException("too many meters");
    conferencing =
        builder()
            .metrics(
                new Metrics() {
                  @Override
                  public void change(EventKind kind, ChangeOutcome outcome, Duration took) {
                    throw full;
                  }

                  @Override
                  public void mail(EventKind kind, MailOutcome outcome, Duration took) {
                    throw full;
                  }

                  @Override
                  public void call(CallOutcome outcome, Duration took) {
                    throw full;
                  }
                })
            .build();
    UserId user = AMELIE;
    ConferenceId id = enable(user);
    assertThat(conferencing.dispatcher().deliverDue().sent()).isEqualTo(1);
    assertThat(conferencing.attendant().admit(id.digits(), Caller.anonymous()))
        .isEqualTo(new Admission.Admitted(user));
  }
}
