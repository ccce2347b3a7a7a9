package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.conferenceid.testkit.ScriptedIdGenerator;
import org.conferenceid.testkit.SeededIdGenerator;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the groups of rules have in common: a fresh store, a cast, and short words for long calls.
 */
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
    assertThat(results).hasSameSizeAs(wishes).hasOnlyElementsOfType(ChangeResult.Done.class);
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
    assertThat(result).isInstanceOf(ChangeResult.Done.class);
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
    return store.outbox().claim("worker", 100, LEASE);
  }

  /** Claims the one message that is due. */
  final Lease claimOne() {
    List<Lease> leases = claim();
    assertThat(leases).hasSize(1);
    return leases.get(0);
  }

  /** Settles a lease, and tells whether it counted. */
  final boolean settle(Lease lease, Settlement.Result result) {
    List<Lease> lost = store.outbox().settle(List.of(new Settlement(lease, result)));
    assertThat(lost).isSubsetOf(lease);
    return lost.isEmpty();
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
