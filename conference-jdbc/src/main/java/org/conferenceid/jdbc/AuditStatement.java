package org.conferenceid.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;

/**
 * A statement that reads or counts entries of the audit.
 *
 * @param sql the statement
 * @param values its parameters, in their order
 */
record AuditStatement(String sql, List<Object> values) {
  private static final String READ =
      """
      SELECT number, user_key, idempotency_key, kind, version, at, actor, reason, public_reason, old_id, new_id,
        mail_state, mail_attempts, mail_problem
      FROM cid_audit WHERE 1 = 1\
      """;

  private static final String COUNT =
      "SELECT mail_state, count(*) AS entries FROM cid_audit WHERE 1 = 1";

  /** Reads a page, and one entry more, which tells whether another page follows. */
  static AuditStatement of(AuditQuery query) {
    Draft draft = new Draft(READ);
    draft.where(query);
    String after = query.isNewestFirst() ? "number < ?" : "number > ?";
    query.after().ifPresent(number -> draft.and(after, number));
    draft.sql.append(query.isNewestFirst() ? " ORDER BY number DESC" : " ORDER BY number");
    draft.sql.append(" LIMIT ?");
    draft.values.add(query.limit() + 1);
    return draft.statement();
  }

  /** Counts all that match, by the state of their messages. */
  static AuditStatement counting(AuditQuery query) {
    Draft draft = new Draft(COUNT);
    draft.where(query);
    draft.sql.append(" GROUP BY mail_state");
    return draft.statement();
  }

  /** Not a parameter: databases then see that a partial index holds what is asked for. */
  private static String inState(DeliveryState state) {
    boolean open = state == DeliveryState.PENDING || state == DeliveryState.LEASED;
    return "mail_state = '" + state.name() + "'" + (open ? " AND mail_turn IS NOT NULL" : "");
  }

  /** A statement in the making. */
  private static final class Draft {
    private final StringBuilder sql;
    private final List<Object> values = new ArrayList<>();

    Draft(String start) {
      this.sql = new StringBuilder(start);
    }

    void where(AuditQuery query) {
      query.user().ifPresent(user -> and("user_key = ?", user.value()));
      query.kind().ifPresent(kind -> and("kind = ?", kind.name()));
      query.actor().ifPresent(actor -> and("actor = ?", actor));
      query.idempotencyKey().ifPresent(key -> and("idempotency_key = ?", key.value()));
      query.from().ifPresent(from -> and("at >= ?", EpochMicros.atOrAfter(from)));
      query.until().ifPresent(until -> and("at < ?", EpochMicros.atOrAfter(until)));
      query.delivery().ifPresent(state -> sql.append(" AND ").append(inState(state)));
    }

    void and(String condition, Object value) {
      sql.append(" AND ").append(condition);
      values.add(value);
    }

    AuditStatement statement() {
      return new AuditStatement(sql.toString(), List.copyOf(values));
    }
  }
}
