package org.conferenceid.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.conferenceid.UserId;

/**
 * What removes: forgetting a user, and entries that are old. What may be about very many entries is
 * done in portions, each a short transaction, so that nobody waits long for the removal.
 */
final class ErasureAndRetention {
  private static final String LOCK =
      "SELECT current_id FROM cid_user WHERE user_key = ? {for update}";
  private static final String RETIRE =
      "UPDATE cid_id SET since = {now}, free_at = {now} + ? WHERE id = ? AND free_at IS NULL";
  private static final String DISOWN =
      "UPDATE cid_id SET owner = NULL WHERE owner = ? AND free_at IS NOT NULL";
  private static final String FORGET_USER = "DELETE FROM cid_user WHERE user_key = ?";
  private static final String FORGET_AUDIT = "DELETE FROM cid_audit WHERE user_key = ?";

  private static final String FORGET_MEETINGS = "DELETE FROM cid_meetings WHERE user_key = ?";

  private static final String ACTED =
      "SELECT number FROM cid_audit WHERE actor = ? AND number > ? ORDER BY number LIMIT ?";
  private static final String FORGET_ACTOR =
      "UPDATE cid_audit SET actor = NULL WHERE number IN (%s)";

  private static final String NOW = "SELECT {now} AS now";
  private static final String OLD =
      """
      SELECT number FROM cid_audit WHERE at <= ? AND mail_due IS NULL AND number > ?
      ORDER BY number LIMIT ?""";
  private static final String PRUNE =
      "DELETE FROM cid_audit WHERE mail_due IS NULL AND number IN (%s)";

  private final Transactions transactions;

  ErasureAndRetention(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * The IDs are read in full for their last owner, and the audit for the actor: a user is erased
   * rarely, and an index costs always.
   */
  boolean erase(UserId user, Duration quarantine) {
    String key = user.value();
    int changed =
        transactions.transaction(
            "erase a user",
            session -> {
              Optional<Integer> current =
                  session
                      .first(LOCK, row -> Optional.ofNullable(Rows.integer(row, "current_id")), key)
                      .flatMap(id -> id);
              if (current.isPresent()) {
                session.update(RETIRE, EpochMicros.of(quarantine), current.get());
              }
              int rows =
                  session.update(DISOWN, key)
                      + session.update(FORGET_USER, key)
                      + session.update(FORGET_MEETINGS, key)
                      + session.update(FORGET_AUDIT, key);
              if (rows == 0) {
                transactions.database().confirmEarlier(session);
              }
              return rows;
            });
    return changed + inPortions("erase a user", ACTED, key, FORGET_ACTOR) > 0;
  }

  int prune(Duration age) {
    String doing = "prune the audit";
    long now =
        transactions.read(
            doing, session -> session.first(NOW, row -> row.getLong("now")).orElseThrow());
    return inPortions(doing, OLD, now - EpochMicros.of(age), PRUNE);
  }

  /** Changes entries that a query finds, and tells how many. */
  private int inPortions(String doing, String query, Object value, String change) {
    int changed = 0;
    List<Long> numbers = new ArrayList<>(List.of(0L));
    do {
      long after = numbers.get(numbers.size() - 1);
      numbers =
          transactions.read(
              doing,
              session ->
                  session.list(
                      query, row -> row.getLong("number"), value, after, Transactions.PORTION));
      if (!numbers.isEmpty()) {
        List<Long> some = numbers;
        changed += transactions.transaction(doing, session -> session.updateIn(change, some));
      }
    } while (numbers.size() == Transactions.PORTION);
    return changed;
  }
}
