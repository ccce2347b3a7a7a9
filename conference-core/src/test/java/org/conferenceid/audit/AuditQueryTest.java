package org.conferenceid.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.EventKind;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Page;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which entries a query asks for. Few values, so that they often meet. */
class AuditQueryTest {
  /** A condition, and what it says of an entry. */
  private record Condition(UnaryOperator<AuditQuery> onQuery, Predicate<AuditEntry> onEntry) {}

  private static Arbitrary<UserId> users() {
    return Arbitraries.of("amelie", "bruno").map(UserId::of);
  }

  private static Arbitrary<String> actors() {
    return Arbitraries.of("ada", "ad");
  }

  private static Arbitrary<IdempotencyKey> keys() {
    return Arbitraries.of("k", "K").map(IdempotencyKey::new);
  }

  private static Arbitrary<Instant> times() {
    return Arbitraries.longs().between(0, 3).map(Instant::ofEpochSecond);
  }

  @Provide
  Arbitrary<AuditEntry> entries() {
    return Combinators.combine(
            users(),
            Arbitraries.of(EventKind.class),
            actors().optional(),
            keys().optional(),
            Arbitraries.of(DeliveryState.class),
            times())
        .as(
            (user, kind, actor, key, state, at) ->
                new AuditEntry(
                    1,
                    new ConferenceEvent(kind, user, Optional.empty(), Optional.empty(), 1, at),
                    new RequestContext(actor, Optional.empty(), Optional.empty()),
                    key,
                    new DeliveryStatus(state, 0, Optional.empty())));
  }

  @Provide
  Arbitrary<Condition> conditions() {
    return Arbitraries.oneOf(
        users().map(user -> new Condition(q -> q.ofUser(user), e -> e.event().user().equals(user))),
        Arbitraries.of(EventKind.class)
            .map(kind -> new Condition(q -> q.ofKind(kind), e -> e.event().kind() == kind)),
        actors()
            .map(
                actor ->
                    new Condition(
                        q -> q.byActor(actor), e -> e.context().actor().orElse("").equals(actor))),
        keys()
            .map(
                key ->
                    new Condition(
                        q -> q.withKey(key), e -> Optional.of(key).equals(e.idempotencyKey()))),
        Arbitraries.of(DeliveryState.class)
            .map(
                state ->
                    new Condition(q -> q.withDelivery(state), e -> e.delivery().state() == state)),
        times()
            .map(
                from -> new Condition(q -> q.from(from), e -> e.event().at().compareTo(from) >= 0)),
        times()
            .map(
                until ->
                    new Condition(q -> q.until(until), e -> e.event().at().compareTo(until) < 0)));
  }

  @Property
  @Label("B22: an entry is read exactly if a condition says so")
  void holdsACondition(
      @ForAll("entries") AuditEntry entry, @ForAll("conditions") Condition condition) {
    AuditQuery query = condition.onQuery().apply(AuditQuery.all());
    assertThat(query.matches(entry)).isEqualTo(condition.onEntry().test(entry));
    assertThat(AuditQuery.all().matches(entry)).as("without a condition").isTrue();
  }

  @Property
  @Label("B22: an entry is read exactly if all conditions hold")
  void holdsAllConditions(
      @ForAll("entries") AuditEntry entry,
      @ForAll("conditions") Condition one,
      @ForAll("conditions") Condition other) {
    AuditQuery first = one.onQuery().apply(AuditQuery.all());
    AuditQuery both = other.onQuery().apply(first);
    Assume.that(first.matches(entry));
    assertThat(both.matches(entry)).isEqualTo(other.onEntry().test(entry));
  }

  @Property
  @Label("The order, the place to go on and the size of a page are no conditions")
  void isNotAboutPages(
      @ForAll("entries") AuditEntry entry, @ForAll("conditions") Condition condition) {
    AuditQuery query = condition.onQuery().apply(AuditQuery.all());
    assertThat(query.newestFirst().after(7).limit(1).matches(entry))
        .isEqualTo(query.matches(entry));
  }

  @Property
  @Label("A page has what fits, and says after which item to go on if there is more")
  void makesPages(
      @ForAll @IntRange(max = 20) int size, @ForAll @IntRange(min = 1, max = 20) int limit) {
    List<Long> found = LongStream.range(0, size).boxed().toList();
    Page<Long> page = Page.of(found, limit, number -> 100 + number);
    assertThat(page.items()).isEqualTo(found.stream().limit(limit).toList());
    assertThat(page.next())
        .isEqualTo(size > limit ? OptionalLong.of(99 + limit) : OptionalLong.empty());
    assertThatThrownBy(() -> Page.of(found, 0, number -> number))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  @DisplayName("Pages are bounded")
  void auditQueriesAreBounded() {
    assertThatThrownBy(() -> AuditQuery.all().limit(0)).hasMessageContaining("from 1 to 1000");
    assertThatThrownBy(() -> AuditQuery.all().limit(1001)).hasMessageContaining("from 1 to 1000");
    assertThat(AuditQuery.all().limit(1000).limit()).isEqualTo(1000);
  }
}
