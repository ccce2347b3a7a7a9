package org.conferenceid.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.conferenceid.Caller;
import org.conferenceid.Lockout;
import org.conferenceid.UserId;
import org.conferenceid.attendant.GuessLimits;
import org.jspecify.annotations.Nullable;

/** What is done with the tables of a {@link JdbcGuessLimiter}. */
final class CallerTable {
  private static final int NANOS = 1000;
  private static final int MAX_REMOVALS = 20;

  private final CallerDatabase database;
  private final CallerSql sql;
  private final CallerNames names;
  private final GuessLimits limits;
  private final List<String> reserve;
  private final String withdraw;
  private final String admit;

  CallerTable(CallerDatabase database, CallerSql sql, CallerNames names, GuessLimits limits) {
    this.database = database;
    this.sql = sql;
    this.names = names;
    this.limits = limits;
    this.reserve =
        List.of(
            sql.reserve(false, false),
            sql.reserve(false, true),
            sql.reserve(true, false),
            sql.reserve(true, true));
    this.withdraw = sql.withdraw();
    this.admit = sql.admit();
  }

  /** Reads the key of the numbers, which the first limiter of all has made. */
  static byte[] key(CallerDatabase database, CallerSql sql, byte[] perhaps) {
    return database.run(
        "read the key of the numbers",
        session -> {
          Optional<String> there = session.first(sql.readKey(), row -> row.getString("secret"));
          if (there.isEmpty()) {
            session.update(sql.enterKey(), Base64.getEncoder().encodeToString(perhaps));
            there = session.first(sql.readKey(), row -> row.getString("secret"));
          }
          return Base64.getDecoder().decode(there.orElseThrow());
        });
  }

  /** Decides about an attempt, and counts it for its caller. */
  CallerRow reserve(Caller caller, long attempt, boolean mayKnown, boolean mayUnknown) {
    String statement = reserve.get((mayKnown ? 2 : 0) + (mayUnknown ? 1 : 0));
    return database.decide(
        "count an attempt",
        session ->
            session
                .first(
                    statement,
                    CallerRow::read,
                    names.of(caller),
                    caller.isAttested() ? 1 : 0,
                    attempt,
                    attempt)
                .orElseThrow());
  }

  Optional<CallerRow> read(Caller caller) {
    return database.run(
        "look for a caller",
        session -> session.first(sql.read(), CallerRow::read, names.of(caller)));
  }

  void giveBack(GivenBack attempt) {
    UserId organizer = attempt.organizer();
    database.insist(
        "give an attempt back",
        session ->
            organizer == null ? withdraw(session, attempt) : admit(session, attempt, organizer));
  }

  private int withdraw(Session session, GivenBack attempt) throws SQLException {
    return session.update(
        withdraw, attempt.attempt(), attempt.attempt(), names.of(attempt.caller()), attempt.era());
  }

  private int admit(Session session, GivenBack attempt, UserId organizer) throws SQLException {
    boolean attested = attempt.caller().isAttested();
    String by = names.of(organizer, attested);
    int changed =
        session.update(
            admit,
            names.of(attempt.caller()),
            attested ? 1 : 0,
            attempt.era(),
            attempt.attempt(),
            by);
    if (!attempt.wasKnown()) {
      session.update(sql.forgetKnownOfOrganizer(), by);
    }
    return changed;
  }

  /** Removes what says nothing any more, forgets known callers if they are too many, and counts. */
  void count(CallerRoom room) {
    database.run(
        "count the callers",
        session -> {
          removeEnded(session);
          room.set(/* attested= */ false, 0, 0);
          room.set(/* attested= */ true, 0, 0);
          for (Counted counted : session.list(sql.count(), Counted::read)) {
            int known = counted.known;
            if (known >= limits.trackedCallers()) {
              session.update(sql.forgetKnown(), counted.attested ? 1 : 0);
              known = sql.knownLeft();
            }
            room.set(counted.attested, counted.failing, known);
          }
          return true;
        });
  }

  private record Counted(boolean attested, int failing, int known) {
    static Counted read(ResultSet row) throws SQLException {
      return new Counted(row.getInt("attested") == 1, row.getInt("failing"), row.getInt("known"));
    }
  }

  private void removeEnded(Session session) throws SQLException {
    for (int i = 0; i < MAX_REMOVALS; i++) {
      List<String> ended = session.list(sql.ended(), row -> row.getString("caller"));
      if (ended.isEmpty()) {
        return;
      }
      session.updateIn(sql.remove(), ended);
      if (ended.size() < Transactions.PORTION) {
        return;
      }
    }
  }

  /** Attempts that were borrowed, and when the next one comes back if there are none. */
  record Borrowed(List<Long> ends, long freeIn) {}

  /**
   * Borrows a portion of a group's budget.
   *
   * @param now this machine's time, before anything is sent: what is borrowed ends early rather
   *     than late
   */
  Borrowed borrow(CallerBudget budget, long now) {
    long step = CallerSql.step(limits, budget.attempts());
    String statement = sql.borrow(budget.attempts(), budget.portion());
    return database.decide(
        "borrow attempts",
        session ->
            session
                .first(
                    statement,
                    row ->
                        borrowed(
                            row.getLong("began") - row.getLong("now"),
                            row.getLong("full_at") - row.getLong("now"),
                            step,
                            budget.attempts(),
                            now),
                    budget.name())
                .orElseThrow());
  }

  private static Borrowed borrowed(long began, long full, long step, int attempts, long now) {
    List<Long> ends = new ArrayList<>();
    for (long end = began + step; end <= full; end += step) {
      ends.add(now + NANOS * end);
    }
    return new Borrowed(ends, NANOS * Math.max(1, full - step * (attempts - 1)));
  }

  List<Lockout> lockouts(int limit) {
    return database
        .run(
            "list the lock-outs",
            session ->
                session.list(
                    sql.lockouts(),
                    row ->
                        lockout(
                            row.getString("caller"),
                            row.getLong("remaining"),
                            row.getInt("failures")),
                    limit))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Lockout> lockout(String name, long remaining, int failures) {
    Duration shown = Duration.ofNanos(NANOS * Math.max(1, remaining));
    return names.caller(name).map(caller -> new Lockout(caller, shown, Math.max(1, failures)));
  }

  /** Forgets a caller's failures; returns whether the caller was locked out. */
  boolean lift(Caller caller) {
    return database.insist(
        "lift a lock-out",
        session -> {
          String name = names.of(caller);
          Optional<CallerRow> before = session.first(sql.read(), CallerRow::read, name);
          if (before.isPresent()) {
            session.update(sql.lift(), name);
          }
          return before.map(row -> row.lockedFor(longest()) > 0).orElse(false);
        });
  }

  /** The longest lock-out, in microseconds. */
  long longest() {
    return CallerSql.micros(limits.maxLockout());
  }

  boolean isKnown(CallerRow row, long attempt) {
    return row.known(attempt, CallerSql.micros(limits.knownFor()));
  }

  /** The lock-out that so many failures bring. */
  @Nullable Duration lockout(int failures, boolean known) {
    Duration lockout = sql.lockout(failures, known);
    return lockout.isZero() ? null : lockout;
  }
}
