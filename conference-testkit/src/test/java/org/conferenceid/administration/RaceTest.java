package org.conferenceid.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.behaviour.World;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.change.ResetResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Real threads, all through the public API. */
class RaceTest extends World {
  private static final int THREADS = 8;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @BeforeEach
  void drawFromTheRealGenerator() {
    conferencing =
        builder()
            .administration(component -> component.generator(ConferenceIdGenerator.secure()))
            .build();
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** Lets every thread do the same at the same moment. */
  private <T> List<T> together(Callable<T> task) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Future<T>> futures = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      futures.add(
          threads.submit(
              () -> {
                start.await();
                return task.call();
              }));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(future.get());
    }
    return results;
  }

  @Test
  @DisplayName("B12: many clicks at once with one key are one reset")
  void clicksAtOnceAreOneReset() throws Exception {
    enable(AMELIE);
    for (int round = 0; round < 50; round++) {
      ResetRequest click = ResetRequest.of(AMELIE).idempotencyKey("click" + round);
      List<ResetResult.Reset> results =
          together(() -> conferencing.administration().resets().reset(click).orElseThrow());
      assertThat(results).extracting(World::eventOf).containsOnly(eventOf(results.get(0)));
      assertThat(results).filteredOn(done -> !done.replayed()).hasSize(1);
    }
    assertThat(conferencing.administration().find(AMELIE))
        .get()
        .extracting(Organizer::version)
        .isEqualTo(51L);
  }

  @Test
  @DisplayName("S5, B11: of two administrators who confirm the same window, one resets")
  void oneOfSeveralConfirmationsWins() throws Exception {
    enable(AMELIE);
    for (int round = 0; round < 50; round++) {
      ResetRequest confirmed = conferencing.administration().resets().preview(AMELIE).confirm();
      List<ResetResult> results =
          together(() -> conferencing.administration().resets().reset(confirmed));
      assertThat(results).filteredOn(ResetResult.Reset.class::isInstance).hasSize(1);
      assertThat(results).filteredOn(ResetResult.StaleId.class::isInstance).hasSize(THREADS - 1);
    }
  }

  @Test
  @DisplayName("B1: resets of one user at once happen one after the other, none is lost")
  void resetsOfOneUserAreSerial() throws Exception {
    ConferenceId first = enable(AMELIE);
    List<List<ResetResult.Reset>> results =
        together(
            () -> {
              List<ResetResult.Reset> own = new ArrayList<>();
              for (int i = 0; i < 50; i++) {
                own.add(reset(AMELIE));
              }
              return own;
            });
    assertThat(results.stream().flatMap(List::stream).map(done -> done.version()))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(2, 1 + THREADS * 50).mapToObj(Long::valueOf).toList());
    ConferenceId previous = first;
    for (AuditEntry entry :
        conferencing
            .administration()
            .audit(AuditQuery.all().limit(1000).after(firstEntry()))
            .items()) {
      assertThat(entry.event().oldId()).contains(previous);
      previous = entry.event().newId().orElseThrow();
    }
    assertThat(conferencing.administration().lookup(previous)).isEqualTo(new Lookup.Active(AMELIE));
  }

  private long firstEntry() {
    return conferencing.administration().audit(AuditQuery.all().limit(1)).items().get(0).number();
  }

  @Test
  @DisplayName("B1, B2: many resets of many users at 99 % occupancy keep every promise")
  void keepsItsPromisesWhenNearlyFull() throws Exception {
    int users = 400;
    List<ConferenceId> free =
        IntStream.range(0, 90_000)
            .map(i -> ConferenceIdPolicy.LOWEST + 100 * i + 37)
            .mapToObj(ConferenceId::of)
            .filter(id -> !ConferenceIdPolicy.isGuessable(id))
            .toList();
    store.withholdAllBut(free);
    assertThat(conferencing.administration().capacity().occupancy()).isBetween(0.989, 0.991);
    List<UserId> everybody =
        IntStream.range(0, users).mapToObj(i -> UserId.of("user" + i)).toList();
    everybody.forEach(conferencing.administration()::enable);

    List<Set<ConferenceId>> given =
        together(
            () -> {
              Set<ConferenceId> own = new HashSet<>();
              for (UserId user : everybody) {
                own.add(reset(user).newId());
              }
              return own;
            });

    Set<ConferenceId> all = new HashSet<>();
    given.forEach(all::addAll);
    assertThat(all).as("no ID was given twice").hasSize(THREADS * users);
    assertThat(free).containsAll(all);
    Set<ConferenceId> active = new HashSet<>();
    for (UserId user : everybody) {
      ConferenceId id =
          conferencing.administration().find(user).flatMap(Organizer::id).orElseThrow();
      assertThat(conferencing.administration().lookup(id)).isEqualTo(new Lookup.Active(user));
      active.add(id);
    }
    assertThat(active).hasSize(users);
    Capacity capacity = conferencing.administration().capacity();
    assertThat(capacity.active()).isEqualTo(users);
    assertThat(capacity.free()).isEqualTo(free.size() - users - (long) THREADS * users);
  }
}
