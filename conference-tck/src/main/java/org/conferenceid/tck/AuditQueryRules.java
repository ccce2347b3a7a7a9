package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.conferenceid.EventKind;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** That an entry is found if and only if it meets all conditions: CS-10. */
abstract class AuditQueryRules extends Rules {
  private static final AuditQuery ALL = AuditQuery.all();

  /** What is taken for a pattern, for the end of a text, or for one another. */
  private static final List<String> TEXTS =
      List.of(
          "a_c", "abc", "a%", "a", "A_C", "a_", "%", "_", "a_c%", "é", "e\u0301", "e", "'", "''",
          "\"", "\\", "a\\", "a\\\"b", "null", "NULL", "{}", "{a}", "a,b", "a;b", "[]", "?", "$1",
          ":a", "--", "😀", "😁", "0", "00", "1e0", "1");

  AuditQueryRules(StoreHooks hooks) {
    super(hooks);
  }

  /** A condition, and whether an entry meets it. */
  private record Condition(String name, AuditQuery query, Predicate<AuditEntry> meets) {
    Condition and(Condition other) {
      return new Condition(
          name + " " + other.name, merge(query, other.query), meets.and(other.meets));
    }

    private static AuditQuery merge(AuditQuery one, AuditQuery other) {
      AuditQuery merged = one;
      if (other.user().isPresent()) {
        merged = merged.ofUser(other.user().get());
      }
      if (other.kind().isPresent()) {
        merged = merged.ofKind(other.kind().get());
      }
      if (other.actor().isPresent()) {
        merged = merged.byActor(other.actor().get());
      }
      if (other.idempotencyKey().isPresent()) {
        merged = merged.withKey(other.idempotencyKey().get());
      }
      if (other.delivery().isPresent()) {
        merged = merged.withDelivery(other.delivery().get());
      }
      if (other.from().isPresent()) {
        merged = merged.from(other.from().get());
      }
      if (other.until().isPresent()) {
        merged = merged.until(other.until().get());
      }
      return merged;
    }
  }

  private static final AuditQuery RUN = ALL.withKey(new IdempotencyKey("run"));

  private static final Condition NONE = new Condition("any", ALL, entry -> true);

  /** For each kind of condition one, or none. */
  private List<List<Condition>> conditions(Instant middle) {
    IdempotencyKey key = new IdempotencyKey("run");
    Optional<IdempotencyKey> same = Optional.of(key);
    return List.of(
        either("user", ALL.ofUser(AMELIE), entry -> entry.event().user().equals(AMELIE)),
        either(
            "kind", ALL.ofKind(EventKind.RESET), entry -> entry.event().kind() == EventKind.RESET),
        either(
            "actor",
            ALL.byActor("ada"),
            entry -> entry.context().actor().equals(Optional.of("ada"))),
        either("key", ALL.withKey(key), entry -> entry.idempotencyKey().equals(same)),
        either(
            "delivery",
            ALL.withDelivery(DeliveryState.PENDING),
            entry -> entry.delivery().state() == DeliveryState.PENDING),
        either("from", ALL.from(middle), entry -> !entry.event().at().isBefore(middle)),
        either("until", ALL.until(middle), entry -> entry.event().at().isBefore(middle)));
  }

  private static List<Condition> either(
      String name, AuditQuery query, Predicate<AuditEntry> meets) {
    return List.of(NONE, new Condition(name, query, meets));
  }

  /** Makes entries of which each combination of conditions holds for some. */
  private Instant makeEntries() {
    Instant middle = now();
    for (UserId user : List.of(AMELIE, BRUNO)) {
      enable(user);
      for (String actor : List.of("ada", "bob")) {
        RequestContext context = RequestContext.NONE.by(actor);
        done(Wish.reset(user).context(context).key("run " + actor));
        done(Wish.reset(user).context(context).withoutMail());
        advance(Duration.ofMinutes(1));
        done(Wish.info(user).context(context));
      }
      done(Wish.reset(user).context(RequestContext.NONE.by("ada")).key("run"));
      middle = user.equals(AMELIE) ? now() : middle;
      advance(Duration.ofMinutes(1));
      done(Wish.disable(user));
    }
    List<Lease> leases = claim();
    settle(leases.get(0), new Settlement.Failed("SMTP 550"));
    enable(AMELIE);
    return middle;
  }

  @Test
  @DisplayName("CS-10: whichever conditions are combined, all of them must be met, in both orders")
  void shouldCombineConditions() {
    Instant middle = makeEntries();
    List<AuditEntry> all = entries();
    List<Condition> combined = List.of(NONE);
    for (List<Condition> either : conditions(middle)) {
      combined = combined.stream().flatMap(one -> either.stream().map(one::and)).toList();
    }
    for (Condition condition : combined) {
      List<AuditEntry> wanted = new ArrayList<>(all.stream().filter(condition.meets).toList());
      assertFound(condition.name, condition.query, wanted);
      Collections.reverse(wanted);
      assertFound(condition.name, condition.query.newestFirst(), wanted);
    }
  }

  @Test
  @DisplayName("CS-22: entries are counted as they are found, by what became of their messages")
  void shouldCountWhatIsFound() {
    Instant middle = makeEntries();
    for (List<Condition> either : conditions(middle)) {
      for (Condition condition : either) {
        assertCounted(condition.name, condition.query);
        assertCounted(condition.name + " key", Condition.merge(condition.query, RUN));
      }
    }
    AuditQuery second = ALL.limit(1).after(entries().get(0).number());
    assertThat(store.countAudit(second.newestFirst()))
        .as("counts, whatever page the query would read")
        .isEqualTo(store.countAudit(ALL));
    assertThat(store.countAudit(ALL.byActor("nobody"))).as("counts of nothing").isEmpty();
  }

  private void assertCounted(String name, AuditQuery query) {
    assertThat(store.countAudit(query))
        .as("counts of the entries that meet all of: %s", name)
        .isEqualTo(
            entries().stream()
                .filter(query::matches)
                .collect(
                    Collectors.groupingBy(
                        entry -> entry.delivery().state(), Collectors.counting())));
  }

  private void assertFound(String name, AuditQuery query, List<AuditEntry> wanted) {
    assertThat(store.audit(query).items().stream().map(Rules::named))
        .as("entries that meet all of: %s; %s", name, query.isNewestFirst() ? "newest first" : "")
        .isEqualTo(wanted.stream().map(Rules::named).toList());
  }

  @Test
  @DisplayName("CS-10: a time is compared to the nanosecond, and may be as long as times are")
  void shouldCompareTimes() {
    advance(Duration.ofMillis(1_234));
    enable(AMELIE);
    Instant at = now();
    List<AuditEntry> all = entries();

    assertFound("from that moment on", ALL.from(at), all);
    assertFound("from a nanosecond later", ALL.from(at.plusNanos(1)), List.of());
    assertFound("from a nanosecond earlier", ALL.from(at.minusNanos(1)), all);
    assertFound("until that moment", ALL.until(at), List.of());
    assertFound("until a nanosecond later", ALL.until(at.plusNanos(1)), all);
    assertFound("from the first instant", ALL.from(Instant.MIN), all);
    assertFound("until the last instant", ALL.until(Instant.MAX), all);
    assertFound("of all times", ALL.from(Instant.MIN).until(Instant.MAX), all);
    assertFound("from the last instant", ALL.from(Instant.MAX), List.of());
    assertFound("until the first instant", ALL.until(Instant.MIN), List.of());
  }

  @Test
  @DisplayName("CS-10, CS-17: the texts of a chunk are found exactly, whatever they consist of")
  void shouldCompareTextsExactly() {
    doneAll(
        TEXTS.stream()
            .map(
                text ->
                    Wish.enable(UserId.of(text)).context(RequestContext.NONE.by(text)).key(text))
            .toList());
    for (String text : TEXTS) {
      for (AuditQuery query :
          List.of(
              ALL.ofUser(UserId.of(text)),
              ALL.byActor(text),
              ALL.withKey(new IdempotencyKey(text)))) {
        assertThat(store.audit(query).items())
            .as("entries of the user, of the actor, or with the key %s", text)
            .extracting(entry -> entry.event().user().value())
            .containsExactly(text);
      }
    }
    List<UserId> users = TEXTS.stream().map(UserId::of).toList();
    assertThat(store.findAll(users).keySet())
        .as("users found at once, whatever their keys consist of")
        .containsExactlyInAnyOrderElementsOf(users);
  }

  @Test
  @DisplayName("CS-10, CS-13: a page goes on after an entry that was removed, or does not match")
  void shouldGoOnAfterARemovedEntry() {
    for (int i = 0; i < 3; i++) {
      done(Wish.enable(AMELIE).withoutMail());
      done(Wish.disable(AMELIE).withoutMail());
    }
    List<AuditEntry> all = entries();
    long removed = all.get(3).number();
    enable(BRUNO);
    AuditEntry last = lastEntryOf(BRUNO);
    assertFound(
        "disabled, after an entry of another kind",
        ALL.ofKind(EventKind.DISABLED).after(all.get(2).number()),
        List.of(all.get(3), all.get(5)));
    assertFound(
        "disabled, before an entry of another kind",
        ALL.ofKind(EventKind.DISABLED).newestFirst().after(all.get(2).number()),
        List.of(all.get(1)));
    store.prune(Duration.ZERO);
    assertFound("after an entry that was removed", ALL.after(removed), List.of(last));
    assertFound("before an entry that was removed", ALL.newestFirst().after(removed), List.of());
    assertFound("after number 0", ALL.after(0), List.of(last));
    assertFound("before the last number", ALL.newestFirst().after(Long.MAX_VALUE), List.of(last));
    assertFound("after the last number", ALL.after(Long.MAX_VALUE), List.of());
  }
}
