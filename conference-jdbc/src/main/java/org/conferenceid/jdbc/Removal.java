package org.conferenceid.jdbc;

import java.time.Duration;
import org.conferenceid.UserId;

/** What removes: forgetting a user, and entries that are old. */
final class Removal {
  private static final String LOCK = "SELECT version FROM cid_user WHERE user_key = ? {for update}";
  private static final String RETIRE =
      """
      UPDATE cid_id SET holder = NULL, owner = NULL, since = {now}, free_at = {now} + ?
      WHERE holder = ?""";
  private static final String DISOWN =
      "UPDATE cid_id SET owner = NULL WHERE owner = ? AND holder IS NULL";
  private static final String FORGET_USER = "DELETE FROM cid_user WHERE user_key = ?";
  private static final String FORGET_AUDIT = "DELETE FROM cid_audit WHERE user_key = ?";
  private static final String FORGET_ACTOR = "UPDATE cid_audit SET actor = NULL WHERE actor = ?";

  private static final String PRUNE =
      "DELETE FROM cid_audit WHERE at <= (SELECT {now}) - ? AND mail_due IS NULL";

  private final Transactions transactions;

  Removal(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * The audit is read in full for the actor: a user is erased rarely, and an index costs always.
   */
  boolean erase(UserId user, Duration quarantine) {
    String key = user.value();
    return transactions.transaction(
        "erase a user",
        session -> {
          session.first(LOCK, row -> row.getLong("version"), key);
          int changed = session.update(RETIRE, Micros.of(quarantine), key);
          changed += session.update(DISOWN, key);
          changed += session.update(FORGET_USER, key);
          changed += session.update(FORGET_AUDIT, key);
          changed += session.update(FORGET_ACTOR, key);
          return changed > 0;
        });
  }

  int prune(Duration age) {
    return transactions.transaction(
        "prune the audit", session -> session.update(PRUNE, Micros.of(age)));
  }
}
