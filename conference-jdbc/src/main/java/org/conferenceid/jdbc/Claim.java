package org.conferenceid.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.conferenceid.Text;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Outbox;
import org.jspecify.annotations.Nullable;

/**
 * One claim: finds users whose messages it is the turn of, locks those users who are not locked,
 * and then decides about each user's messages, which nobody else can claim or make untrue
 * meanwhile.
 *
 * <p>It reads the messages in the order of their turns and stops when it has enough. A message that
 * waits for an earlier one gets the turn of that one, so that it is not read again before.
 */
final class Claim {
  /**
   * Whose turn it is: the first message of each user, unless a worker has an earlier one. Begins
   * after a message that was read.
   */
  static final String TURNS =
      """
      SELECT a.mail_turn, a.number, a.user_key FROM cid_audit a
      WHERE a.mail_turn >= ? AND (a.mail_turn > ? OR a.number > ?) AND a.mail_turn <= (SELECT {now})
        AND NOT EXISTS (
          SELECT 1 FROM cid_audit e
          WHERE e.user_key = a.user_key AND e.mail_due IS NOT NULL AND e.number < a.number
            AND (e.mail_turn <= (SELECT {now}) OR e.mail_state = 'LEASED'))
      ORDER BY a.mail_turn, a.number LIMIT ?\
      """;

  /** What lies too far ahead was written while the clock was wrong (OB-7). */
  private static final String OVERDUE =
      "UPDATE cid_audit SET mail_turn = 0 WHERE mail_turn > (SELECT {now}) + ?";

  private static final String LOCK =
      "SELECT user_key, current_id, version, since FROM cid_user WHERE user_key IN (%s) {skip locked}";

  private static final String OPEN =
      """
      SELECT number, user_key, kind, version, at, actor, reason, public_reason, old_id, new_id,
        mail_state, mail_due, mail_turn, mail_key, mail_attempts, mail_excused, mail_unconfirmed,
        mail_fence, {now} AS now
      FROM cid_audit WHERE mail_due IS NOT NULL AND user_key IN (%s) ORDER BY number\
      """;

  private static final String UNCHANGED =
      """

      WHERE number = {bigint} AND mail_state = {varchar} AND mail_due = {bigint}
        AND mail_fence = {bigint}\
      """;

  private static final BatchUpdate LEASE =
      new BatchUpdate(
          """
          UPDATE cid_audit SET mail_state = 'LEASED', mail_due = {now} + {bigint},
            mail_turn = {now} + {bigint}, mail_worker = {varchar},
            mail_attempts = mail_attempts + 1, mail_unconfirmed = mail_unconfirmed + {integer},
            mail_fence = mail_fence + 1\
          """
              + UNCHANGED);

  private static final BatchUpdate SUPERSEDE =
      new BatchUpdate(
          "UPDATE cid_audit SET mail_state = 'SUPERSEDED', mail_due = NULL, mail_turn = NULL"
              + UNCHANGED);

  private static final BatchUpdate POSTPONE =
      new BatchUpdate("UPDATE cid_audit SET mail_turn = {bigint}" + UNCHANGED);

  private static final int LONGEST_WORKER = 255;

  /** How many users are looked at together. */
  private static final int PAGE = 512;

  /** So many messages that cannot be handed out are put aside by one transaction. */
  private static final int MOST_ASIDE = 1000;

  private final Session session;
  private final String worker;
  private final int max;
  private final long lease;
  private final Set<String> met = new HashSet<>();
  private final List<OpenMessage> taken = new ArrayList<>();
  private final List<OpenMessage> untrue = new ArrayList<>();
  private final Map<OpenMessage, Long> postponed = new HashMap<>();

  Claim(Session session, String worker, int max, Duration lease) {
    this.session = session;
    this.worker = Text.storable(worker, LONGEST_WORKER);
    this.max = max;
    this.lease = EpochMicros.of(lease);
  }

  /**
   * What a claim has taken.
   *
   * @param leases what it hands out
   * @param finished whether nothing else could be taken, or enough was
   */
  record Taken(List<Lease> leases, boolean finished) {}

  Taken take() throws SQLException {
    do {
      goThroughTurns();
    } while (!isEnough() && session.update(OVERDUE, OpenMessage.MAX_DELAY) > 0);
    List<OpenMessage> chosen =
        taken.stream()
            .sorted(Comparator.comparing(OpenMessage::due).thenComparing(OpenMessage::number))
            .limit(max)
            .toList();
    List<Lease> leases = lease(chosen);
    session.rely(leases.stream().map(lease -> lease.user().value()).distinct().sorted().toList());
    update(SUPERSEDE, untrue, OpenMessage::identity);
    update(
        POSTPONE,
        postponed.keySet(),
        message -> message.postponed(Objects.requireNonNull(postponed.get(message))));
    return new Taken(leases, taken.size() >= max || !isEnough());
  }

  private boolean isEnough() {
    return taken.size() >= max || untrue.size() + postponed.size() >= MOST_ASIDE;
  }

  private void goThroughTurns() throws SQLException {
    int page = Math.min(max, PAGE);
    Turn last = new Turn(0, 0, "");
    List<Turn> turns;
    do {
      turns = session.list(TURNS, Turn::read, last.at, last.at, last.number, page);
      List<String> users = turns.stream().map(Turn::user).filter(met::add).toList();
      if (!users.isEmpty()) {
        decide(users);
      }
      last = turns.isEmpty() ? last : turns.get(turns.size() - 1);
    } while (turns.size() == page && !isEnough());
  }

  /** Locks the users, and goes through the open messages of each in their order. */
  private void decide(List<String> users) throws SQLException {
    Map<String, UserRow> locked = new HashMap<>();
    session.eachIn(LOCK, row -> locked.put(row.getString("user_key"), UserRow.read(row)), users);
    List<OpenMessage> open = new ArrayList<>();
    session.eachIn(OPEN, row -> open.add(OpenMessage.read(row)), List.copyOf(locked.keySet()));
    Map<String, OpenMessage> first = new HashMap<>();
    Set<String> busy = new HashSet<>(); // users with a message that a worker has
    for (OpenMessage message : open) {
      if (message.isWithWorker()) {
        first.putIfAbsent(message.user(), message);
        busy.add(message.user());
      } else if (!busy.contains(message.user())) {
        judge(message, Objects.requireNonNull(locked.get(message.user())), first);
      }
    }
  }

  private void judge(OpenMessage message, UserRow user, Map<String, OpenMessage> first) {
    if (Outbox.isOutdated(message.event(), user.found(message.event().user()))) {
      untrue.add(message);
      return;
    }
    OpenMessage earlier = first.putIfAbsent(message.user(), message);
    if (earlier == null && message.isDue()) {
      taken.add(message);
    }
    long turn = message.turnBehind(earlier);
    if (turn != message.turn() && (turn > message.now() || message.turn() > message.now())) {
      postponed.put(message, turn);
    }
  }

  /** What somebody settled meanwhile is not leased: the conditions of the statement see to it. */
  private List<Lease> lease(List<OpenMessage> chosen) throws SQLException {
    Set<OpenMessage> leased =
        Set.copyOf(
            session
                .texts()
                .database()
                .updateEach(
                    session, LEASE, inOrder(chosen), message -> message.leasing(lease, worker)));
    return chosen.stream().filter(leased::contains).map(message -> message.toLease(lease)).toList();
  }

  private void update(
      BatchUpdate update,
      Collection<OpenMessage> messages,
      Function<OpenMessage, @Nullable Object[]> values)
      throws SQLException {
    session.texts().database().updateEach(session, update, inOrder(messages), values);
  }

  /** Rows are locked in one order by all, so that two transactions do not wait for each other. */
  private static List<OpenMessage> inOrder(Collection<OpenMessage> messages) {
    return messages.stream().sorted(Comparator.comparing(OpenMessage::number)).toList();
  }

  /** When a claim looks at a message, as seen without a lock. */
  private record Turn(long at, long number, String user) {
    static Turn read(ResultSet row) throws SQLException {
      return new Turn(row.getLong("mail_turn"), row.getLong("number"), row.getString("user_key"));
    }
  }
}
