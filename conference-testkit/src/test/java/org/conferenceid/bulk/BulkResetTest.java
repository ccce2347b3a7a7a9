package org.conferenceid.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.conferenceid.AudioConferencing;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.ConferenceListener;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.StoreException;
import org.conferenceid.TimeSource;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.behaviour.World;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.capacity.IdsExhaustedException;
import org.conferenceid.change.DisableRequest;
import org.conferenceid.change.IdempotencyKeyReusedException;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.change.ResetResult;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.testkit.ForwardingStore;
import org.conferenceid.testkit.MutableTimeSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BulkResetTest extends World {
  private static final String RUN = "leak-2026-11";

  private final List<BulkResult> results = new ArrayList<>();

  private List<UserId> enable(int many) {
    List<UserId> users = users(many);
    users.forEach(conferencing.administration()::enable);
    return users;
  }

  private static List<UserId> users(int many) {
    return IntStream.range(0, many)
        .mapToObj(i -> UserId.of(String.format(Locale.ROOT, "user%04d", i)))
        .toList();
  }

  private BulkReport run(BulkReset request) {
    results.clear();
    return conferencing.administration().bulkResets().reset(request, results::add);
  }

  private Map<UserId, ConferenceId> present() {
    Map<UserId, ConferenceId> present = new HashMap<>();
    conferencing
        .administration()
        .organizers()
        .forEach(organizer -> present.put(organizer.user(), organizer.id().orElseThrow()));
    return present;
  }

  private static BulkReport report(long done, long unchanged, long notEnabled, long failed) {
    return new BulkReport(done, unchanged, notEnabled, failed, false);
  }

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
    assertThatThrownBy(() -> request.perSecond(0)).hasMessageContaining("resets per second");
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
