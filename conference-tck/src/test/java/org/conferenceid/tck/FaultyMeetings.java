package org.conferenceid.tck;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.MeetingCounts;
import org.conferenceid.spi.MeetingFigures;
import org.conferenceid.spi.MeetingLease;
import org.conferenceid.spi.MeetingSettlement;
import org.conferenceid.spi.MeetingStatus;
import org.conferenceid.spi.MeetingStatus.State;
import org.conferenceid.spi.MeetingUpdates;
import org.conferenceid.spi.OrganizerQuery;
import org.conferenceid.testkit.ForwardingStore;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.MutableClock;

/** A store whose updates of meetings have one fault. */
final class FaultyMeetings extends ForwardingStore {
  private static final Comparator<Instant> ORDER = Comparator.naturalOrder();

  private final MeetingFault fault;
  private final MutableClock clock;
  private final MeetingUpdates sound;
  private final MeetingUpdates faulty = new Updates();
  private final Map<String, MeetingLease> open = new HashMap<>();
  private final Map<UserId, MeetingLease> latest = new HashMap<>();
  private final Map<UserId, Integer> claims = new HashMap<>();
  private final Map<UserId, MeetingStatus> shown = new HashMap<>();
  private final Map<String, Instant> ends = new HashMap<>();
  private final Set<UserId> reset = new HashSet<>();

  FaultyMeetings(MeetingFault fault, MutableClock clock) {
    super(new InMemoryConferenceStore(clock));
    this.fault = fault;
    this.clock = clock;
    this.sound = super.meetingUpdates();
  }

  @Override
  public MeetingUpdates meetingUpdates() {
    return faulty;
  }

  private boolean is(MeetingFault one) {
    return fault == one;
  }

  @Override
  public synchronized ChangeResult change(Change change, ConferenceIdGenerator candidates) {
    if (change.kind() == EventKind.DISABLED && is(MeetingFault.FOLLOWS_RESETS_ONLY)) {
      reset.add(change.user());
    }
    return super.change(change, candidates);
  }

  @Override
  public synchronized boolean erase(UserId user, Duration quarantine) {
    sound.status(user).ifPresent(status -> shown.put(user, status));
    return super.erase(user, quarantine);
  }

  private final class Updates implements MeetingUpdates {

    @Override
    public List<MeetingLease> claim(String worker, int max, Duration lease) {
      synchronized (FaultyMeetings.this) {
        List<MeetingLease> leases = new ArrayList<>(taken(worker, max, lease));
        switch (fault) {
          case UPDATES_AFTER_THE_FIRST_ID -> leases.addAll(firstIds());
          case FOLLOWS_RESETS_ONLY -> leases.removeIf(one -> reset.contains(one.user()));
          case REMEMBERS_ONE_CHANGE_FOR_EACH_USER ->
              leases.replaceAll(one -> new MeetingLease(one.user(), 2, one.attempt(), one.key()));
          case LEASES_TWICE -> {
            leases.addAll(open.values());
            open.clear();
          }
          case KEEPS_LEASES_A_MILLISECOND_LONGER ->
              leases.removeIf(one -> clock.instant().equals(ends.get(one.user().value())));
          case KEEPS_LEASES_FOR_EVER ->
              leases.removeIf(one -> ends.containsKey(one.user().value()));
          case TAKES_THE_LATEST_FIRST -> Collections.reverse(leases);
          case COUNTS_NO_ATTEMPTS ->
              leases.replaceAll(one -> new MeetingLease(one.user(), one.version(), 1, one.key()));
          case COUNTS_ATTEMPTS_OVER_ALL_VERSIONS ->
              leases.replaceAll(
                  one ->
                      new MeetingLease(
                          one.user(),
                          one.version(),
                          claims.merge(one.user(), 1, Integer::sum),
                          one.key()));
          default -> {}
        }
        for (MeetingLease one : leases) {
          if (!is(MeetingFault.LEASES_TWICE) || !latest.containsKey(one.user())) {
            open.put(one.key(), one);
          }
          latest.put(one.user(), one);
          ends.put(one.user().value(), clock.instant().plus(lease));
        }
        return leases;
      }
    }

    private List<MeetingLease> taken(String worker, int max, Duration lease) {
      if (is(MeetingFault.HANDS_OUT_MORE_THAN_ASKED)) {
        return sound.claim(worker, max + 1, lease);
      }
      if (is(MeetingFault.TAKES_ANY_NUMBERS)) {
        return sound.claim(worker, Math.max(max, 1), lease.isZero() ? Duration.ofDays(1) : lease);
      }
      return sound.claim(worker, max, lease);
    }

    private List<MeetingLease> firstIds() {
      return organizers(OrganizerQuery.all()).stream()
          .filter(user -> user.version() == 1)
          .map(user -> new MeetingLease(user.user(), 1, 1, "first"))
          .toList();
    }

    @Override
    public boolean settle(MeetingLease lease, MeetingSettlement outcome) {
      synchronized (FaultyMeetings.this) {
        open.remove(lease.key());
        if (!is(MeetingFault.KEEPS_LEASES_FOR_EVER)
            || !(outcome instanceof MeetingSettlement.Released)) {
          Instant end = ends.remove(lease.user().value());
          if (is(MeetingFault.REFUSES_LATE_SETTLEMENTS)
              && end != null
              && !clock.instant().isBefore(end)) {
            return false;
          }
        }
        MeetingLease settled = lease;
        if (is(MeetingFault.COUNTS_A_SETTLEMENT_OF_A_LOST_LEASE)
            || (is(MeetingFault.KNOWS_LEASES_BY_THEIR_ATTEMPT)
                && latest.getOrDefault(lease.user(), lease).attempt() == lease.attempt())) {
          settled = latest.getOrDefault(lease.user(), lease);
        }
        boolean counts = sound.settle(settled, changed(lease, outcome));
        if (is(MeetingFault.MISSES_WHAT_HAPPENS_MEANWHILE) && counts) {
          finish(lease.user(), outcome);
        }
        if (is(MeetingFault.TAKES_THE_GIVEN_UP_AGAIN)) {
          int unused = sound.again(List.of(lease.user()));
        }
        sound.status(lease.user()).ifPresent(status -> shown.put(lease.user(), status));
        return counts || is(MeetingFault.TAKES_EVERY_SETTLEMENT);
      }
    }

    /** Takes a newer version for the one that was settled. */
    private void finish(UserId user, MeetingSettlement outcome) {
      if (outcome instanceof MeetingSettlement.Done
          && sound.status(user).map(MeetingStatus::state).equals(Optional.of(State.PENDING))) {
        sound
            .claim("finisher", 1, Duration.ofMinutes(1))
            .forEach(lease -> sound.settle(lease, outcome));
      }
    }

    private MeetingSettlement changed(MeetingLease lease, MeetingSettlement outcome) {
      if (outcome instanceof MeetingSettlement.Retry retry) {
        return switch (fault) {
          case RETRIES_AT_ONCE ->
              new MeetingSettlement.Retry(Duration.ZERO, retry.counts(), retry.problem());
          case NEVER_RETRIES -> new MeetingSettlement.Failed(retry.counts(), retry.problem());
          case COUNTS_THE_LAST_ATTEMPT_ONLY ->
              new MeetingSettlement.Retry(retry.delay(), MeetingCounts.NONE, retry.problem());
          default -> outcome;
        };
      }
      if (outcome instanceof MeetingSettlement.Released
          && is(MeetingFault.TAKES_A_RELEASE_FOR_AN_ATTEMPT)) {
        return new MeetingSettlement.Retry(Duration.ZERO, MeetingCounts.NONE, "released");
      }
      if (outcome instanceof MeetingSettlement.Failed failed
          && is(MeetingFault.CUTS_PROBLEMS_AT_255)) {
        return new MeetingSettlement.Failed(
            failed.counts(),
            failed.problem().substring(0, Math.min(255, failed.problem().length())));
      }
      if (outcome instanceof MeetingSettlement.Done done
          && is(MeetingFault.ADDS_UP_WHAT_WAS_LEFT)) {
        MeetingCounts was =
            sound.status(lease.user()).map(MeetingStatus::counts).orElse(MeetingCounts.NONE);
        MeetingCounts now = done.counts();
        return new MeetingSettlement.Done(
            new MeetingCounts(
                now.updated(), now.inPart(), was.untouched() + now.untouched(), now.failed()));
      }
      return outcome;
    }

    @Override
    public Optional<MeetingStatus> status(UserId user) {
      synchronized (FaultyMeetings.this) {
        Optional<MeetingStatus> status = sound.status(user);
        Optional<Organizer> found = find(user);
        if (is(MeetingFault.SHOWS_A_STATUS_FOR_FIRST_IDS) && found.isPresent()) {
          return status.or(() -> Optional.of(fresh(user, 1)));
        }
        if (is(MeetingFault.SHOWS_THE_DISABLED) && found.isPresent()) {
          return status.or(() -> Optional.ofNullable(shown.get(user)));
        }
        if (is(MeetingFault.REMEMBERS_THE_ERASED)) {
          return status.or(() -> Optional.ofNullable(shown.get(user)));
        }
        if (is(MeetingFault.KEEPS_A_PROBLEM_WHEN_DONE)) {
          return status.map(
              one ->
                  one.state() == State.DONE && one.attempts() > 1
                      ? new MeetingStatus(
                          one.user(),
                          one.version(),
                          one.state(),
                          one.attempts(),
                          one.counts(),
                          Optional.of("HTTP 503"))
                      : one);
        }
        return status;
      }
    }

    private MeetingStatus fresh(UserId user, long version) {
      return new MeetingStatus(
          user, version, State.PENDING, 0, MeetingCounts.NONE, Optional.empty());
    }

    @Override
    public List<MeetingStatus> list(State state, Optional<UserId> after, int limit) {
      List<MeetingStatus> page =
          sound.list(
              state,
              after,
              is(MeetingFault.LISTS_WITHOUT_LIMIT) ? MeetingUpdates.MAX_LIMIT : limit);
      if (is(MeetingFault.BEGINS_EACH_PAGE_WITH_THE_LAST_USER) && after.isPresent() && limit > 1) {
        List<MeetingStatus> again = new ArrayList<>();
        sound.status(after.get()).ifPresent(again::add);
        again.addAll(page.subList(0, Math.min(limit - 1, page.size())));
        return again;
      }
      if (is(MeetingFault.LISTS_ANY_STATE) && state == State.FAILED) {
        return sound.list(State.DONE, after, limit);
      }
      return page;
    }

    @Override
    public MeetingFigures figures() {
      MeetingFigures figures = sound.figures();
      return switch (fault) {
        case COUNTS_THE_CLAIMED_ONLY ->
            new MeetingFigures(
                claimed(State.PENDING), figures.inProgress(), figures.failed(), figures.oldest());
        case COUNTS_THE_GIVEN_UP_AS_WAITING ->
            new MeetingFigures(
                figures.pending(), figures.inProgress(), figures.failed(), since().min(ORDER));
        case TELLS_THE_LATEST_CHANGE ->
            new MeetingFigures(
                figures.pending(),
                figures.inProgress(),
                figures.failed(),
                figures.oldest().flatMap(oldest -> since().max(ORDER)));
        default -> figures;
      };
    }

    private long claimed(State state) {
      return sound.list(state, Optional.empty(), MAX_LIMIT).stream()
          .filter(status -> status.attempts() > 0)
          .count();
    }

    /** When the changes were made of all who are not done. */
    private Stream<Instant> since() {
      return Stream.of(State.PENDING, State.IN_PROGRESS, State.FAILED)
          .flatMap(state -> sound.list(state, Optional.empty(), MAX_LIMIT).stream())
          .map(status -> find(status.user()).orElseThrow().since());
    }

    @Override
    public int again(Collection<UserId> users) {
      if (is(MeetingFault.TRIES_THE_GIVEN_UP_AGAIN_ONLY)) {
        return sound.again(
            users.stream()
                .filter(
                    user ->
                        sound.status(user).filter(one -> one.state() == State.FAILED).isPresent())
                .toList());
      }
      int due = sound.again(users);
      if (is(MeetingFault.TRIES_EVERYTHING_AGAIN)) {
        return (int) users.stream().distinct().filter(user -> find(user).isPresent()).count();
      }
      if (is(MeetingFault.GOES_ON_COUNTING_WHEN_TRIED_AGAIN)) {
        sound
            .claim("counter", due, Duration.ofMinutes(1))
            .forEach(
                lease ->
                    sound.settle(
                        Objects.requireNonNull(lease),
                        new MeetingSettlement.Retry(Duration.ZERO, MeetingCounts.NONE, "")));
      }
      return due;
    }
  }
}
