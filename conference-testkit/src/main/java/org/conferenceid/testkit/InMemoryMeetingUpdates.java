package org.conferenceid.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.MeetingCounts;
import org.conferenceid.spi.MeetingFigures;
import org.conferenceid.spi.MeetingLease;
import org.conferenceid.spi.MeetingSettlement;
import org.conferenceid.spi.MeetingStatus;
import org.conferenceid.spi.MeetingStatus.State;
import org.conferenceid.spi.MeetingUpdates;

/** The updates of an {@link InMemoryConferenceStore}. Every method takes the store's lock. */
final class InMemoryMeetingUpdates implements MeetingUpdates {
  private final Object lock;
  private final Clock clock;
  private final Map<UserId, Organizer> users;
  private final Map<UserId, Row> rows = new HashMap<>();

  InMemoryMeetingUpdates(Object lock, Clock clock, Map<UserId, Organizer> users) {
    this.lock = lock;
    this.clock = clock;
    this.users = users;
  }

  /**
   * What was last known.
   *
   * @param due when it is due or its lease ends
   * @param key the last lease's name
   */
  private record Row(MeetingStatus status, Instant due, String key) {
    Row with(
        State state, int attempts, MeetingCounts counts, Optional<String> problem, Instant at) {
      return new Row(
          new MeetingStatus(status.user(), status.version(), state, attempts, counts, problem),
          at,
          key);
    }

    boolean isOlder(Organizer user) {
      return status.version() < user.version();
    }

    boolean isDue(Instant now) {
      return !now.isBefore(due) || due.isAfter(now.plus(MAX_DELAY));
    }
  }

  void remove(UserId user) {
    synchronized (lock) {
      rows.remove(user);
    }
  }

  void clear() {
    synchronized (lock) {
      rows.clear();
    }
  }

  /**
   * What holds of a user, if there is or was work. A worker that has the user has it for the
   * version of its lease.
   */
  private Stream<Row> row(Organizer user) {
    if (!user.enabled() || user.version() == 1) {
      return Stream.empty();
    }
    Row row = rows.get(user.user());
    return Stream.of(
        row == null || (row.isOlder(user) && row.status.state() != State.IN_PROGRESS)
            ? fresh(user)
            : row);
  }

  private static Row fresh(Organizer user) {
    return new Row(
        new MeetingStatus(
            user.user(), user.version(), State.PENDING, 0, MeetingCounts.NONE, Optional.empty()),
        Instant.MIN,
        "");
  }

  @Override
  public List<MeetingLease> claim(String worker, int max, Duration lease) {
    Objects.requireNonNull(worker, "worker");
    Objects.requireNonNull(lease, "lease");
    MeetingUpdates.requireClaim(max, lease);
    synchronized (lock) {
      Instant now = clock.instant();
      return users.values().stream()
          .flatMap(
              user ->
                  row(user)
                      .filter(row -> row.status.state().compareTo(State.DONE) < 0)
                      .filter(row -> row.isDue(now))
                      .map(row -> row.isOlder(user) ? fresh(user) : row))
          .sorted(Comparator.comparing(Row::due).thenComparing(row -> row.status.user().value()))
          .limit(max)
          .toList()
          .stream()
          .map(row -> lease(row.status, now.plus(lease)))
          .toList();
    }
  }

  private MeetingLease lease(MeetingStatus was, Instant until) {
    Row leased =
        new Row(was, until, Lease.newMessageKey())
            .with(State.IN_PROGRESS, was.attempts() + 1, was.counts(), was.problem(), until);
    rows.put(was.user(), leased);
    return new MeetingLease(was.user(), was.version(), was.attempts() + 1, leased.key);
  }

  @Override
  public boolean settle(MeetingLease lease, MeetingSettlement outcome) {
    Objects.requireNonNull(lease, "lease");
    Objects.requireNonNull(outcome, "outcome");
    synchronized (lock) {
      Row row = rows.get(lease.user());
      if (row == null || row.status.state() != State.IN_PROGRESS || !row.key.equals(lease.key())) {
        return false;
      }
      rows.put(lease.user(), settled(row, outcome));
      return true;
    }
  }

  private Row settled(Row row, MeetingSettlement outcome) {
    int attempts = row.status.attempts();
    MeetingCounts before = row.status.counts();
    if (outcome instanceof MeetingSettlement.Done done) {
      return row.with(
          State.DONE, attempts, before.then(done.counts()), Optional.empty(), Instant.MIN);
    }
    if (outcome instanceof MeetingSettlement.Failed failed) {
      return row.with(
          State.FAILED,
          attempts,
          before.then(failed.counts()),
          Optional.of(failed.problem()),
          Instant.MIN);
    }
    if (outcome instanceof MeetingSettlement.Retry retry) {
      return row.with(
          State.PENDING,
          attempts,
          before.then(retry.counts()),
          Optional.of(retry.problem()),
          clock.instant().plus(retry.delay()));
    }
    return row.with(State.PENDING, attempts - 1, before, row.status.problem(), Instant.MIN);
  }

  @Override
  public Optional<MeetingStatus> status(UserId user) {
    Objects.requireNonNull(user, "user");
    synchronized (lock) {
      return Stream.ofNullable(users.get(user)).flatMap(this::shown).findFirst();
    }
  }

  private Stream<MeetingStatus> shown(Organizer user) {
    return row(user).map(Row::status);
  }

  @Override
  public List<MeetingStatus> list(State state, Optional<UserId> after, int limit) {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(after, "after");
    MeetingUpdates.requireLimit(limit);
    synchronized (lock) {
      return users.values().stream()
          .flatMap(this::shown)
          .filter(status -> status.state() == state)
          .sorted(Comparator.comparing(status -> status.user().value()))
          .filter(
              status ->
                  after.map(last -> status.user().value().compareTo(last.value()) > 0).orElse(true))
          .limit(limit)
          .toList();
    }
  }

  @Override
  public MeetingFigures figures() {
    synchronized (lock) {
      Map<State, Long> counts =
          users.values().stream()
              .flatMap(this::shown)
              .collect(Collectors.groupingBy(MeetingStatus::state, Collectors.counting()));
      Optional<Instant> oldest =
          users.values().stream()
              .filter(user -> shown(user).anyMatch(one -> one.state().compareTo(State.DONE) < 0))
              .map(Organizer::since)
              .min(Comparator.naturalOrder());
      return new MeetingFigures(
          counts.getOrDefault(State.PENDING, 0L),
          counts.getOrDefault(State.IN_PROGRESS, 0L),
          counts.getOrDefault(State.FAILED, 0L),
          oldest);
    }
  }

  @Override
  public int again(Collection<UserId> users) {
    Objects.requireNonNull(users, "users");
    synchronized (lock) {
      List<Organizer> over =
          users.stream()
              .distinct()
              .flatMap(user -> Stream.ofNullable(this.users.get(user)))
              .filter(user -> shown(user).anyMatch(one -> one.state().compareTo(State.DONE) >= 0))
              .toList();
      over.forEach(user -> rows.put(user.user(), fresh(user)));
      return over.size();
    }
  }

  /** Counts only. */
  @Override
  public String toString() {
    synchronized (lock) {
      return "InMemoryMeetingUpdates[users=" + rows.size() + "]";
    }
  }
}
