package org.conferenceid.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.conferenceid.InvalidValueException;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.OutboxFigures;
import org.conferenceid.spi.Settlement;
import org.jspecify.annotations.Nullable;

/** The messages of a {@link JdbcConferenceStore}: the mail columns of the audit. */
final class JdbcOutbox implements Outbox {
  /**
   * An end of a lease. It is due at a time from now or, times 0, from 1970; an absent time means
   * that nothing is due any more. The next claim meets what has become untrue at once.
   */
  private static final BatchUpdate SETTLE =
      new BatchUpdate(
          """
          UPDATE cid_audit SET mail_state = {varchar}, mail_due = {integer} * {now} + {bigint},
            mail_turn = CASE
              WHEN (
                SELECT CASE WHEN cid_audit.kind IN ('ENABLED', 'RESET', 'DISABLED')
                  THEN u.version <> cid_audit.version ELSE u.current_id IS NULL END
                FROM cid_user u WHERE u.user_key = cid_audit.user_key) THEN 0 * {bigint}
              ELSE {integer} * {now} + {bigint} END,
            mail_attempts = mail_attempts - {integer}, mail_excused = mail_excused + {integer},
            mail_unconfirmed = mail_unconfirmed + {integer},
            mail_problem = coalesce({varchar}, mail_problem)
          WHERE number = {bigint} AND mail_fence = {bigint} AND mail_state = 'LEASED'\
          """);

  private static final BatchUpdate RESEND =
      new BatchUpdate(
          """
          UPDATE cid_audit SET mail_state = 'PENDING', mail_due = 0, mail_turn = 0, mail_attempts = 0,
            mail_excused = 0, mail_unconfirmed = 0
          WHERE number = {bigint} AND mail_state = 'FAILED'\
          """);

  /** By the indexes on what is open and on what has failed: what has been sent is not read. */
  static final String FIGURES =
      """
      SELECT count(CASE WHEN a.mail_state = 'PENDING' THEN 1 END) AS waiting,
        count(CASE WHEN a.mail_state = 'LEASED' THEN 1 END) AS leased,
        count(CASE WHEN a.mail_state = 'LEASED' AND (a.mail_due <= t.now OR a.mail_due > t.now + ?)
          THEN 1 END) AS run_out,
        (SELECT count(*) FROM cid_audit WHERE mail_state = 'FAILED') AS failed,
        min(CASE WHEN a.mail_due <= t.now OR a.mail_due > t.now + ? THEN a.at END) AS oldest_due
      FROM cid_audit a CROSS JOIN (SELECT {now} AS now) AS t
      WHERE a.mail_turn IS NOT NULL\
      """;

  private final Supplier<Transactions> transactions;

  JdbcOutbox(Supplier<Transactions> transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<Lease> claim(String worker, int max, Duration lease) {
    Objects.requireNonNull(worker, "worker");
    Objects.requireNonNull(lease, "lease");
    if (max < 1) {
      throw new InvalidValueException("max", "must be at least 1", "" + max);
    }
    if (lease.isNegative() || lease.isZero() || lease.compareTo(MAX_DELAY) > 0) {
      throw new InvalidValueException(
          "lease", "must be positive and at most " + MAX_DELAY, lease.toString());
    }
    Transactions ready = transactions.get();
    ready.refuseToJoin("claim messages", "the lease has to be committed before anything is sent");
    while (true) {
      Claim.Taken taken =
          ready.transaction(
              "claim messages", session -> new Claim(session, worker, max, lease).take());
      if (!taken.leases().isEmpty() || taken.finished()) {
        return taken.leases();
      }
    }
  }

  @Override
  public List<Lease> settle(List<Settlement> settlements) {
    Objects.requireNonNull(settlements, "settlements");
    Set<Lease> met = new HashSet<>(); // a lease counts once, and by what is said first
    // One order for all, so that two transactions do not wait for each other.
    List<Integer> first =
        IntStream.range(0, settlements.size())
            .filter(i -> met.add(settlements.get(i).lease()))
            .boxed()
            .sorted(Comparator.comparingLong(i -> settlements.get(i).lease().number()))
            .toList();
    Set<Integer> counted =
        Set.copyOf(
            transactions
                .get()
                .updateEach("settle messages", SETTLE, first, i -> row(settlements.get(i))));
    return IntStream.range(0, settlements.size())
        .filter(i -> !counted.contains(i))
        .mapToObj(i -> settlements.get(i).lease())
        .toList();
  }

  private static @Nullable Object[] row(Settlement settlement) {
    Settlement.Result result = settlement.result();
    int fromNow = 1;
    Long delay = null;
    int uncounted = 0;
    int excused = 0;
    int unconfirmed = 0;
    String problem = null;
    if (result instanceof Settlement.Failed failed) {
      problem = failed.problem();
    } else if (result instanceof Settlement.Retry retry) {
      delay = EpochMicros.of(retry.delay());
      problem = retry.problem();
      excused = retry.attempt() == Settlement.Attempt.EXCUSED ? 1 : 0;
      unconfirmed = retry.attempt() == Settlement.Attempt.UNCONFIRMED ? 1 : 0;
    } else if (result instanceof Settlement.Released) {
      fromNow = 0;
      delay = 0L;
      uncounted = 1;
    }
    Lease lease = settlement.lease();
    return new @Nullable Object[] {
      result.state().name(),
      fromNow,
      delay,
      delay,
      fromNow,
      delay,
      uncounted,
      excused,
      unconfirmed,
      problem,
      lease.number(),
      lease.fence()
    };
  }

  @Override
  public OutboxFigures figures() {
    long most = OpenMessage.MAX_DELAY;
    return transactions
        .get()
        .read(
            "count the messages",
            session -> session.first(FIGURES, JdbcOutbox::figures, most, most).orElseThrow());
  }

  private static OutboxFigures figures(ResultSet row) throws SQLException {
    long runOut = row.getLong("run_out");
    long oldest = row.getLong("oldest_due");
    Optional<Instant> oldestDue =
        row.wasNull() ? Optional.empty() : Optional.of(EpochMicros.toInstant(oldest));
    return new OutboxFigures(
        row.getLong("waiting"),
        row.getLong("leased") - runOut,
        runOut,
        row.getLong("failed"),
        oldestDue);
  }

  @Override
  public int resend(Collection<Long> numbers) {
    Objects.requireNonNull(numbers, "numbers");
    List<Long> sorted = numbers.stream().distinct().sorted().toList();
    return transactions
        .get()
        .updateEach("resend messages", RESEND, sorted, number -> new @Nullable Object[] {number})
        .size();
  }
}
