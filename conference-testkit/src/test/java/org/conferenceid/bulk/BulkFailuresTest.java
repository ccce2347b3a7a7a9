package org.conferenceid.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.conferenceid.AudioConferencing;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.capacity.IdsExhaustedException;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.testkit.ForwardingStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A run for which no ID is left, or whose store fails (B2, B6). */
class BulkFailuresTest extends BulkWorld {
  @Test
  @DisplayName("B2, B6: when no ID is left the run says who got none, and ends")
  void endsWhenExhausted() {
    List<UserId> users = enable(10);
    store.withholdAllBut(List.of(ConferenceId.parse("4839201"), ConferenceId.parse("4839202")));

    assertThatThrownBy(() -> run(BulkReset.of(RUN, users).batchSize(5)))
        .isInstanceOf(IdsExhaustedException.class);
    assertThat(results).hasSize(5);
    assertThat(results).filteredOn(BulkResult.Reset.class::isInstance).hasSize(2);
    assertThat(results).filteredOn(BulkResult.Failed.class::isInstance).hasSize(3);
  }

  @Test
  @DisplayName("B2, B6: the IDs are counted once for a chunk, however many of its users got none")
  void countsOnceWhenExhausted() {
    List<UserId> users = enable(50);
    store.withholdAllBut(List.of());
    AtomicLong counts = new AtomicLong();
    conferencing = builder().store(new Counting(counts, /* broken= */ 0)).build();

    assertThatThrownBy(() -> run(BulkReset.of(RUN, users)))
        .isInstanceOf(IdsExhaustedException.class);
    assertThat(results).hasSize(50);
    assertThat(counts).hasValue(1);
  }

  @Test
  @DisplayName("B2, B6: after a chunk that failed, nobody is tried once no ID is left")
  void triesNobodyWhenExhausted() {
    List<UserId> users = enable(50);
    store.withholdAllBut(List.of());
    AtomicLong counts = new AtomicLong();
    conferencing = builder().store(new Counting(counts, /* broken= */ 50)).build();
    List<UserId> twice = Stream.concat(users.stream(), users.stream()).toList();

    assertThatThrownBy(() -> run(BulkReset.of(RUN, twice)))
        .isInstanceOf(IdsExhaustedException.class);
    assertThat(results).extracting(BulkResult::user).containsExactly(users.get(0), users.get(0));
    assertThat(counts).hasValue(1);
  }

  /** Counts how often the IDs are counted, and fails on chunks of a size. */
  private final class Counting extends ForwardingStore {
    private final AtomicLong counts;
    private final int broken;

    Counting(AtomicLong counts, int broken) {
      super(store);
      this.counts = counts;
      this.broken = broken;
    }

    @Override
    public List<ChangeResult> changeAll(List<Change> changes, ConferenceIdGenerator candidates) {
      if (changes.size() == broken) {
        throw new StoreException("the disk is broken", null);
      }
      return super.changeAll(changes, candidates);
    }

    @Override
    public Capacity capacity() {
      counts.incrementAndGet();
      return super.capacity();
    }
  }

  @Test
  @DisplayName("B6: a user on whom the store fails is told as failed, and the others are reset")
  void isolatesAFailure() {
    List<UserId> users = enable(20);
    conferencing = on(failingFor(Set.of(users.get(3), users.get(12))));

    assertThat(run(BulkReset.of(RUN, users))).isEqualTo(report(18, 0, 0, 2));
    assertThat(results.get(3)).isInstanceOf(BulkResult.Failed.class);
  }

  @Test
  @DisplayName("B6: a store that is away ends the run; the next one finishes it")
  void endsWhenTheStoreIsAway() {
    List<UserId> users = enable(20);
    conferencing = on(failingFor(Set.copyOf(users.subList(10, 20))));
    assertThatThrownBy(() -> run(BulkReset.of(RUN, users).batchSize(10)))
        .isInstanceOf(StoreException.class)
        .hasMessage("the disk is broken");
    assertThat(results).hasSize(12);

    conferencing = on(store);
    assertThat(run(BulkReset.of(RUN, users))).isEqualTo(report(10, 10, 0, 0));
  }

  private AudioConferencing on(org.conferenceid.spi.ConferenceStore other) {
    return builder().store(other).build();
  }

  private ForwardingStore failingFor(Set<UserId> bad) {
    return new ForwardingStore(store) {
      @Override
      public List<ChangeResult> changeAll(List<Change> changes, ConferenceIdGenerator candidates) {
        if (changes.stream().anyMatch(change -> bad.contains(change.user()))) {
          throw new StoreException("the disk is broken", null);
        }
        return super.changeAll(changes, candidates);
      }
    };
  }
}
