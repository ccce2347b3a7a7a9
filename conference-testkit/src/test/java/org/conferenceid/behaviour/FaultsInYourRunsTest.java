package org.conferenceid.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.RequestContext;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.adoption.AdoptionLine;
import org.conferenceid.adoption.AdoptionProblem;
import org.conferenceid.adoption.AdoptionReport;
import org.conferenceid.bulk.BulkObserver;
import org.conferenceid.bulk.BulkProgress;
import org.conferenceid.bulk.BulkReport;
import org.conferenceid.bulk.BulkReset;
import org.conferenceid.bulk.BulkResult;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.testkit.ForwardingStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fault in what a run of many is given ends that run only (B23). */
class FaultsInYourRunsTest extends FaultyWorld {
  @Nested
  class Observers {
    private final List<UserId> users =
        IntStream.range(0, 7).mapToObj(i -> UserId.of("user" + i)).toList();
    private final BulkReset run = BulkReset.of("run", users).batchSize(3);

    @BeforeEach
    void enableUsers() {
      users.forEach(conferencing.administration()::enable);
    }

    private long resets() {
      return audit().stream().filter(entry -> entry.event().kind() == EventKind.RESET).count();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B23, B6: a fault of an observer ends its run only, which can be started again")
    void endTheirRunOnly(Fault fault) {
      Throwable thrown =
          catchThrowable(
              () ->
                  conferencing.administration().bulkResets().reset(run, result -> fault.happen()));
      Thread.interrupted();

      assertThat(thrown != null).isEqualTo(fault.isThrown());
      assertThat(resets()).isEqualTo(fault == Fault.NULL ? 7 : 3);
      List<BulkResult> told = new ArrayList<>();
      BulkReport report = conferencing.administration().bulkResets().reset(run, told::add);
      assertThat(report.failed()).isZero();
      assertThat(report.done() + report.unchanged()).isEqualTo(7);
      assertThat(told).extracting(BulkResult::user).containsExactlyElementsOf(users);
      assertThat(resets()).as("each once").isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B23, B6: the same where an observer learns of progress, or is asked")
    void endTheirRunOnlyBetweenChunks(Fault fault) {
      for (BulkObserver observer : List.of(failsOnProgress(fault), failsWhenAsked(fault))) {
        Throwable thrown =
            catchThrowable(() -> conferencing.administration().bulkResets().reset(run, observer));
        Thread.interrupted();
        assertThat(thrown != null).isEqualTo(fault.isThrown());
      }
      assertThat(conferencing.administration().bulkResets().reset(run, result -> {}).processed())
          .isEqualTo(7);
      assertThat(resets()).as("each once").isEqualTo(7);
    }

    private BulkObserver failsOnProgress(Fault fault) {
      return new BulkObserver() {
        @Override
        public void onResult(BulkResult result) {}

        @Override
        public void onProgress(BulkProgress progress) {
          fault.happen();
        }
      };
    }

    private BulkObserver failsWhenAsked(Fault fault) {
      return new BulkObserver() {
        @Override
        public void onResult(BulkResult result) {}

        @Override
        public boolean isCancelled() {
          fault.happen();
          return false;
        }
      };
    }

    @Test
    @DisplayName("B6: an observer's own trouble with the store is not taken for that of a user")
    void areNotTakenForTheStore() {
      conferencing =
          builder()
              .store(
                  new ForwardingStore(store) {
                    @Override
                    public List<ChangeResult> changeAll(
                        List<Change> changes, ConferenceIdGenerator candidates) {
                      if (changes.size() > 1) {
                        throw new StoreException("a bad row", null);
                      }
                      return super.changeAll(changes, candidates);
                    }
                  })
              .build();
      StoreException trouble = new StoreException("the report's table is full", null);
      List<BulkResult> told = new ArrayList<>();
      assertThatThrownBy(
              () ->
                  conferencing
                      .administration()
                      .bulkResets()
                      .reset(
                          run,
                          result -> {
                            told.add(result);
                            throw trouble;
                          }))
          .isSameAs(trouble);
      assertThat(told).hasSize(1).first().isInstanceOf(BulkResult.Reset.class);
      assertThat(resets()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("B23, B13: a fault in a list of IDs, or where its problems go, ends that adoption")
  void adoptionsCanBeRunAgain(Fault fault) {
    List<AdoptionLine> lines =
        List.of(
            new AdoptionLine(1, AMELIE.value(), "4839201"),
            new AdoptionLine(2, "dora", "no ID"),
            new AdoptionLine(3, BRUNO.value(), "5920318"));
    Stream<AdoptionLine> faulty =
        lines.stream().map(line -> line.number() == 3 ? fault.insteadOf(line) : line);

    assertThat(catchThrowable(() -> adopt(faulty, problem -> {})) != null)
        .isEqualTo(fault != Fault.INTERRUPT);
    assertThat(catchThrowable(() -> adopt(lines.stream(), problem -> fault.happen())) != null)
        .isEqualTo(fault.isThrown());
    Thread.interrupted();

    List<AdoptionProblem> problems = new ArrayList<>();
    AdoptionReport report = adopt(lines.stream(), problems::add);
    assertThat(report.adopted() + report.unchanged()).isEqualTo(2);
    assertThat(problems).extracting(AdoptionProblem::line).containsExactly(2L);
    assertThat(audit()).as("each is adopted once").hasSize(2);
  }

  private AdoptionReport adopt(Stream<AdoptionLine> lines, Consumer<AdoptionProblem> problems) {
    return conferencing
        .administration()
        .adoption()
        .adopt(lines, AdoptionMode.SKIP_INVALID, RequestContext.NONE, problems);
  }
}
