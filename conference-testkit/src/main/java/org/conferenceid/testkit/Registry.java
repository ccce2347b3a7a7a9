package org.conferenceid.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.OrganizerQuery;

/**
 * Who is, or was, enabled. Judges what is asked for and makes it happen: first everything that may
 * fail, then everything that changes. Not safe for use by several threads.
 */
final class Registry {
  private static final Comparator<Organizer> BY_KEY =
      Comparator.comparing(organizer -> organizer.user().value());
  private static final Comparator<Organizer> OLDEST_FIRST =
      Comparator.comparing(Organizer::since).thenComparing(BY_KEY);

  private final IdSpace ids;
  private final Ledger ledger;
  private final InMemoryOutbox outbox;
  private final Map<UserId, Organizer> users;
  private final NavigableSet<UserId> enabled = new TreeSet<>(Comparator.comparing(UserId::value));

  /** On users that the outbox reads, too. */
  Registry(Map<UserId, Organizer> users, IdSpace ids, Ledger ledger, InMemoryOutbox outbox) {
    this.users = users;
    this.ids = ids;
    this.ledger = ledger;
    this.outbox = outbox;
  }

  /** Forgets who is enabled. */
  void clear() {
    enabled.clear();
  }

  /** A change that was judged: what stands against it, or the ID that was taken for it. */
  private record Verdict(
      Change change, Optional<ChangeResult> refusal, Optional<ConferenceId> assigned) {}

  List<ChangeResult> change(List<Change> changes, ConferenceIdGenerator candidates, Instant now) {
    List<Verdict> verdicts = new ArrayList<>(changes.size());
    boolean judged = false;
    try {
      for (Change change : changes) {
        verdicts.add(judge(change, candidates, now));
      }
      judged = true;
    } finally {
      if (!judged) {
        verdicts.forEach(verdict -> verdict.assigned().ifPresent(ids::giveBack));
      }
    }
    return verdicts.stream().map(verdict -> fulfil(verdict, now)).toList();
  }

  private Verdict judge(Change change, ConferenceIdGenerator candidates, Instant now) {
    Optional<ChangeResult> refusal =
        ledger.replay(change).or(() -> change.refusal(find(change.user())));
    if (refusal.isPresent() || !change.kind().assignsId()) {
      return new Verdict(change, refusal, Optional.empty());
    }
    Optional<ConferenceId> assigned = ids.assign(change.user(), candidates, now);
    return assigned.isPresent()
        ? new Verdict(change, Optional.empty(), assigned)
        : new Verdict(change, Optional.of(new ChangeResult.Exhausted()), Optional.empty());
  }

  private Optional<Organizer> find(UserId user) {
    return Optional.ofNullable(users.get(user));
  }

  private ChangeResult fulfil(Verdict verdict, Instant now) {
    return verdict
        .refusal()
        .orElseGet(
            () ->
                new ChangeResult.Done(
                    make(verdict.change(), verdict.assigned(), now),
                    /* replayed= */ false,
                    /* committed= */ true));
  }

  /** Makes a change that nothing stands against. */
  private ConferenceEvent make(Change change, Optional<ConferenceId> assigned, Instant now) {
    ConferenceEvent event = change.event(find(change.user()), assigned, now);
    if (change.kind().changesId()) {
      event.oldId().ifPresent(id -> ids.retire(id, now, now.plus(change.quarantine())));
      put(new Organizer(event.user(), event.newId(), event.version(), now));
    }
    outbox.add(ledger.append(event, change.context(), change.idempotencyKey(), change.mail()));
    return event;
  }

  private void put(Organizer organizer) {
    users.put(organizer.user(), organizer);
    if (organizer.enabled()) {
      enabled.add(organizer.user());
    } else {
      enabled.remove(organizer.user());
    }
  }

  List<AdoptionResult> adopt(List<Adoption> adoptions, AdoptionMode mode, Instant now) {
    List<AdoptionResult> judged = adoptions.stream().map(one -> judge(one, now)).toList();
    boolean refused =
        IntStream.range(0, judged.size()).anyMatch(i -> adoptions.get(i).isRefused(judged.get(i)));
    if (mode.withholds(refused)) {
      return judged;
    }
    List<AdoptionResult> results = new ArrayList<>(judged);
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof AdoptionResult.NotApplied) {
        results.set(i, fulfil(adoptions.get(i), now));
      }
    }
    return List.copyOf(results);
  }

  private AdoptionResult judge(Adoption adoption, Instant now) {
    ConferenceId id = adoption.id();
    return adoption.judge(
        find(adoption.user()),
        ids.isFree(id, now) ? Optional.empty() : Optional.of(ids.lookup(id, now)));
  }

  private AdoptionResult fulfil(Adoption adoption, Instant now) {
    ids.take(adoption.id(), adoption.user());
    ConferenceEvent event = make(adoption.toChange(), Optional.of(adoption.id()), now);
    return new AdoptionResult.Adopted(event, /* committed= */ true);
  }

  List<Organizer> page(OrganizerQuery query, Instant now) {
    Stream<Organizer> found =
        query.olderThan().map(age -> old(query, now)).orElseGet(() -> byKey(query));
    return found.limit(query.limit()).toList();
  }

  private Stream<Organizer> old(OrganizerQuery query, Instant now) {
    return users.values().stream()
        .filter(organizer -> query.matches(organizer, now))
        .filter(
            organizer ->
                query.after().map(last -> OLDEST_FIRST.compare(organizer, last) > 0).orElse(true))
        .sorted(OLDEST_FIRST);
  }

  private Stream<Organizer> byKey(OrganizerQuery query) {
    Collection<UserId> rest =
        query
            .after()
            .map(last -> (Collection<UserId>) enabled.tailSet(last.user(), false))
            .orElse(enabled);
    return rest.stream().map(users::get);
  }

  /** The IDs that a user had and has no longer, the one that stopped working last first. */
  List<ConferenceId> formerIds(UserId user) {
    Organizer organizer = users.get(user);
    if (organizer == null) {
      return List.of();
    }
    return Stream.concat(ledger.lostIds(user), ids.retiredOf(user))
        .sorted(Map.Entry.<ConferenceId, Instant>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .distinct()
        .filter(id -> !organizer.id().equals(Optional.of(id)))
        .toList();
  }

  /** Forgets a user, and tells whether there was one. */
  boolean remove(UserId user, Instant now, Duration quarantine) {
    Instant freeAt = now.plus(quarantine);
    Organizer organizer = users.remove(user);
    if (organizer == null) {
      return false;
    }
    enabled.remove(user);
    organizer.id().ifPresent(id -> ids.retire(id, now, freeAt));
    ids.forget(user);
    return true;
  }
}
