package org.conferenceid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.conferenceid.attendant.CallerGroup;
import org.conferenceid.attendant.GuessLimits;
import org.conferenceid.bulk.BulkReset;
import org.conferenceid.bulk.Rotation;
import org.conferenceid.delivery.DeliverySettings;
import org.conferenceid.delivery.RetryPolicy;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.OrganizerQuery;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ends of each documented range can be used; what lies just beyond is refused. */
class BoundsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration CENTURY = Duration.ofDays(36_500);
  private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

  static Stream<Arguments> within() {
    return Stream.of(
        within("batch of 1 reset", () -> BulkReset.everyone("run").batchSize(1)),
        within(
            "largest batch of resets",
            () -> BulkReset.everyone("run").batchSize(BulkReset.MAX_BATCH_SIZE)),
        within("one reset a second", () -> BulkReset.everyone("run").perSecond(1)),
        within("nobody in a list", () -> BulkReset.of("run", List.of()).total(0)),
        within("longest quarantine", () -> change(Change.MAX_QUARANTINE)),
        within("shortest quarantine", () -> change(Duration.ofNanos(1))),
        within("most workers", () -> DeliverySettings.builder().workers(64).build()),
        within("batch of 1", () -> DeliverySettings.builder().batch(1).build()),
        within("largest batch", () -> DeliverySettings.builder().batch(1000).build()),
        within("no delay that doubles", () -> retry(SECOND, SECOND, 0.5, 1)),
        within("longest delays", () -> retry(WEEK, WEEK, 0.5, 1)),
        within(
            "longest deliveries",
            () ->
                DeliverySettings.builder()
                    .pollInterval(CENTURY)
                    .deliveryTimeout(WEEK.minusNanos(1))
                    .lease(WEEK)
                    .build()),
        within("oldest rotation", () -> Rotation.ofIdsOlderThan(CENTURY)),
        within("oldest organizers", () -> organizers(1, CENTURY)),
        within("rotation of 1", () -> Rotation.ofIdsOlderThan(SECOND).batchSize(1)),
        within(
            "largest rotation",
            () -> Rotation.ofIdsOlderThan(SECOND).batchSize(Rotation.MAX_BATCH_SIZE)),
        within("page of 1", () -> organizers(1, Duration.ZERO)),
        within("largest page", () -> organizers(OrganizerQuery.MAX_LIMIT, Duration.ZERO)),
        within("one free attempt", () -> GuessLimits.builder().freeAttempts(1).build()),
        within(
            "as many attempts as the smallest budget",
            () -> GuessLimits.builder().freeAttempts(100).build()),
        within("most free attempts", () -> generous().freeAttempts(100).build()),
        within(
            "largest budget",
            () -> GuessLimits.builder().budget(CallerGroup.KNOWN, 1_000_000).build()),
        within(
            "shortest times",
            () ->
                GuessLimits.builder()
                    .initialLockout(SECOND)
                    .maxLockout(SECOND)
                    .window(SECOND)
                    .knownFor(SECOND)
                    .maxKnownLockout(SECOND)
                    .build()),
        within("longest times", () -> GuessLimits.builder().forgetAfter(YEAR).window(YEAR).build()),
        within("one known number", () -> GuessLimits.builder().knownPerOrganizer(1).build()),
        within("one number", () -> GuessLimits.builder().trackedCallers(1).build()),
        within("most numbers", () -> GuessLimits.builder().trackedCallers(10_000_000).build()),
        within("longest local part", () -> EmailAddress.parse("a".repeat(64) + "@x.org")));
  }

  static Stream<Arguments> beyond() {
    return Stream.of(
        beyond("batch size", () -> BulkReset.everyone("run").batchSize(0)),
        beyond("batch size", () -> BulkReset.everyone("run").batchSize(1001)),
        beyond("users per second", () -> BulkReset.everyone("run").perSecond(0)),
        beyond("total", () -> BulkReset.of("run", List.of()).total(-1)),
        beyond("workers", () -> DeliverySettings.builder().workers(65).build()),
        beyond("batch", () -> DeliverySettings.builder().batch(0).build()),
        beyond("batch size", () -> Rotation.ofIdsOlderThan(SECOND).batchSize(0)),
        beyond("batch size", () -> Rotation.ofIdsOlderThan(SECOND).batchSize(1001)),
        beyond("age", () -> Rotation.ofIdsOlderThan(Duration.ZERO)),
        beyond("age", () -> Rotation.ofIdsOlderThan(FOREVER)),
        beyond("initial delay", () -> retry(FOREVER, FOREVER, 0, 1)),
        beyond("max delay", () -> retry(SECOND, WEEK.plusNanos(1), 0, 1)),
        beyond("poll interval", () -> DeliverySettings.builder().pollInterval(FOREVER).build()),
        beyond("lease", () -> DeliverySettings.builder().lease(WEEK.plusNanos(1)).build()),
        beyond(
            "delivery time-out",
            () ->
                DeliverySettings.builder()
                    .deliveryTimeout(Duration.ofDays(200_000))
                    .lease(Duration.ofDays(200_001))
                    .build()),
        beyond("quarantine", () -> AudioConferencing.builder().quarantine(FOREVER)),
        beyond("limit", () -> organizers(0, Duration.ZERO)),
        beyond("limit", () -> organizers(1001, Duration.ZERO)),
        beyond("age", () -> organizers(1, Duration.ofNanos(-1))),
        beyond("age", () -> organizers(1, FOREVER)),
        beyond("window", () -> GuessLimits.builder().window(YEAR.plusNanos(1)).build()),
        beyond("window", () -> GuessLimits.builder().window(SECOND.minusNanos(1)).build()),
        beyond("tracked callers", () -> GuessLimits.builder().trackedCallers(10_000_001).build()));
  }

  private static Arguments within(String what, ThrowingCallable made) {
    return Arguments.of(what, made);
  }

  private static Arguments beyond(String field, ThrowingCallable made) {
    return Arguments.of(field, made);
  }

  private static Change change(Duration quarantine) {
    return Change.builder(EventKind.RESET, UserId.of("a")).quarantine(quarantine).build();
  }

  private static OrganizerQuery organizers(int limit, Duration olderThan) {
    return OrganizerQuery.olderThan(olderThan).limit(limit);
  }

  private static GuessLimits.Builder generous() {
    GuessLimits.Builder builder = GuessLimits.builder();
    for (CallerGroup group : CallerGroup.values()) {
      builder.budget(group, 100);
    }
    return builder;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("within")
  @DisplayName("What the documentation allows is taken, up to the ends of each range")
  void takesTheEnds(String what, ThrowingCallable made) {
    assertThatCode(made).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("beyond")
  @DisplayName("What lies just beyond is refused, by the field's name")
  void refusesTheRest(String field, ThrowingCallable made) {
    assertThatThrownBy(made)
        .isInstanceOfSatisfying(
            InvalidValueException.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  private static RetryPolicy retry(
      Duration initialDelay, Duration maxDelay, double jitter, int maxAttempts) {
    return RetryPolicy.builder()
        .initialDelay(initialDelay)
        .maxDelay(maxDelay)
        .jitter(jitter)
        .maxAttempts(maxAttempts)
        .build();
  }
}
