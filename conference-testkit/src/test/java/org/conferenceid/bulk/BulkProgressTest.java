package org.conferenceid.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.conferenceid.TimeSource;
import org.conferenceid.UserId;
import org.conferenceid.testkit.MutableTimeSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How far a run is, and how fast it may go (B6). */
class BulkProgressTest extends BulkWorld {
  @Test
  @DisplayName("B6: progress tells how far the run is, how fast, and what is left")
  void tellsProgress() {
    MutableTimeSource time = new MutableTimeSource();
    conferencing = builder().timeSource(time).build();
    List<UserId> users = enable(40);
    List<BulkProgress> progress = new ArrayList<>();
    BulkObserver observer =
        new BulkObserver() {
          @Override
          public void onResult(BulkResult result) {
            time.advance(Duration.ofMillis(100));
          }

          @Override
          public void onProgress(BulkProgress now) {
            progress.add(now);
          }
        };
    conferencing
        .administration()
        .bulkResets()
        .reset(BulkReset.everyone(RUN).batchSize(10), observer);

    assertThat(progress).extracting(BulkProgress::processed).containsExactly(10L, 20L, 30L, 40L);
    assertThat(progress).extracting(BulkProgress::total).containsOnly(OptionalLong.of(40));
    assertThat(progress.get(0).perSecond()).isEqualTo(10.0);
    assertThat(progress.get(0).remaining()).contains(Duration.ofSeconds(3));
    assertThat(progress.get(3).remaining()).contains(Duration.ZERO);

    progress.clear();
    conferencing
        .administration()
        .bulkResets()
        .reset(BulkReset.of("list", users).batchSize(20), observer);
    assertThat(progress).extracting(BulkProgress::total).containsOnly(OptionalLong.of(40));
    progress.clear();
    conferencing
        .administration()
        .bulkResets()
        .reset(BulkReset.of("two", users.stream()).batchSize(20), observer);
    assertThat(progress.get(0).remaining()).isEmpty();
    progress.clear();
    conferencing
        .administration()
        .bulkResets()
        .reset(BulkReset.of("three", users.stream()).total(40).batchSize(20), observer);
    assertThat(progress.get(0).remaining()).contains(Duration.ofSeconds(2));
  }

  @Test
  @DisplayName("B6: a rate limit is kept by waiting between chunks")
  void keepsTheRate() {
    MutableTimeSource time = new MutableTimeSource();
    List<Duration> waits = new ArrayList<>();
    conferencing =
        builder()
            .timeSource(
                new TimeSource() {
                  @Override
                  public long nanoTime() {
                    return time.nanoTime();
                  }

                  @Override
                  public void sleep(Duration wait) throws InterruptedException {
                    waits.add(wait);
                    time.sleep(wait);
                  }

                  @Override
                  public double jitter() {
                    return time.jitter();
                  }
                })
            .build();
    List<UserId> users = enable(100);

    run(BulkReset.of(RUN, users).perSecond(25));
    assertThat(waits)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
    waits.clear();
    run(BulkReset.of("two", users).perSecond(50).batchSize(40));
    assertThat(waits).containsExactly(Duration.ofMillis(800), Duration.ofMillis(800));
  }

  @Test
  @DisplayName("B6: interrupting the wait of a limited rate stops the run")
  void stopsWhileWaiting() {
    conferencing =
        builder()
            .timeSource(
                new TimeSource() {
                  @Override
                  public long nanoTime() {
                    return 0;
                  }

                  @Override
                  public void sleep(Duration wait) throws InterruptedException {
                    throw new InterruptedException();
                  }

                  @Override
                  public double jitter() {
                    return 0;
                  }
                })
            .build();
    List<UserId> users = enable(20);

    assertThat(run(BulkReset.of(RUN, users).perSecond(10)))
        .isEqualTo(new BulkReport(10, 0, 0, 0, true));
    assertThat(Thread.interrupted()).isTrue();
  }
}
