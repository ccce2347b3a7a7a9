package org.conferenceid.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.TimeSource;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.change.IdempotencyKeyReusedException;
import org.conferenceid.spi.Notification;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Messages to many, which change nothing (S11, B15). */
class BulkInfoTest extends BulkWorld {
  private static final UserId NOBODY = UserId.of("nobody");

  private BulkReport send(BulkInfo request) {
    results.clear();
    return conferencing.administration().bulkInfo().sendConferenceInfo(request, results::add);
  }

  private List<Notification> delivered() {
    present().keySet().forEach(user -> directory.put(user, AMELIE_BY_MAIL));
    conferencing.dispatcher().deliverDue();
    return notifier.notifications().stream()
        .filter(message -> message.kind() != EventKind.ENABLED)
        .toList();
  }

  @Test
  @DisplayName("S11: everyone gets the own ID once, nothing changes, and each user has a result")
  void informsEveryone() {
    List<UserId> users = enable(7);
    Map<UserId, ConferenceId> before = present();

    assertThat(send(BulkInfo.everyone(RUN).batchSize(3).by("zoe").reason("asked for")))
        .isEqualTo(report(7, 0, 0, 0));

    assertThat(results).extracting(BulkResult::user).containsExactlyInAnyOrderElementsOf(users);
    assertThat(results)
        .allSatisfy(
            result -> {
              BulkResult.Queued queued = (BulkResult.Queued) result;
              assertThat(queued.replayed()).isFalse();
              assertThat(queued.committed()).isTrue();
              assertThat(queued.at()).isEqualTo(clock.instant());
            });
    assertThat(present()).isEqualTo(before);
    assertThat(delivered())
        .hasSize(7)
        .allSatisfy(
            message -> {
              assertThat(message.kind()).isEqualTo(EventKind.INFO_REQUESTED);
              assertThat(message.id()).contains(before.get(message.user()));
              assertThat(message.actor()).contains("zoe");
            });
  }

  @Test
  @DisplayName("B15: that the numbers have changed is told to a list; unknown users are reported")
  void tellsThatNumbersChanged() {
    List<UserId> users = enable(3);
    List<UserId> list = List.of(users.get(0), NOBODY, users.get(2), users.get(0));
    BulkReport report =
        conferencing
            .administration()
            .bulkInfo()
            .sendNumbersChanged(BulkInfo.of(RUN, list).publicReason("Office moved"), results::add);
    assertThat(report).isEqualTo(report(2, 1, 1, 0));
    assertThat(results).contains(new BulkResult.NotEnabled(NOBODY));
    assertThat(delivered())
        .hasSize(2)
        .allSatisfy(
            message -> {
              assertThat(message.kind()).isEqualTo(EventKind.NUMBERS_CHANGED);
              assertThat(message.publicReason()).contains("Office moved");
            });
  }

  @Test
  @DisplayName(
      "B6, S11: a run that was stopped is finished under its key, and nobody is told twice")
  void resumes() {
    List<UserId> users = enable(30);
    AtomicLong handled = new AtomicLong();
    BulkReport stopped =
        conferencing
            .administration()
            .bulkInfo()
            .sendConferenceInfo(
                BulkInfo.of(RUN, users).batchSize(10),
                new BulkObserver() {
                  @Override
                  public void onResult(BulkResult result) {
                    handled.incrementAndGet();
                  }

                  @Override
                  public boolean isCancelled() {
                    return handled.get() >= 10;
                  }
                });
    assertThat(stopped).isEqualTo(new BulkReport(10, 0, 0, 0, true));

    assertThat(send(BulkInfo.of(RUN, users.stream()))).isEqualTo(report(20, 10, 0, 0));
    assertThat(delivered())
        .extracting(Notification::user)
        .containsExactlyInAnyOrderElementsOf(users);
  }

  @Test
  @DisplayName("B12: a run key that reset users is refused for messages to them, user by user")
  void refusesTheKeyOfAnotherRun() {
    List<UserId> users = enable(2);
    run(BulkReset.of(RUN, users.subList(0, 1)));
    assertThat(send(BulkInfo.of(RUN, users))).isEqualTo(report(1, 0, 0, 1));
    assertThat(results)
        .filteredOn(BulkResult.Failed.class::isInstance)
        .singleElement()
        .satisfies(
            failed ->
                assertThat(((BulkResult.Failed) failed).failure())
                    .isInstanceOf(IdempotencyKeyReusedException.class));
  }

  @Test
  @DisplayName("S11: a dry run tells who would be informed, and queues nothing")
  void plans() {
    List<UserId> users = enable(2);
    assertThat(send(BulkInfo.of(RUN, Stream.concat(users.stream(), Stream.of(NOBODY))).dryRun()))
        .isEqualTo(report(2, 0, 1, 0));
    assertThat(results).filteredOn(BulkResult.Planned.class::isInstance).hasSize(2);
    assertThat(conferencing.administration().audit(AuditQuery.all()).items()).hasSize(2);
  }

  @Test
  @DisplayName("S11: asked for, it is sent even if mail is switched off")
  void isSentWithoutMail() {
    conferencing = builder().mail(false).build();
    enable(2);
    send(BulkInfo.everyone(RUN));
    assertThat(delivered()).hasSize(2);
  }

  @Test
  @DisplayName("S11: a rate holds, counted in users a second")
  void keepsItsRate() {
    List<Duration> waits = new ArrayList<>();
    AtomicLong nanos = new AtomicLong();
    conferencing =
        builder()
            .timeSource(
                new TimeSource() {
                  @Override
                  public long nanoTime() {
                    return nanos.get();
                  }

                  @Override
                  public void sleep(Duration wait) {
                    waits.add(wait);
                    nanos.addAndGet(wait.toNanos());
                  }

                  @Override
                  public double jitter() {
                    return 0;
                  }
                })
            .build();
    enable(6);
    send(BulkInfo.everyone(RUN).perSecond(2));
    assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
  }

  @Test
  @DisplayName("B3: what a request says of itself holds no user and no ID")
  void saysWhatItIs() {
    assertThat(BulkInfo.everyone(RUN))
        .hasToString(
            "BulkInfo[everyone, runKey="
                + RUN
                + ", context="
                + BulkInfo.everyone(RUN).context()
                + "]");
    assertThatThrownBy(() -> BulkInfo.everyone(" ")).hasMessageContaining("key");
  }
}
