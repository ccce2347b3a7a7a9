package org.conferenceid.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.RequestContext;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Outbox;
import org.jspecify.annotations.Nullable;

/** A message that is pending or leased, as it was read at a time. */
record OpenMessage(
    long number,
    ConferenceEvent event,
    RequestContext context,
    DeliveryState state,
    long due,
    long turn,
    String key,
    int attempts,
    int excused,
    int unconfirmed,
    long fence,
    long now) {
  static final long MAX_DELAY = EpochMicros.of(Outbox.MAX_DELAY);

  static OpenMessage read(ResultSet row) throws SQLException {
    return new OpenMessage(
        row.getLong("number"),
        Rows.event(row),
        Rows.context(row),
        DeliveryState.valueOf(row.getString("mail_state")),
        row.getLong("mail_due"),
        row.getLong("mail_turn"),
        row.getString("mail_key"),
        row.getInt("mail_attempts"),
        row.getInt("mail_excused"),
        row.getInt("mail_unconfirmed"),
        row.getLong("mail_fence"),
        row.getLong("now"));
  }

  String user() {
    return event.user().value();
  }

  /** Whether it is due, or its lease has ended. What lies too far ahead is wrong (OB-7). */
  boolean isDue() {
    return due <= now || due > now + MAX_DELAY;
  }

  boolean withWorker() {
    return state == DeliveryState.LEASED && !isDue();
  }

  /** When a claim shall look at it, if this is the first one of the user that is not out yet. */
  long turnBehind(@Nullable OpenMessage first) {
    long own = isDue() ? Math.min(due, now) : due;
    return first == null || first.isDue() ? own : Math.max(own, first.due);
  }

  @Nullable Object[] identity() {
    return new @Nullable Object[] {number, state.name(), due, fence};
  }

  @Nullable Object[] postponed(long newTurn) {
    return new @Nullable Object[] {newTurn, number, state.name(), due, fence};
  }

  /** 1 for one whose last lease ended unsettled: it may have been sent (OB-13). */
  private int unsettled() {
    return state == DeliveryState.LEASED ? 1 : 0;
  }

  @Nullable Object[] leasing(long lease, String worker) {
    return new @Nullable Object[] {
      lease, lease, worker, unsettled(), number, state.name(), due, fence
    };
  }

  Lease toLease() {
    return new Lease(
        number, key, fence + 1, attempts + 1, excused, unconfirmed + unsettled(), event, context);
  }
}
