package org.conferenceid.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;

/**
 * The statement that reads a page of the audit, and one entry more, which tells whether another
 * page follows.
 *
 * @param sql the statement
 * @param values its parameters, in their order
 */
record AuditStatement(String sql, List<Object> values) {
  private static final String AUDIT =
      """
      SELECT number, user_key, idempotency_key, kind, version, at, actor, reason, public_reason, old_id, new_id,
        mail_state, mail_attempts, mail_problem
      FROM cid_audit WHERE 1 = 1\
      """;

  static AuditStatement of(AuditQuery query) {
    Draft draft = new Draft();
    query.user().ifPresent(user -> draft.and("user_key = ?", user.value()));
    query.kind().ifPresent(kind -> draft.and("kind = ?", kind.name()));
    query.actor().ifPresent(actor -> draft.and("actor = ?", actor));
    query.idempotencyKey().ifPresent(key -> draft.and("idempotency_key = ?", key.value()));
    query.from().ifPresent(from -> draft.and("at >= ?", EpochMicros.atOrAfter(from)));
    query.until().ifPresent(until -> draft.and("at < ?", EpochMicros.atOrAfter(until)));
    query.delivery().ifPresent(state -> draft.sql.append(" AND ").append(inState(state)));
    String after = query.isNewestFirst() ? "number < ?" : "number > ?";
    query.after().ifPresent(number -> draft.and(after, number));
    draft.sql.append(query.isNewestFirst() ? " ORDER BY number DESC" : " ORDER BY number");
    draft.sql.append(" LIMIT ?");
    draft.values.add(query.limit() + 1);
    return new AuditStatement(draft.sql.toString(), List.copyOf(draft.values));
  }

  /** Not a parameter: databases then see that a partial index holds what is asked for. */
  private static String inState(DeliveryState state) {
    boolean open = state == DeliveryState.PENDING || state == DeliveryState.LEASED;
    return "mail_state = '" + state.name() + "'" + (open ? " AND mail_turn IS NOT NULL" : "");
  }

  /** A statement in the making. */
  private static final class Draft {
    private final StringBuilder sql = new StringBuilder(AUDIT);
    private final List<Object> values = new ArrayList<>();

    void and(String condition, Object value) {
      sql.append(" AND ").append(condition);
      values.add(value);
    }
  }
}
