package org.conferenceid.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.RequestContext;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.MessageState;
import org.conferenceid.spi.Outbox;
import org.jspecify.annotations.Nullable;

/** A message that is pending or leased, as it was read at a time. */
record OpenMessage(
    long number,
    ConferenceEvent event,
    RequestContext context,
    String key,
    MessageState mail,
    long due,
    long turn,
    long now) {
  static final long MAX_DELAY = EpochMicros.of(Outbox.MAX_DELAY);

  static OpenMessage read(ResultSet row) throws SQLException {
    long due = row.getLong("mail_due");
    return new OpenMessage(
        row.getLong("number"),
        Rows.event(row),
        Rows.context(row),
        row.getString("mail_key"),
        new MessageState(
            DeliveryState.valueOf(row.getString("mail_state")),
            EpochMicros.toInstant(due),
            row.getLong("mail_fence"),
            row.getInt("mail_attempts"),
            row.getInt("mail_excused"),
            row.getInt("mail_unconfirmed"),
            Optional.empty()),
        due,
        row.getLong("mail_turn"),
        row.getLong("now"));
  }

  String user() {
    return event.user().value();
  }

  boolean isDue() {
    return mail.isDue(EpochMicros.toInstant(now));
  }

  boolean isWithWorker() {
    return mail.isWithWorker(EpochMicros.toInstant(now));
  }

  /** When a claim shall look at it, if this is the first one of the user that is not out yet. */
  long turnBehind(@Nullable OpenMessage first) {
    long own = isDue() ? Math.min(due, now) : due;
    return first == null || first.isDue() ? own : Math.max(own, first.due);
  }

  @Nullable Object[] identity() {
    return new @Nullable Object[] {number, mail.state().name(), due, mail.fence()};
  }

  @Nullable Object[] postponed(long newTurn) {
    return new @Nullable Object[] {newTurn, number, mail.state().name(), due, mail.fence()};
  }

  private MessageState leased(long lease) {
    return mail.leased(EpochMicros.toInstant(now + lease));
  }

  @Nullable Object[] leasing(long lease, String worker) {
    return new @Nullable Object[] {
      lease,
      lease,
      worker,
      leased(lease).unconfirmed() - mail.unconfirmed(),
      number,
      mail.state().name(),
      due,
      mail.fence()
    };
  }

  Lease toLease(long lease) {
    return leased(lease).lease(number, key, event, context);
  }
}
