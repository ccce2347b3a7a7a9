package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.audit.DeliveryStatus;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.conferenceid.testkit.ScriptedIdGenerator;
import org.conferenceid.testkit.SeededIdGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the groups of rules have in common: a fresh store, a cast, short words for long calls, and
 * assertions whose messages say which user, entry or message they are about.
 */
@ExtendWith(NamedRules.class)
abstract class Rules {
  static final UserId AMELIE = UserId.of("amelie@example.org");
  static final UserId BRUNO = UserId.of("bruno");
  static final UserId CHLOE = UserId.of("chloe");
  static final ConferenceId ID_1 = ConferenceId.parse("4839201");
  static final ConferenceId ID_2 = ConferenceId.parse("2750386");
  static final ConferenceId ID_3 = ConferenceId.parse("6194728");

  /** The finest step that every store can tell. */
  static final Duration TICK = Duration.ofMillis(1);

  static final Duration LEASE = Duration.ofMinutes(5);

  final StoreHooks hooks;
  final ConferenceIdGenerator ids = new SeededIdGenerator(7);
  ConferenceStore store;

  Rules(StoreHooks hooks) {
    this.hooks = hooks;
  }

  @BeforeEach
  void createStore() {
    store = hooks.createStore();
  }

  @AfterEach
  void closeStores() {
    hooks.closeStores();
  }

  /** Goes on with what the store has kept, as the next process does. */
  final void restart() {
    store = hooks.reopen(store);
  }

  final Instant now() {
    return hooks.now();
  }

  final void advance(Duration step) {
    hooks.advance(step);
  }

  /** The ID that a change has given. */
  static ConferenceId newId(ChangeResult.Done done) {
    return done.event().newId().orElseThrow();
  }

  final ChangeResult make(Wish wish) {
    return store.change(wish.change(), ids);
  }

  /** Makes changes as one. */
  final List<ChangeResult> makeAll(List<Wish> wishes) {
    return makeAll(wishes, ids);
  }

  final List<ChangeResult> makeAll(List<Wish> wishes, ConferenceIdGenerator candidates) {
    return store.changeAll(wishes.stream().map(Wish::change).toList(), candidates);
  }

  /** Makes changes as one, all of which can be made. */
  final List<ChangeResult.Done> doneAll(List<Wish> wishes) {
    return doneAll(wishes, ids);
  }

  final List<ChangeResult.Done> doneAll(List<Wish> wishes, ConferenceIdGenerator candidates) {
    List<ChangeResult> results = makeAll(wishes, candidates);
    assertThat(results)
        .as("what became of each of %d changes, all of which can be made", wishes.size())
        .hasSameSizeAs(wishes)
        .hasOnlyElementsOfType(ChangeResult.Done.class);
    return results.stream().map(ChangeResult.Done.class::cast).toList();
  }

  /** As many users as are wanted. */
  static List<UserId> users(int count) {
    return IntStream.range(0, count).mapToObj(i -> UserId.of("user " + i)).toList();
  }

  final ChangeResult.Done done(Wish wish) {
    return done(wish, ids);
  }

  final ChangeResult.Done done(Wish wish, ConferenceIdGenerator candidates) {
    ChangeResult result = store.change(wish.change(), candidates);
    assertThat(result)
        .as("what became of %s, which can be made", wish.change())
        .isInstanceOf(ChangeResult.Done.class);
    return (ChangeResult.Done) result;
  }

  final ChangeResult.Done enable(UserId user) {
    return done(Wish.enable(user));
  }

  /** Enables a user, and offers an ID. */
  final ChangeResult.Done enable(UserId user, ConferenceId offered) {
    return done(Wish.enable(user), offering(offered));
  }

  final ChangeResult.Done reset(UserId user) {
    return done(Wish.reset(user));
  }

  final ChangeResult.Done disable(UserId user) {
    return done(Wish.disable(user));
  }

  final ChangeResult.Done info(UserId user) {
    return done(Wish.info(user));
  }

  /** Candidates that start with these. */
  static ConferenceIdGenerator offering(ConferenceId... offered) {
    return ScriptedIdGenerator.startingWith(11, offered);
  }

  final Optional<ConferenceId> idOf(UserId user) {
    return store.find(user).flatMap(Organizer::id);
  }

  final List<AuditEntry> entries() {
    return store.audit(AuditQuery.all().limit(AuditQuery.MAX_LIMIT)).items();
  }

  final List<AuditEntry> entriesOf(UserId user) {
    return store.audit(AuditQuery.all().limit(AuditQuery.MAX_LIMIT).ofUser(user)).items();
  }

  final AuditEntry lastEntryOf(UserId user) {
    List<AuditEntry> own = entriesOf(user);
    return own.get(own.size() - 1);
  }

  final List<Lease> claim() {
    return claim(100);
  }

  final List<Lease> claim(int max) {
    return store.outbox().claim("worker", max, LEASE);
  }

  /** Claims a few messages at a time, until there are none. */
  final List<Lease> drain(String worker) {
    List<Lease> mine = new ArrayList<>();
    List<Lease> leases = store.outbox().claim(worker, 7, LEASE);
    while (!leases.isEmpty()) {
      mine.addAll(leases);
      leases = store.outbox().claim(worker, 7, LEASE);
    }
    return mine;
  }

  /** Claims the one message that is due. */
  final Lease claimOne() {
    List<Lease> leases = claim();
    assertThat(leases).as("what is claimed when one message can be").hasSize(1);
    return leases.get(0);
  }

  /** Claims the one message that is due, which must be about this. */
  final Lease claimOne(EventKind kind, UserId user) {
    Lease lease = claimOne();
    assertThat(lease.kind() + " of " + lease.user().value())
        .as("the one message that can be claimed")
        .isEqualTo(kind + " of " + user.value());
    return lease;
  }

  /** Nothing can be claimed, and why that is so. */
  final void assertNothingToClaim(String why, Object... arguments) {
    assertThat(claim().stream().map(Rules::named))
        .as("what is claimed, although " + why, arguments)
        .isEmpty();
  }

  /** Claims so many messages, which must be those of these users, in this order. */
  final List<Lease> assertClaim(int max, UserId... users) {
    List<Lease> leases = claim(max);
    assertThat(leases)
        .as("whose messages a claim of at most %d hands out, in their order", max)
        .extracting(Lease::user)
        .containsExactly(users);
    return leases;
  }

  /** Settles a lease, and tells whether it counted. */
  final boolean settle(Lease lease, Settlement.Result result) {
    List<Lease> lost = store.outbox().settle(List.of(new Settlement(lease, result)));
    assertThat(lost)
        .as("the lost leases that are returned when the lease of %s is settled", named(lease))
        .isSubsetOf(lease);
    return lost.isEmpty();
  }

  /** Settles a lease that counts. */
  final void assertCounts(Lease lease, Settlement.Result result) {
    assertThat(settle(lease, result))
        .as(
            "whether the settlement of %s as %s counts (it is the latest lease of the message, and"
                + " unsettled)",
            named(lease), result)
        .isTrue();
  }

  /** Settles a lease that does not count any more. */
  final void assertLost(Lease lease, Settlement.Result result) {
    assertThat(settle(lease, result))
        .as("whether the settlement of %s as %s counts (its lease was lost)", named(lease), result)
        .isFalse();
  }

  /** What the last entry of a user shows of its message, without a problem. */
  final void assertDelivery(UserId user, DeliveryState state, int attempts) {
    assertDelivery(lastEntryOf(user), new DeliveryStatus(state, attempts, Optional.empty()));
  }

  /** What the last entry of a user shows of its message. */
  final void assertDelivery(UserId user, DeliveryState state, int attempts, String problem) {
    assertDelivery(lastEntryOf(user), new DeliveryStatus(state, attempts, Optional.of(problem)));
  }

  private static void assertDelivery(AuditEntry entry, DeliveryStatus wanted) {
    assertThat(entry.delivery())
        .as("what became of the message of %s, as its entry shows it", named(entry))
        .isEqualTo(wanted);
  }

  /** Where the messages of all entries of a user stand, the oldest first. */
  final void assertStates(UserId user, DeliveryState... states) {
    assertThat(entriesOf(user))
        .as("the states of the messages of %s, the oldest first", user.value())
        .extracting(entry -> entry.delivery().state())
        .containsExactly(states);
  }

  /** Names a message in the text of an assertion. */
  static String named(Lease lease) {
    return String.format(
        Locale.ROOT,
        "message %d (%s of %s, version %d, attempt %d)",
        lease.number(),
        lease.kind(),
        lease.user().value(),
        lease.version(),
        lease.attempt());
  }

  /** Names an entry in the text of an assertion. */
  static String named(AuditEntry entry) {
    return String.format(
        Locale.ROOT,
        "entry %d (%s of %s, version %d)",
        entry.number(),
        entry.event().kind(),
        entry.event().user().value(),
        entry.event().version());
  }

  final Snapshot snapshot() {
    return new Snapshot(
        List.of(store.find(AMELIE), store.find(BRUNO), store.find(CHLOE)),
        entries(),
        store.capacity());
  }

  /** What can be seen of a store without changing it. */
  record Snapshot(List<Optional<Organizer>> users, List<AuditEntry> entries, Capacity capacity) {}
}
