package org.conferenceid.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.conferenceid.ConferenceId;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.InvalidValueException;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.bulk.BulkInfo;
import org.conferenceid.bulk.BulkReset;
import org.conferenceid.bulk.Rotation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests are values: equal if they ask for the same in the same words. */
class RequestsTest {
  private static final UserId AMELIE = UserId.of("amelie");
  private static final ConferenceId ID = ConferenceId.parse("4839201");

  private static final List<UnaryOperator<ResetRequest>> OF_RESETS =
      List.of(
          request -> request,
          request -> request.by("admin"),
          request -> request.reason("leaked"),
          request -> request.publicReason("leaked"),
          request -> request.idempotencyKey("k"),
          request -> request.mail(true),
          request -> request.mail(false),
          request -> request.expecting(ID),
          request -> request.expectingVersion(1),
          request -> request.expectingVersion(2));

  static Stream<ChangeRequest<?>> ofEachKind() {
    return Stream.of(
        EnableRequest.of(AMELIE),
        DisableRequest.of(AMELIE),
        ResetRequest.of(AMELIE),
        ConferenceInfoRequest.of(AMELIE));
  }

  @Test
  @DisplayName("Requests that say the same are equal, and no others")
  void areComparedByWhatTheySay() {
    for (int one = 0; one < OF_RESETS.size(); one++) {
      for (int other = 0; other < OF_RESETS.size(); other++) {
        ResetRequest left = OF_RESETS.get(one).apply(ResetRequest.of(AMELIE));
        ResetRequest right = OF_RESETS.get(other).apply(ResetRequest.of(AMELIE));
        assertThat(left.equals(right)).as("%d, %d", one, other).isEqualTo(one == other);
        assertThat(one != other || left.hashCode() == right.hashCode()).isTrue();
      }
    }
    assertThat(ResetRequest.of(AMELIE)).isNotEqualTo(ResetRequest.of(UserId.of("bruno")));
  }

  @Test
  @DisplayName("Requests of different kinds are never equal")
  void areOfOneKind() {
    assertThat(ofEachKind()).doesNotHaveDuplicates();
    assertThat(ofEachKind().map(Object::hashCode)).doesNotHaveDuplicates();
  }

  static Stream<RequestWithContext<?>> ofOneAndOfMany() {
    return Stream.concat(
        ofEachKind(),
        Stream.of(
            BulkReset.everyone("leak-2026-11"),
            BulkInfo.everyone("numbers-2026-11"),
            Rotation.ofIdsOlderThan(Duration.ofDays(180))));
  }

  @ParameterizedTest
  @MethodSource("ofOneAndOfMany")
  @DisplayName("B10: all requests say who asks and why in the same words")
  void sayWhoAndWhy(RequestWithContext<?> request) {
    RequestContext before = request.context();
    RequestContext said =
        request
            .context(RequestContext.NONE)
            .by("admin")
            .reason("leaked")
            .publicReason("a leak")
            .context();
    assertThat(said)
        .isEqualTo(RequestContext.NONE.by("admin").reason("leaked").publicReason("a leak"));
    assertThat(request.context(said).context()).isEqualTo(said);
    assertThat(request.context()).as("the first is as it was").isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("ofEachKind")
  @DisplayName("B12: a further word keeps the others")
  void keepWhatWasSaid(ChangeRequest<?> request) {
    ChangeRequest<?> said =
        request.by("admin").reason("leaked").publicReason("a leak").mail(false).idempotencyKey("k");
    assertThat(said.context())
        .isEqualTo(RequestContext.NONE.by("admin").reason("leaked").publicReason("a leak"));
    assertThat(said.idempotencyKey()).contains(new IdempotencyKey("k"));
    assertThat(said.mail()).contains(false);
    assertThat(said.user()).isEqualTo(AMELIE);
    assertThat(request.context()).as("the first is as it was").isEqualTo(RequestContext.NONE);
  }

  @Test
  @DisplayName("B11: an ID and a version can be expected together, whatever is said afterwards")
  void keepWhatTheyExpect() {
    ResetRequest request = ResetRequest.of(AMELIE).expecting(ID).expectingVersion(3).by("admin");
    assertThat(request.expected()).contains(ID);
    assertThat(request.expectedVersion()).hasValue(3);
  }

  @Test
  @DisplayName("A version that no user can have is refused by name")
  void refuseImpossibleVersions() {
    assertThatThrownBy(() -> ResetRequest.of(AMELIE).expectingVersion(0))
        .isInstanceOfSatisfying(
            InvalidValueException.class, e -> assertThat(e.field()).isEqualTo("version"));
  }
}
