package org.conferenceid.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.jspecify.annotations.Nullable;

/**
 * A change in a few plain statements, for databases that have no one statement for it. Each
 * statement sees what was committed before it, or locks what it sees. The user's row is locked
 * first, so that one change of a user follows another.
 *
 * <p>Nothing is written before an answer other than done is known. A race that is noticed later
 * makes the transaction fail, and it is tried again as a whole.
 */
final class MultiStatementChange {
  private static final String FIND =
      """
      SELECT {now when locked} AS now, u.current_id, u.version, u.since,
        (SELECT count(*) FROM cid_id WHERE id = ?) AS first_known%s
      FROM (SELECT 1 AS one) AS o
        LEFT JOIN cid_user u ON u.user_key = ?%s {for update}""";

  /** For a change without an idempotency key. */
  static final String LOCK = String.format(Locale.ROOT, FIND, "", "");

  static final String LOCK_KEYED =
      String.format(
          Locale.ROOT,
          FIND,
          ",\n  a.kind, a.version AS seen_version, a.at, a.old_id, a.new_id",
          "\n  LEFT JOIN cid_audit a ON a.user_key = ? AND a.idempotency_key = ?");

  static final String TAKEN = "SELECT id, free_at FROM cid_id WHERE id IN (%s)";

  static final String RETIRE =
      "UPDATE cid_id SET since = ?, free_at = ? WHERE id = ? AND owner = ? AND free_at IS NULL";
  static final String ASSIGN = "INSERT INTO cid_id (id, owner, since) VALUES (?, ?, ?)";
  static final String ASSIGN_AGAIN =
      """
      UPDATE cid_id SET owner = ?, since = ?, free_at = NULL
      WHERE id = ? AND free_at <= ?""";
  static final String ENTER =
      "INSERT INTO cid_user (user_key, current_id, version, since) VALUES (?, ?, ?, ?)";
  static final String MOVE =
      "UPDATE cid_user SET current_id = ?, version = ?, since = ? WHERE user_key = ? AND version = ?";
  static final String AUDIT =
      """
      INSERT INTO cid_audit (user_key, idempotency_key, kind, version, at, actor, reason, public_reason,
        old_id, new_id, mail_state, mail_due, mail_turn, mail_key)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

  private final Database database;
  private final Session session;
  private final ChangeCommand wish;
  private final List<SingleRowUpdate> writes = new ArrayList<>();

  MultiStatementChange(Database database, Session session, ChangeCommand wish) {
    this.database = database;
    this.session = session;
    this.wish = wish;
  }

  ChangeRow change() throws SQLException {
    Found found = find().orElseThrow();
    Optional<ChangeRow> answer = found.standing.answer(wish, found.seen);
    return answer.isPresent() ? answer.get() : wish.kind().assignsId() ? take(found) : end(found);
  }

  private Optional<Found> find() throws SQLException {
    Integer first = wish.candidates().isEmpty() ? null : wish.candidates().get(0).value();
    return wish.key() == null
        ? session.first(LOCK, row -> Found.read(row, null), first, wish.user())
        : session.first(
            LOCK_KEYED,
            row -> Found.read(row, row.getString("kind") == null ? null : ChangeRow.seen(row)),
            first,
            wish.user(),
            wish.user(),
            wish.key());
  }

  /** For an enabling and a reset. Where the first candidate is free, no other is looked at. */
  private ChangeRow take(Found found) throws SQLException {
    Map<Integer, Boolean> known = found.firstKnown ? expiredByTakenId(found.now) : Map.of();
    for (ConferenceId candidate : wish.candidates()) {
      Boolean expired = known.get(candidate.value());
      if (expired == null || expired) {
        retire(found);
        assign(candidate.value(), expired != null, found.now);
        return done(found, candidate.value());
      }
    }
    return ChangeRow.of(ChangeRow.Outcome.ALL_TAKEN);
  }

  /** For a disabling and conference information. */
  private ChangeRow end(Found found) throws SQLException {
    if (!wish.kind().changesId()) {
      return done(found, found.currentId());
    }
    retire(found);
    return done(found, null);
  }

  /** Those of the candidates that have a row, each with whether its quarantine is over. */
  private Map<Integer, Boolean> expiredByTakenId(long now) throws SQLException {
    Map<Integer, Boolean> known = new HashMap<>();
    session.eachIn(
        TAKEN,
        row -> known.put(row.getInt("id"), Rows.isOver(row, now)),
        wish.candidates().stream().map(ConferenceId::value).toList());
    return known;
  }

  private void retire(Found found) {
    if (found.currentId() != null) {
      long freeAt = found.now + wish.quarantine();
      writes.add(new SingleRowUpdate(RETIRE, found.now, freeAt, found.currentId(), wish.user()));
    }
  }

  private void assign(int id, boolean again, long now) {
    writes.add(
        again
            ? new SingleRowUpdate(ASSIGN_AGAIN, wish.user(), now, id, now)
            : new SingleRowUpdate(/* one= */ false, ASSIGN, id, wish.user(), now));
  }

  private ChangeRow done(Found found, @Nullable Integer newId) throws SQLException {
    long version = found.version();
    if (wish.kind().changesId()) {
      version++;
      writes.add(
          found.version() == 0
              ? new SingleRowUpdate(ENTER, wish.user(), newId, version, found.now)
              : new SingleRowUpdate(MOVE, newId, version, found.now, wish.user(), found.version()));
    } else {
      database
          .rely()
          .forEach(sql -> writes.add(new SingleRowUpdate(sql.replace("%s", "?"), wish.user())));
    }
    writes.add(
        new SingleRowUpdate(
            /* one= */ false,
            AUDIT,
            wish.user(),
            wish.key(),
            wish.kind().name(),
            version,
            found.now,
            wish.actor(),
            wish.reason(),
            wish.publicReason(),
            found.currentId(),
            newId,
            wish.mailState(),
            wish.mailDue(),
            wish.mailDue(),
            wish.newMailKey()));
    if (wish.leavesUntrueUnmet()) {
      writes.add(new SingleRowUpdate(/* one= */ false, Bulk.MEET.replace("%s", "?"), wish.user()));
    }
    database.write(session, writes);
    return new ChangeRow(
        ChangeRow.Outcome.DONE, wish.kind(), version, found.now, found.currentId(), newId);
  }

  /** The user, whether the first candidate has a row, and what the idempotency key did before. */
  private record Found(long now, UserRow standing, boolean firstKnown, @Nullable ChangeRow seen) {

    static Found read(ResultSet row, @Nullable ChangeRow seen) throws SQLException {
      return new Found(row.getLong("now"), UserRow.read(row), row.getInt("first_known") != 0, seen);
    }

    @Nullable Integer currentId() {
      return standing.currentId();
    }

    long version() {
      return standing.version();
    }
  }
}
