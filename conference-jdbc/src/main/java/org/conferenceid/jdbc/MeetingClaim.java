package org.conferenceid.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.conferenceid.Text;
import org.conferenceid.UserId;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.MeetingLease;
import org.conferenceid.spi.MeetingUpdates;
import org.jspecify.annotations.Nullable;

/**
 * One claim of meetings to be updated. It takes what is due by an index; only if that is too little
 * are the users compared with what is known of their meetings, and what is found noticed.
 */
final class MeetingClaim {
  static final String DUE =
      """
      SELECT user_key, version, attempts FROM cid_meetings WHERE due <= (SELECT {now})
      ORDER BY due, user_key LIMIT ? {skip locked}\
      """;

  /** Users in the order of their keys whose version is newer than what is known. */
  static final String BEHIND =
      """
      SELECT u.user_key, m.version AS known FROM cid_user u
      LEFT JOIN cid_meetings m ON m.user_key = u.user_key
      WHERE u.user_key > ? AND u.current_id IS NOT NULL AND u.version > 1
        AND (m.user_key IS NULL OR (m.version < u.version AND m.state <> 'IN_PROGRESS'))
      ORDER BY u.user_key LIMIT ?\
      """;

  private static final String USERS =
      "SELECT user_key, current_id, version, since FROM cid_user WHERE user_key IN (%s)";

  /** Whoever is erased at this moment, and so locked, must leave nothing behind. */
  private static final String LOCK = USERS + " {skip locked}";

  private static final String NOTICE =
      """
      INSERT INTO cid_meetings
        (version, user_key, state, due, attempts, updated, in_part, untouched, failed)
      VALUES (?, ?, 'PENDING', 0, 0, 0, 0, 0, 0)\
      """;

  static final String RENEW =
      """
      UPDATE cid_meetings SET version = ?, state = 'PENDING', due = 0, attempts = 0,
        updated = 0, in_part = 0, untouched = 0, failed = 0, problem = NULL
      WHERE user_key = ?\
      """;

  private static final String LEASE =
      """
      UPDATE cid_meetings SET state = 'IN_PROGRESS', due = {now} + ?, attempts = attempts + 1,
        lease_key = ?, worker = ?
      WHERE user_key = ?\
      """;

  /** Somebody who is disabled is noticed again when enabled, by the version. */
  private static final String FORGET = "DELETE FROM cid_meetings WHERE user_key = ?";

  /** What lies too far ahead was written while the clock was wrong (MU-5). */
  private static final String OVERDUE =
      "UPDATE cid_meetings SET due = 0 WHERE due > (SELECT {now}) + ?";

  private static final int LONGEST_WORKER = 255;

  private static final String KNOWN =
      "SELECT user_key, version FROM cid_meetings WHERE user_key IN (%s)";

  private static final String DOING = "claim meetings";
  private static final int PAGE = 512;

  private final Transactions transactions;
  private final String worker;
  private final int max;
  private final long lease;

  MeetingClaim(Transactions transactions, String worker, int max, Duration lease) {
    this.transactions = transactions;
    this.worker = Text.storable(worker, LONGEST_WORKER);
    this.max = max;
    this.lease = EpochMicros.of(lease);
  }

  /** A row that is due, and locked. */
  private record Due(String user, long version, int attempts) {
    static Due read(ResultSet row) throws SQLException {
      return new Due(row.getString("user_key"), row.getLong("version"), row.getInt("attempts"));
    }
  }

  List<MeetingLease> take() {
    List<MeetingLease> leases = takeDue();
    if (!leases.isEmpty()) {
      return leases;
    }
    boolean noticed = notice();
    boolean broughtBack = bringBack();
    return noticed || broughtBack ? takeDue() : leases;
  }

  /** Takes what is known to be due. Whoever is disabled is in the way, and is forgotten. */
  private List<MeetingLease> takeDue() {
    while (true) {
      List<MeetingLease> leases = new ArrayList<>();
      int met = transactions.transaction(DOING, session -> takeDue(session, leases));
      if (!leases.isEmpty() || met < max) {
        return leases;
      }
    }
  }

  private int takeDue(Session session, List<MeetingLease> leases) throws SQLException {
    leases.clear(); // of a try that has lost
    List<Due> due = session.list(DUE, Due::read, max);
    Map<String, UserRow> users = enabled(session, USERS, due.stream().map(Due::user).toList());
    List<Due> taken = due.stream().filter(row -> users.containsKey(row.user)).toList();
    List<String> gone = due.stream().map(Due::user).filter(key -> !users.containsKey(key)).toList();
    session.batch(FORGET, gone, key -> new @Nullable Object[] {key});
    List<Due> behind =
        taken.stream().filter(row -> row.version < version(users, row.user)).toList();
    session.batch(
        RENEW, behind, row -> new @Nullable Object[] {version(users, row.user), row.user});
    for (Due row : taken) {
      leases.add(
          new MeetingLease(
              UserId.of(row.user),
              version(users, row.user),
              behind.contains(row) ? 1 : row.attempts + 1,
              Lease.newMessageKey()));
    }
    session.batch(
        LEASE,
        leases,
        one -> new @Nullable Object[] {lease, one.key(), worker, one.user().value()});
    return due.size();
  }

  private static long version(Map<String, UserRow> users, String key) {
    return Objects.requireNonNull(users.get(key)).version();
  }

  private static Map<String, UserRow> enabled(Session session, String sql, List<String> keys)
      throws SQLException {
    Map<String, UserRow> users = new HashMap<>();
    session.eachIn(
        sql,
        row -> {
          if (Rows.integer(row, "current_id") != null) {
            users.put(row.getString("user_key"), UserRow.read(row));
          }
        },
        keys);
    return users;
  }

  /** Compares the users with what is known, until some are found that are behind. */
  private boolean notice() {
    String after = "";
    List<String> found;
    do {
      String last = after;
      found =
          transactions.read(
              DOING, session -> session.list(BEHIND, row -> row.getString("user_key"), last, PAGE));
      List<String> keys = found;
      if (!keys.isEmpty()) {
        if (transactions.transaction(DOING, session -> notice(session, keys)) > 0) {
          return true;
        }
        after = keys.get(keys.size() - 1);
      }
    } while (found.size() == PAGE);
    return false;
  }

  private static int notice(Session session, List<String> keys) throws SQLException {
    Map<String, UserRow> users = enabled(session, LOCK, keys);
    Map<String, Long> known = new HashMap<>();
    session.eachIn(
        KNOWN,
        row -> known.put(row.getString("user_key"), row.getLong("version")),
        List.copyOf(users.keySet()));
    List<String> fresh = keys.stream().filter(users::containsKey).toList();
    List<String> unknown = fresh.stream().filter(key -> !known.containsKey(key)).toList();
    session.rely(unknown);
    int noticed =
        session.insertAll(
            NOTICE, unknown, key -> new @Nullable Object[] {version(users, key), key});
    return noticed
        + session
            .batch(
                RENEW + " AND version < ? AND state <> 'IN_PROGRESS'",
                fresh.stream().filter(known::containsKey).toList(),
                key -> new @Nullable Object[] {version(users, key), key, version(users, key)})
            .size();
  }

  private boolean bringBack() {
    long most = EpochMicros.of(MeetingUpdates.MAX_DELAY);
    return transactions.transaction(DOING, session -> session.update(OVERDUE, most)) > 0;
  }
}
