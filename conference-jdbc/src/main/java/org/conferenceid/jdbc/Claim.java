package org.conferenceid.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.conferenceid.EventKind;
import org.conferenceid.MailState;
import org.conferenceid.UserId;
import org.conferenceid.spi.Lease;
import org.jspecify.annotations.Nullable;

/**
 * One claim: finds users who have due messages, locks those users who are not locked, and then
 * decides about each user's messages, which nobody else can claim or make untrue meanwhile.
 */
final class Claim {
  /**
   * Due messages in the order in which they were queued, of users without an earlier one in the
   * way: an earlier one is in the way while a worker has it, or while it waits and is true.
   */
  private static final String DUE =
      """
      SELECT a.number, a.user_key FROM cid_audit a
      WHERE a.mail_state = '%s' AND a.mail_due <= (SELECT {now}) AND a.number > ?
        AND NOT EXISTS (
          SELECT 1 FROM cid_audit e JOIN cid_user u ON u.user_key = e.user_key
          WHERE e.user_key = a.user_key AND e.number < a.number AND e.mail_due > (SELECT {now})
            AND (e.mail_state = 'LEASED'
              OR CASE WHEN e.kind = 'INFO_REQUESTED' THEN u.current_id IS NOT NULL
                ELSE e.version = u.version END))
      ORDER BY a.number LIMIT ?\
      """;

  private static final String ALL_DUE =
      "SELECT number, user_key FROM ("
          + DUE.replace("%s", "PENDING")
          + ") p UNION ALL SELECT number, user_key FROM ("
          + DUE.replace("%s", "LEASED")
          + ") e ORDER BY number LIMIT ?";

  private static final String LOCK =
      "SELECT user_key, current_id, version FROM cid_user WHERE user_key IN (%s) {skip locked}";

  private static final String OPEN =
      """
      SELECT number, user_key, kind, version, at, mail_state, mail_due, mail_key, mail_attempts,
        mail_excused, mail_unconfirmed, mail_fence, {now} AS now
      FROM cid_audit WHERE mail_due IS NOT NULL AND user_key IN (%s) ORDER BY number\
      """;

  private static final EachRow LEASE =
      new EachRow(
          """
          UPDATE cid_audit SET mail_state = 'LEASED', mail_due = {now} + {bigint},
            mail_worker = {varchar}, mail_attempts = mail_attempts + 1,
            mail_unconfirmed = mail_unconfirmed + {integer}, mail_fence = mail_fence + 1
          WHERE number = {bigint} AND mail_state = {varchar} AND mail_due = {bigint}
            AND mail_fence = {bigint}\
          """);

  private static final EachRow SUPERSEDE =
      new EachRow(
          """
          UPDATE cid_audit SET mail_state = 'SUPERSEDED', mail_due = NULL
          WHERE number = {bigint} AND mail_state = {varchar} AND mail_due = {bigint}
            AND mail_fence = {bigint}\
          """);

  /**
   * The waiting messages that have become untrue, among those that were queued first. Each user is
   * looked up by the key: to join them, a planner may read the whole table.
   */
  private static final String UNTRUE =
      """
      SELECT a.number, a.user_key, a.kind, a.version, a.at, a.mail_state, a.mail_due,
        a.mail_key, a.mail_attempts, a.mail_excused, a.mail_unconfirmed, a.mail_fence, 0 AS now
      FROM (
        SELECT * FROM cid_audit WHERE mail_state = 'PENDING' AND number < ?
        ORDER BY number LIMIT 1000) a
      WHERE CASE
        WHEN a.kind = 'INFO_REQUESTED'
          THEN (SELECT u.current_id FROM cid_user u WHERE u.user_key = a.user_key) IS NULL
        ELSE a.version <> (SELECT u.version FROM cid_user u WHERE u.user_key = a.user_key) END\
      """;

  private static final int LONGEST_WORKER = 255;

  private final Session session;
  private final String worker;
  private final int max;
  private final long lease;
  private final Set<String> met = new HashSet<>();
  private final NavigableMap<Long, Message> untrue = new TreeMap<>();
  private final NavigableMap<Long, Message> taken = new TreeMap<>();

  Claim(Session session, String worker, int max, Duration lease) {
    this.session = session;
    this.worker = worker.substring(0, Math.min(worker.length(), LONGEST_WORKER));
    this.max = max;
    this.lease = Micros.of(lease);
  }

  List<Lease> take() throws SQLException {
    long after = 0;
    boolean more = true;
    while (more && countUpTo(after) < max) {
      List<Due> due = due(after);
      List<String> users = due.stream().map(Due::user).filter(met::add).toList();
      if (!users.isEmpty()) {
        decide(users);
      }
      more = due.size() == max;
      after = more ? due.get(max - 1).number : Long.MAX_VALUE;
    }
    List<Message> chosen = taken.values().stream().limit(max).toList();
    List<Lease> leases = lease(chosen);
    // What is leased by now waits no more, so that little is looked through.
    supersede(chosen.size() < max ? Long.MAX_VALUE : chosen.get(max - 1).number);
    return leases;
  }

  /** A message that waited behind an untrue one may have been queued after others that are due. */
  private int countUpTo(long number) {
    return taken.headMap(number, true).size();
  }

  private void supersede(long before) throws SQLException {
    session.each(
        UNTRUE,
        row -> {
          Message message = Message.read(row);
          untrue.put(message.number, message);
        },
        before);
    updateEach(SUPERSEDE, List.copyOf(untrue.headMap(before).values()), Message::identity);
  }

  private List<Due> due(long after) throws SQLException {
    return session.list(ALL_DUE, Due::read, after, max, after, max, max);
  }

  /** Locks the users, and goes through the open messages of each in their order. */
  private void decide(List<String> users) throws SQLException {
    Map<String, State> states = new HashMap<>();
    session.eachIn(LOCK, row -> states.put(row.getString("user_key"), State.read(row)), users);
    List<Message> open = new ArrayList<>();
    session.eachIn(OPEN, row -> open.add(Message.read(row)), List.copyOf(states.keySet()));
    Set<String> waiting = new HashSet<>();
    for (Message message : open) {
      State state = states.get(message.user);
      if (state == null || waiting.contains(message.user)) {
        continue;
      }
      if (!message.withWorker() && !state.confirms(message)) {
        untrue.put(message.number, message);
      } else {
        waiting.add(message.user);
        if (message.due <= message.now) {
          taken.put(message.number, message);
        }
      }
    }
  }

  /** What somebody settled meanwhile is not leased: the conditions of the statement see to it. */
  private List<Lease> lease(List<Message> chosen) throws SQLException {
    return updateEach(LEASE, chosen, message -> message.leasing(lease, worker)).stream()
        .map(Message::toLease)
        .toList();
  }

  private List<Message> updateEach(
      EachRow update, List<Message> messages, Function<Message, @Nullable Object[]> values)
      throws SQLException {
    return session.texts().database().updateEach(session, update, messages, values);
  }

  /** A message that may be taken, as seen without a lock. */
  private record Due(long number, String user) {
    static Due read(ResultSet row) throws SQLException {
      return new Due(row.getLong("number"), row.getString("user_key"));
    }
  }

  /** A user, while we hold the lock. */
  private record State(boolean enabled, long version) {
    static State read(ResultSet row) throws SQLException {
      return new State(Rows.integer(row, "current_id") != null, row.getLong("version"));
    }

    /** Whether what a message says is still true (OB-6). */
    boolean confirms(Message message) {
      return message.kind.changesId() ? message.version == version : enabled;
    }
  }

  /** An open message. */
  private record Message(
      long number,
      String user,
      EventKind kind,
      long version,
      Instant at,
      MailState state,
      long due,
      String key,
      int attempts,
      int excused,
      int unconfirmed,
      long fence,
      long now) {

    static Message read(ResultSet row) throws SQLException {
      return new Message(
          row.getLong("number"),
          row.getString("user_key"),
          EventKind.valueOf(row.getString("kind")),
          row.getLong("version"),
          Micros.toInstant(row.getLong("at")),
          MailState.valueOf(row.getString("mail_state")),
          row.getLong("mail_due"),
          row.getString("mail_key"),
          row.getInt("mail_attempts"),
          row.getInt("mail_excused"),
          row.getInt("mail_unconfirmed"),
          row.getLong("mail_fence"),
          row.getLong("now"));
    }

    boolean withWorker() {
      return state == MailState.LEASED && due > now;
    }

    @Nullable Object[] identity() {
      return new @Nullable Object[] {number, state.name(), due, fence};
    }

    /** 1 for one whose last lease ended unsettled: it may have been sent (OB-13). */
    int unsettled() {
      return state == MailState.LEASED ? 1 : 0;
    }

    @Nullable Object[] leasing(long lease, String worker) {
      return new @Nullable Object[] {lease, worker, unsettled(), number, state.name(), due, fence};
    }

    Lease toLease() {
      return new Lease(
          number,
          key,
          fence + 1,
          attempts + 1,
          excused,
          unconfirmed + unsettled(),
          UserId.of(user),
          kind,
          version,
          at);
    }
  }
}
