package org.conferenceid.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.conferenceid.ConferenceIdGenerator;

/**
 * A reset as one would write it for PostgreSQL without much thought about round trips: four
 * statements that are prepared once, and a commit. It has no idempotency keys, knows no candidates,
 * and gives up where the drawn ID is taken.
 */
final class FiveRoundTrips implements LoadGenerator.Work {
  private static final String NOW =
      "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)";
  private static final long QUARANTINE_MICROS = 365L * 86_400_000_000L;

  private final ConferenceIdGenerator ids = ConferenceIdGenerator.secure();
  private final int users;
  private final Connection connection;
  private final PreparedStatement move;
  private final PreparedStatement retire;
  private final PreparedStatement assign;
  private final PreparedStatement audit;

  FiveRoundTrips(DataSource source, int users) throws SQLException {
    this.users = users;
    this.connection = source.getConnection();
    connection.setAutoCommit(false);
    this.move =
        connection.prepareStatement(
            "UPDATE cid_user u SET current_id = ?, version = u.version + 1, since = "
                + NOW
                + " FROM (SELECT current_id FROM cid_user WHERE user_key = ? FOR UPDATE) AS old"
                + " WHERE u.user_key = ? RETURNING old.current_id, u.version, u.since");
    this.retire =
        connection.prepareStatement(
            "UPDATE cid_id SET since = ?, free_at = ? WHERE id = ? AND owner = ?");
    this.assign =
        connection.prepareStatement(
            "INSERT INTO cid_id (id, owner, since) VALUES (?, ?, ?)"
                + " ON CONFLICT (id) DO NOTHING");
    this.audit =
        connection.prepareStatement(
            "INSERT INTO cid_audit (user_key, kind, version, at, old_id, new_id, mail_state, mail_due, mail_turn)"
                + " VALUES (?, 'RESET', ?, ?, ?, ?, 'PENDING', 0, 0)");
  }

  @Override
  public void once(SplittableRandom random) throws SQLException {
    String user = Conferencing.user(random.nextInt(users)).value();
    int newId = ids.next().value();
    move.setInt(1, newId);
    move.setString(2, user);
    move.setString(3, user);
    try (ResultSet moved = move.executeQuery()) {
      moved.next();
      int oldId = moved.getInt(1);
      long version = moved.getLong(2);
      long now = moved.getLong(3);
      retire.setLong(1, now);
      retire.setLong(2, now + QUARANTINE_MICROS);
      retire.setInt(3, oldId);
      retire.setString(4, user);
      retire.executeUpdate();
      assign.setInt(1, newId);
      assign.setString(2, user);
      assign.setLong(3, now);
      if (assign.executeUpdate() == 0) {
        connection.rollback();
        return;
      }
      audit.setString(1, user);
      audit.setLong(2, version);
      audit.setLong(3, now);
      audit.setInt(4, oldId);
      audit.setInt(5, newId);
      audit.executeUpdate();
    }
    connection.commit();
  }

  @Override
  public void end() throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
    connection.close();
  }
}
