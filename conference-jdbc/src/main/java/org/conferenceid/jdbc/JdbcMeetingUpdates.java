package org.conferenceid.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.conferenceid.UserId;
import org.conferenceid.spi.MeetingCounts;
import org.conferenceid.spi.MeetingFigures;
import org.conferenceid.spi.MeetingLease;
import org.conferenceid.spi.MeetingSettlement;
import org.conferenceid.spi.MeetingStatus;
import org.conferenceid.spi.MeetingStatus.State;
import org.conferenceid.spi.MeetingUpdates;
import org.jspecify.annotations.Nullable;

/** The updates of meetings that a {@link JdbcConferenceStore} keeps. */
final class JdbcMeetingUpdates implements MeetingUpdates {
  /** Due at a time from now or, times 0, from 1970; an absent time means not at all. */
  private static final String SETTLE =
      """
      UPDATE cid_meetings SET state = ?, due = ? * {now} + ?, attempts = attempts - ?,
        updated = updated + ?, in_part = in_part + ?,
        untouched = coalesce(?, untouched), failed = coalesce(?, failed),
        problem = coalesce(?, problem)
      WHERE user_key = ? AND lease_key = ? AND state = 'IN_PROGRESS'\
      """;

  private static final String AGAIN =
      """
      UPDATE cid_meetings SET state = 'PENDING', due = 0, attempts = 0,
        updated = 0, in_part = 0, untouched = 0, failed = 0, problem = NULL
      WHERE user_key = ? AND state IN ('DONE', 'FAILED')
        AND version = (SELECT u.version FROM cid_user u
          WHERE u.user_key = cid_meetings.user_key AND u.current_id IS NOT NULL)\
      """;

  private static final String COLUMNS =
      """
      SELECT u.user_key, u.version, m.version AS known, m.state, m.attempts, m.updated, m.in_part,
        m.untouched, m.failed, m.problem
      """;

  /**
   * Whoever has or had work. What is known of an older version counts only while a worker has it.
   */
  private static final String FOLLOWED =
      """
      FROM cid_user u LEFT JOIN cid_meetings m
        ON m.user_key = u.user_key AND (m.version = u.version OR m.state = 'IN_PROGRESS')
      WHERE u.current_id IS NOT NULL AND u.version > 1\
      """;

  /** To be ended by a condition on the key. */
  private static final String ANY = COLUMNS + FOLLOWED + " AND u.user_key ";

  private static final String PENDING =
      ANY + "> ? AND (m.state IS NULL OR m.state = 'PENDING') ORDER BY u.user_key LIMIT ?";

  /** By an index on the states: of those that have failed there are few. */
  private static final String KNOWN =
      COLUMNS
          + """
            FROM cid_meetings m JOIN cid_user u ON u.user_key = m.user_key
            WHERE m.user_key > ? AND m.state = '%s' AND u.current_id IS NOT NULL
              AND (m.version = u.version OR m.state = 'IN_PROGRESS')
            ORDER BY m.user_key LIMIT ?\
            """;

  private static final String FIGURES =
      """
      SELECT
        sum(CASE WHEN m.state IS NULL OR m.state = 'PENDING' THEN 1 ELSE 0 END) AS pending,
        sum(CASE WHEN m.state = 'IN_PROGRESS' THEN 1 ELSE 0 END) AS in_progress,
        sum(CASE WHEN m.state = 'FAILED' THEN 1 ELSE 0 END) AS failed,
        min(CASE WHEN m.state IS NULL OR m.state IN ('PENDING', 'IN_PROGRESS') THEN u.since END)
          AS oldest
      """
          + FOLLOWED;

  private final Supplier<Transactions> transactions;

  JdbcMeetingUpdates(Supplier<Transactions> transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<MeetingLease> claim(String worker, int max, Duration lease) {
    Objects.requireNonNull(worker, "worker");
    Objects.requireNonNull(lease, "lease");
    MeetingUpdates.requireClaim(max, lease);
    Transactions ready = transactions.get();
    ready.refuseToJoin("claim meetings", "the lease has to be committed before anything is saved");
    return new MeetingClaim(ready, worker, max, lease).take();
  }

  @Override
  public boolean settle(MeetingLease lease, MeetingSettlement outcome) {
    Objects.requireNonNull(lease, "lease");
    Objects.requireNonNull(outcome, "outcome");
    @Nullable Object[] row = row(lease, outcome);
    return transactions.get().transaction("settle meetings", session -> session.update(SETTLE, row))
        == 1;
  }

  private static @Nullable Object[] row(MeetingLease lease, MeetingSettlement outcome) {
    State state = State.PENDING;
    int fromNow = 0;
    Long delay = null;
    int uncounted = 0;
    MeetingCounts counts = null;
    String problem = null;
    if (outcome instanceof MeetingSettlement.Done done) {
      state = State.DONE;
      counts = done.counts();
    } else if (outcome instanceof MeetingSettlement.Failed failed) {
      state = State.FAILED;
      counts = failed.counts();
      problem = failed.problem();
    } else if (outcome instanceof MeetingSettlement.Retry retry) {
      fromNow = 1;
      delay = EpochMicros.of(retry.delay());
      counts = retry.counts();
      problem = retry.problem();
    } else {
      delay = 0L;
      uncounted = 1;
    }
    return new @Nullable Object[] {
      state.name(),
      fromNow,
      delay,
      uncounted,
      counts == null ? 0 : counts.updated(),
      counts == null ? 0 : counts.inPart(),
      counts == null ? null : counts.untouched(),
      counts == null ? null : counts.failed(),
      problem,
      lease.user().value(),
      lease.key()
    };
  }

  @Override
  public Optional<MeetingStatus> status(UserId user) {
    Objects.requireNonNull(user, "user");
    return transactions
        .get()
        .read(
            "read the state of meetings",
            session -> session.first(ANY + "= ?", JdbcMeetingUpdates::status, user.value()));
  }

  @Override
  public List<MeetingStatus> list(State state, Optional<UserId> after, int limit) {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(after, "after");
    MeetingUpdates.requireLimit(limit);
    String sql = listing(state);
    return transactions
        .get()
        .read(
            "list the states of meetings",
            session ->
                session.list(
                    sql, JdbcMeetingUpdates::status, after.map(UserId::value).orElse(""), limit));
  }

  static String listing(State state) {
    return state == State.PENDING ? PENDING : KNOWN.replace("%s", state.name());
  }

  private static MeetingStatus status(ResultSet row) throws SQLException {
    UserId user = UserId.of(row.getString("user_key"));
    Long known = Rows.number(row, "known");
    if (known == null) {
      return new MeetingStatus(
          user, row.getLong("version"), State.PENDING, 0, MeetingCounts.NONE, Optional.empty());
    }
    State state = State.valueOf(row.getString("state"));
    return new MeetingStatus(
        user,
        known,
        state,
        row.getInt("attempts"),
        new MeetingCounts(
            row.getInt("updated"),
            row.getInt("in_part"),
            row.getInt("untouched"),
            row.getInt("failed")),
        state == State.DONE ? Optional.empty() : Rows.text(row, "problem"));
  }

  @Override
  public MeetingFigures figures() {
    return transactions
        .get()
        .read(
            "count the states of meetings",
            session -> session.first(FIGURES, JdbcMeetingUpdates::figures).orElseThrow());
  }

  private static MeetingFigures figures(ResultSet row) throws SQLException {
    return new MeetingFigures(
        row.getLong("pending"),
        row.getLong("in_progress"),
        row.getLong("failed"),
        Optional.ofNullable(Rows.number(row, "oldest")).map(EpochMicros::toInstant));
  }

  @Override
  public int again(Collection<UserId> users) {
    Objects.requireNonNull(users, "users");
    int due = 0;
    for (List<String> some :
        Bulk.portions(
            users.stream().map(UserId::value).distinct().sorted().toList(), Transactions.PORTION)) {
      due +=
          transactions
              .get()
              .transaction(
                  "update meetings again",
                  session ->
                      session.batch(AGAIN, some, key -> new @Nullable Object[] {key}).size());
    }
    return due;
  }
}
