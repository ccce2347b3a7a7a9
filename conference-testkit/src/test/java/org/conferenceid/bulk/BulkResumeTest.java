package org.conferenceid.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.conferenceid.ConferenceId;
import org.conferenceid.UserId;
import org.conferenceid.change.DisableRequest;
import org.conferenceid.change.IdempotencyKeyReusedException;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.change.ResetResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A run that ended early is finished by the next one with its key (B6). */
class BulkResumeTest extends BulkWorld {
  @Test
  @DisplayName("B6: a run that was stopped is finished by one with the same key, and nobody twice")
  void resumes() {
    List<UserId> users = enable(100);
    AtomicLong handled = new AtomicLong();
    BulkReport stopped =
        conferencing
            .administration()
            .bulkResets()
            .reset(
                BulkReset.of(RUN, users).batchSize(10),
                new BulkObserver() {
                  @Override
                  public void onResult(BulkResult result) {
                    handled.incrementAndGet();
                  }

                  @Override
                  public boolean isCancelled() {
                    return handled.get() >= 35;
                  }
                });
    assertThat(stopped).isEqualTo(new BulkReport(40, 0, 0, 0, true));
    Map<UserId, ConferenceId> half = present();

    assertThat(run(BulkReset.of(RUN, users).batchSize(10))).isEqualTo(report(60, 40, 0, 0));
    Map<UserId, ConferenceId> whole = present();
    users.subList(0, 40).forEach(user -> assertThat(whole.get(user)).isEqualTo(half.get(user)));
    users
        .subList(40, 100)
        .forEach(user -> assertThat(whole.get(user)).isNotEqualTo(half.get(user)));
  }

  @Test
  @DisplayName("B6: a run whose list breaks off in the middle is finished by the next")
  void resumesAfterAnException() {
    List<UserId> users = enable(30);
    Stream<UserId> broken =
        Stream.concat(
            users.stream().limit(15),
            Stream.<UserId>generate(
                () -> {
                  throw new IllegalStateException("the file ends here");
                }));

    assertThatThrownBy(() -> run(BulkReset.of(RUN, broken).batchSize(10)))
        .hasMessage("the file ends here");
    assertThat(results).hasSize(10);
    assertThat(run(BulkReset.of(RUN, users))).isEqualTo(report(20, 10, 0, 0));
  }

  @Test
  @DisplayName("B6: an interrupted thread stops the run before the next chunk")
  void stopsWhenInterrupted() {
    List<UserId> users = enable(20);
    BulkReport report =
        conferencing
            .administration()
            .bulkResets()
            .reset(
                BulkReset.of(RUN, users).batchSize(5),
                result -> Thread.currentThread().interrupt());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(report).isEqualTo(new BulkReport(5, 0, 0, 0, true));
  }

  @Test
  @DisplayName("B6, B12: a run key that was used for something else is told for each such user")
  void tellsOfAReusedKey() {
    enable(AMELIE);
    enable(BRUNO);
    conferencing.administration().disable(DisableRequest.of(AMELIE).idempotencyKey(RUN));
    conferencing.administration().enable(AMELIE);

    assertThat(run(BulkReset.of(RUN, List.of(AMELIE, BRUNO)))).isEqualTo(report(1, 0, 0, 1));
    assertThat(results.get(0)).isInstanceOf(BulkResult.Failed.class);
    assertThat(((BulkResult.Failed) results.get(0)).failure())
        .isInstanceOf(IdempotencyKeyReusedException.class);
  }

  @Test
  @DisplayName("B6: a run key used for another list leaves whoever was reset under it as they are")
  void keepsWhomAnotherListReset() {
    enable(AMELIE);
    enable(BRUNO);
    run(BulkReset.of(RUN, List.of(AMELIE)));
    assertThat(run(BulkReset.of(RUN, List.of(BRUNO, AMELIE)))).isEqualTo(report(1, 1, 0, 0));
  }

  @Test
  @DisplayName("B12: a single reset and a run with one key are one wish")
  void sharesKeysWithSingleResets() {
    enable(AMELIE);
    ResetResult.Reset single =
        conferencing
            .administration()
            .resets()
            .reset(ResetRequest.of(AMELIE).idempotencyKey(RUN))
            .orElseThrow();
    run(BulkReset.of(RUN, List.of(AMELIE)));
    assertThat(results)
        .containsExactly(
            new BulkResult.Reset(
                AMELIE, single.oldId(), single.newId(), single.version(), true, true));
  }

  @Test
  @DisplayName("B6: what an observer throws ends the run, and what was done can be gone on from")
  void endsWhenTheObserverFails() {
    List<UserId> users = enable(20);
    assertThatThrownBy(
            () ->
                conferencing
                    .administration()
                    .bulkResets()
                    .reset(
                        BulkReset.of(RUN, users).batchSize(10),
                        result -> {
                          throw new IllegalStateException("no more paper");
                        }))
        .hasMessage("no more paper");
    assertThat(run(BulkReset.of(RUN, users))).isEqualTo(report(10, 10, 0, 0));
  }
}
