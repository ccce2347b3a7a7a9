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
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.OrganizerQuery;
import org.jspecify.annotations.Nullable;

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

  /** A change that was judged: either what to answer, or the IDs before and after it. */
  private record Verdict(
      Change change,
      @Nullable ChangeResult refusal,
      Optional<ConferenceId> oldId,
      Optional<ConferenceId> newId) {

    static Verdict refuse(Change change, ChangeResult result) {
      return new Verdict(change, result, Optional.empty(), Optional.empty());
    }

    /** Whether an ID has been taken for it. */
    boolean tookId() {
      return refusal == null && newId.isPresent() && change.kind().changesId();
    }
  }

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
        verdicts.stream()
            .filter(Verdict::tookId)
            .forEach(verdict -> ids.giveBack(verdict.newId().orElseThrow()));
      }
    }
    return verdicts.stream().map(verdict -> fulfil(verdict, now)).toList();
  }

  private Verdict judge(Change change, ConferenceIdGenerator candidates, Instant now) {
    Optional<ChangeResult> known = ledger.replay(change);
    if (known.isPresent()) {
      return Verdict.refuse(change, known.get());
    }
    Organizer organizer = users.get(change.user());
    boolean enables = change.kind() == EventKind.ENABLED;
    if (organizer == null || !organizer.enabled()) {
      return enables
          ? withNewId(change, Optional.empty(), candidates, now)
          : Verdict.refuse(change, new ChangeResult.NotEnabled());
    }
    if (enables) {
      return Verdict.refuse(change, new ChangeResult.AlreadyEnabled(organizer));
    }
    if ((change.expected().isPresent() && !change.expected().equals(organizer.id()))
        || (change.expectedVersion().isPresent()
            && change.expectedVersion().getAsLong() != organizer.version())) {
      return Verdict.refuse(change, new ChangeResult.StaleId(organizer));
    }
    return switch (change.kind()) {
      case ENABLED, RESET -> withNewId(change, organizer.id(), candidates, now);
      case DISABLED -> new Verdict(change, null, organizer.id(), Optional.empty());
      default -> new Verdict(change, null, organizer.id(), organizer.id());
    };
  }

  private Verdict withNewId(
      Change change, Optional<ConferenceId> oldId, ConferenceIdGenerator candidates, Instant now) {
    Optional<ConferenceId> newId = ids.assign(change.user(), candidates, now);
    return newId.isPresent()
        ? new Verdict(change, null, oldId, newId)
        : Verdict.refuse(change, new ChangeResult.Exhausted());
  }

  /** Makes a change that nothing stands against. */
  private ChangeResult fulfil(Verdict verdict, Instant now) {
    if (verdict.refusal() != null) {
      return verdict.refusal();
    }
    Change change = verdict.change();
    long version = versionOf(change.user());
    if (change.kind().changesId()) {
      version++;
      verdict.oldId().ifPresent(id -> ids.retire(id, now, now.plus(change.quarantine())));
      put(new Organizer(change.user(), verdict.newId(), version, now));
    }
    ConferenceEvent event =
        new ConferenceEvent(
            change.kind(), change.user(), verdict.oldId(), verdict.newId(), version, now);
    outbox.add(ledger.append(event, change.context(), change.idempotencyKey(), change.mail()));
    return new ChangeResult.Done(event, false, true);
  }

  private long versionOf(UserId user) {
    Organizer organizer = users.get(user);
    return organizer == null ? 0 : organizer.version();
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
    Organizer organizer = users.get(adoption.user());
    if (organizer != null && organizer.enabled()) {
      return new AdoptionResult.AlreadyEnabled(organizer);
    }
    if (ConferenceIdPolicy.isGuessable(adoption.id())) {
      return new AdoptionResult.Guessable();
    }
    return ids.isFree(adoption.id(), now)
        ? new AdoptionResult.NotApplied()
        : new AdoptionResult.Unavailable(ids.lookup(adoption.id(), now));
  }

  private AdoptionResult fulfil(Adoption adoption, Instant now) {
    UserId user = adoption.user();
    Optional<ConferenceId> id = Optional.of(adoption.id());
    long version = versionOf(user) + 1;
    ids.take(adoption.id(), user);
    put(new Organizer(user, id, version, now));
    ConferenceEvent event =
        new ConferenceEvent(EventKind.ENABLED, user, Optional.empty(), id, version, now);
    outbox.add(ledger.append(event, adoption.context(), Optional.empty(), /* mail= */ false));
    return new AdoptionResult.Adopted(event, true);
  }

  List<Organizer> page(OrganizerQuery query, Instant now) {
    Stream<Organizer> found =
        query.olderThan().map(age -> old(query, age, now)).orElseGet(() -> byKey(query));
    return found.limit(query.limit()).toList();
  }

  private Stream<Organizer> old(OrganizerQuery query, Duration age, Instant now) {
    return users.values().stream()
        .filter(Organizer::enabled)
        .filter(organizer -> Duration.between(organizer.since(), now).compareTo(age) >= 0)
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
