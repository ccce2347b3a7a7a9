package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.Organizer;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.OrganizerQuery;
import org.conferenceid.spi.Settlement;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.MutableClock;
import org.conferenceid.testkit.ScriptedIdGenerator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Long histories, made at random from a seed, on a database and on the reference store alike. */
class SameAsInMemoryTest {
  private static final int STEPS = 1500;
  private static final int USERS = 6;

  private final MutableClock clock = new MutableClock();
  private final ConferenceStore reference = new InMemoryConferenceStore(clock);
  private final List<Lease> leases = new ArrayList<>();
  private final List<ConferenceId> issued = new ArrayList<>();
  private final Random random = new Random(20);
  private ConferenceStore store;

  @Test
  @DisplayName(
      "CS-1 to CS-20, OB-1 to OB-13: every answer of SQLite is that of the reference store")
  void shouldAnswerLikeTheReferenceOnSqlite() {
    shouldAnswerLikeTheReference(TestDatabase.SQLITE);
  }

  @Tag("thorough")
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
  @DisplayName(
      "CS-1 to CS-20, OB-1 to OB-13: every answer in a long history is that of the reference store")
  void shouldAnswerLikeTheReference(TestDatabase database) {
    JdbcConferenceStore tested =
        JdbcConferenceStore.builder(database.pool())
            .tablePrefix(TestDatabase.newPrefix())
            .clock(clock)
            .build();
    tested.createSchema();
    store = tested;
    for (int step = 0; step < STEPS; step++) {
      step(step);
      requireNoGap();
      clock.advance(Duration.ofMillis(random.nextInt(4000)));
    }
    assertThat(tested.audit(AuditQuery.all().limit(1000)))
        .isEqualTo(reference.audit(AuditQuery.all().limit(1000)));
  }

  /** A transaction that was tried again has used numbers up, and numbers are compared here. */
  private void requireNoGap() {
    Assumptions.assumeTrue(
        newest(store) <= newest(reference),
        "CS-10: a transaction was tried again, which the reference store never does");
  }

  private static long newest(ConferenceStore store) {
    return store.audit(AuditQuery.all().newestFirst().limit(1)).items().stream()
        .mapToLong(AuditEntry::number)
        .sum();
  }

  private void step(int step) {
    UserId user = UserId.of("user " + random.nextInt(USERS));
    switch (random.nextInt(20)) {
      case 16, 17 -> changeAll(step);
      case 18 -> adopt(step);
      case 19 -> list();
      case 0, 1, 2, 3, 4, 5, 6 -> change(step, user);
      case 7, 8 -> claim();
      case 9, 10, 11 -> settle();
      case 12 -> {
        List<Long> numbers = IntStream.range(step - 20, step).mapToObj(i -> (long) i).toList();
        assertThat(store.outbox().resend(numbers))
            .as("resend at %s", step)
            .isEqualTo(reference.outbox().resend(numbers));
      }
      case 13 -> query(user);
      case 14 -> look(user);
      default -> remove(step, user);
    }
  }

  private void change(int step, UserId user) {
    Change change = anyChange(step, user);
    var result = store.change(change, candidates(step));
    assertThat(result)
        .as("step %s: %s", step, change)
        .isEqualTo(reference.change(change, candidates(step)));
    reference.find(user).flatMap(o -> o.id()).ifPresent(issued::add);
  }

  private void changeAll(int step) {
    List<Change> changes = someUsers().stream().map(user -> anyChange(step, user)).toList();
    assertThat(store.changeAll(changes, candidates(step)))
        .as("step %s: %s", step, changes)
        .isEqualTo(reference.changeAll(changes, candidates(step)));
  }

  private void adopt(int step) {
    AdoptionMode mode = any(List.of(AdoptionMode.values()));
    List<Adoption> adoptions = new ArrayList<>();
    for (UserId user : someUsers()) {
      ConferenceId id =
          ConferenceId.of(4_039_201 + 7 * (2 * random.nextInt(10) + adoptions.size()));
      if (adoptions.stream().noneMatch(one -> one.id().equals(id))) {
        adoptions.add(new Adoption(user, id, RequestContext.NONE.reason("step " + step)));
      }
    }
    assertThat(store.adopt(adoptions, mode))
        .as("step %s: %s", step, adoptions)
        .isEqualTo(reference.adopt(adoptions, mode));
  }

  private void list() {
    List<UserId> users = someUsers();
    assertThat(store.findAll(users)).isEqualTo(reference.findAll(users));
    Duration some = Duration.ofSeconds(1 + random.nextInt(100));
    assertThat(store.allocationRate(some)).isEqualTo(reference.allocationRate(some));
    OrganizerQuery query =
        random.nextBoolean() ? OrganizerQuery.all() : OrganizerQuery.olderThan(some);
    query = query.limit(1 + random.nextInt(4));
    List<Organizer> page = store.organizers(query);
    assertThat(page).isEqualTo(reference.organizers(query));
    if (!page.isEmpty()) {
      query = query.after(page.get(page.size() - 1));
      assertThat(store.organizers(query)).isEqualTo(reference.organizers(query));
    }
  }

  private List<UserId> someUsers() {
    return IntStream.range(0, USERS)
        .filter(i -> random.nextBoolean())
        .mapToObj(i -> UserId.of("user " + i))
        .toList();
  }

  private Change anyChange(int step, UserId user) {
    EventKind kind = any(List.of(EventKind.values()));
    RequestContext context = RequestContext.NONE;
    Optional<IdempotencyKey> key =
        random.nextBoolean()
            ? Optional.of(new IdempotencyKey("key " + random.nextInt(10)))
            : Optional.empty();
    if (random.nextBoolean()) {
      context = context.by("user " + random.nextInt(USERS)).reason("step " + step);
    }
    if (random.nextBoolean()) {
      context = context.publicReason("public " + step);
    }
    Optional<ConferenceId> expected =
        kind == EventKind.RESET && random.nextInt(3) == 0 && !issued.isEmpty()
            ? Optional.of(issued.get(Math.max(0, issued.size() - 1 - random.nextInt(4))))
            : Optional.empty();
    OptionalLong expectedVersion =
        kind == EventKind.RESET && random.nextInt(3) == 0
            ? OptionalLong.of(1 + random.nextInt(4))
            : OptionalLong.empty();
    return Change.builder(kind, user)
        .context(context)
        .idempotencyKey(key)
        .expecting(expected)
        .expectingVersion(expectedVersion)
        .quarantine(Duration.ofSeconds(1 + random.nextInt(100)))
        .mail(random.nextInt(4) > 0 && kind.carriesMail())
        .build();
  }

  private static ConferenceIdGenerator candidates(int step) {
    Random random = new Random(step);
    ConferenceId[] candidates =
        // Few enough to collide; the fourth is free, because beyond it each store looks in its own
        // way.
        IntStream.range(0, 4)
            .map(i -> i < 3 ? 7 * random.nextInt(20) : 1000 + 7 * step)
            .mapToObj(i -> ConferenceId.of(4_039_201 + i))
            .toArray(ConferenceId[]::new);
    return ScriptedIdGenerator.startingWith(step, candidates);
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private void claim() {
    int max = USERS; // all that can be claimed: which of them are first is not quite the same
    Duration lease = Duration.ofSeconds(1 + random.nextInt(20));
    List<Lease> claimed = store.outbox().claim("worker", max, lease);
    assertThat(withoutKeys(claimed))
        .isEqualTo(withoutKeys(reference.outbox().claim("worker", max, lease)));
    leases.addAll(claimed);
  }

  /** Message keys are random. */
  private static List<String> withoutKeys(List<Lease> leases) {
    return leases.stream()
        .sorted(Comparator.comparing(Lease::number))
        .map(one -> one.toString().replace(one.messageKey(), ""))
        .toList();
  }

  private void settle() {
    List<Settlement> settlements = new ArrayList<>();
    for (int i = 0; i < 3 && !leases.isEmpty(); i++) {
      Settlement.Result result =
          switch (random.nextInt(5)) {
            case 0 -> new Settlement.Sent();
            case 1 -> new Settlement.Superseded();
            case 2 ->
                new Settlement.Retry(
                    Duration.ofSeconds(random.nextInt(20)),
                    "busy",
                    any(List.of(Settlement.Attempt.values())));
            case 3 -> new Settlement.Failed("gone");
            default -> new Settlement.Released();
          };
      settlements.add(new Settlement(leases.get(random.nextInt(leases.size())), result));
    }
    assertThat(store.outbox().settle(settlements))
        .isEqualTo(reference.outbox().settle(settlements));
  }

  private void query(UserId user) {
    AuditQuery query = AuditQuery.all().limit(1 + random.nextInt(20));
    if (random.nextBoolean()) {
      query = query.ofUser(user);
    }
    if (random.nextBoolean()) {
      query = query.withDelivery(any(List.of(DeliveryState.values())));
    }
    if (random.nextBoolean()) {
      query = query.newestFirst();
    }
    if (random.nextBoolean()) {
      query = query.after(random.nextInt(700));
    }
    assertThat(store.audit(query)).as("%s", query).isEqualTo(reference.audit(query));
  }

  private void look(UserId user) {
    assertThat(store.find(user)).isEqualTo(reference.find(user));
    assertThat(store.capacity()).isEqualTo(reference.capacity());
    issued.forEach(id -> assertThat(store.lookup(id)).isEqualTo(reference.lookup(id)));
    issued.clear();
  }

  private void remove(int step, UserId user) {
    if (random.nextInt(4) > 0) {
      return;
    }
    if (random.nextBoolean()) {
      Duration quarantine = Duration.ofSeconds(30);
      assertThat(store.erase(user, quarantine))
          .as("erase at %s", step)
          .isEqualTo(reference.erase(user, quarantine));
    } else {
      Duration age = Duration.ofSeconds(200);
      assertThat(store.prune(age)).isEqualTo(reference.prune(age));
    }
  }
}
