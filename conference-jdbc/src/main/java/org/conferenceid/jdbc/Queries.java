package org.conferenceid.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.conferenceid.ConferenceId;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.Page;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.audit.DeliveryStatus;
import org.conferenceid.capacity.Capacity;

/** What is read: each one statement. */
final class Queries {
  private static final String FIND =
      "SELECT current_id, version, since FROM cid_user WHERE user_key = ?";

  /** To be ended by a condition on the ID. */
  static final String LOOKUP =
      """
      SELECT id, owner, since, free_at,
        CASE WHEN free_at IS NULL THEN 0 WHEN free_at > {now} THEN 1 ELSE 0 END AS reserved
      FROM cid_id WHERE id\
      """
          + " ";

  private static final String CAPACITY =
      """
      SELECT count(CASE WHEN free_at IS NULL THEN 1 END) AS active,
        count(CASE WHEN free_at > t.now THEN 1 END) AS quarantined
      FROM cid_id CROSS JOIN (SELECT {now} AS now) AS t\
      """;

  /**
   * The audit knows all former IDs of a user for as long as it has an entry of each version. Only
   * if some were pruned are the IDs looked through, from end to end.
   */
  static final String FORMER =
      """
      SELECT f.id FROM cid_user u JOIN (
        SELECT old_id AS id, at, number FROM cid_audit
        WHERE user_key = ? AND kind IN ('RESET', 'DISABLED')
        UNION ALL
        SELECT id, since, 0 FROM cid_id WHERE owner = ? AND free_at IS NOT NULL
          AND (SELECT count(*) FROM cid_audit
            WHERE user_key = ? AND kind IN ('ENABLED', 'RESET', 'DISABLED'))
          < (SELECT version FROM cid_user WHERE user_key = ?)
      ) AS f ON u.current_id IS NULL OR f.id <> u.current_id
      WHERE u.user_key = ? ORDER BY f.at DESC, f.number DESC\
      """;

  private final Transactions transactions;

  Queries(Transactions transactions) {
    this.transactions = transactions;
  }

  Optional<Organizer> find(UserId user) {
    return transactions.read(
        "find a user",
        session -> session.first(FIND, row -> UserRow.read(row).organizer(user), user.value()));
  }

  Lookup lookup(ConferenceId id) {
    return transactions.read(
        "look an ID up", session -> transactions.database().lookup(session, id.value()));
  }

  static Lookup lookup(ResultSet row) throws SQLException {
    Optional<UserId> owner = Rows.text(row, "owner").map(UserId::of);
    Long freeAt = Rows.number(row, "free_at");
    if (freeAt == null) {
      return new Lookup.Active(owner.orElseThrow());
    }
    if (row.getInt("reserved") == 0) {
      return new Lookup.Unknown();
    }
    return new Lookup.Retired(
        owner, EpochMicros.toInstant(row.getLong("since")), EpochMicros.toInstant(freeAt));
  }

  List<ConferenceId> formerIds(UserId user) {
    String key = user.value();
    return transactions.read(
        "find former IDs",
        session ->
            session
                .list(FORMER, row -> ConferenceId.of(row.getInt("id")), key, key, key, key, key)
                .stream()
                .distinct()
                .toList());
  }

  Capacity capacity() {
    return transactions.read(
        "count the IDs",
        session ->
            session
                .first(
                    CAPACITY,
                    row -> new Capacity(row.getLong("active"), row.getLong("quarantined")))
                .orElseThrow());
  }

  Page<AuditEntry> audit(AuditQuery query) {
    AuditStatement statement = AuditStatement.of(query);
    List<AuditEntry> entries =
        transactions.read(
            "read the audit",
            session -> session.list(statement.sql(), Queries::entry, statement.values().toArray()));
    return Page.of(entries, query.limit(), AuditEntry::number);
  }

  Map<DeliveryState, Long> countAudit(AuditQuery query) {
    AuditStatement statement = AuditStatement.counting(query);
    return transactions
        .read(
            "count the audit",
            session ->
                session.list(
                    statement.sql(),
                    row ->
                        Map.entry(
                            DeliveryState.valueOf(row.getString("mail_state")),
                            row.getLong("entries")),
                    statement.values().toArray()))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("number"),
        Rows.event(row),
        Rows.context(row),
        Rows.text(row, "idempotency_key").map(IdempotencyKey::new),
        new DeliveryStatus(
            DeliveryState.valueOf(row.getString("mail_state")),
            row.getInt("mail_attempts"),
            Rows.text(row, "mail_problem")));
  }
}
