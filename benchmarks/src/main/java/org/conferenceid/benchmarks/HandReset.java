package org.conferenceid.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.SplittableRandom;
import javax.sql.DataSource;

/**
 * The least that a reset can write, by hand: retire the present ID, insert the new one, insert the
 * audit entry with the message, update the user, commit. One connection, each statement prepared
 * once, and an ID that is known to be free. Nothing is checked, and nothing is told.
 */
final class HandReset implements LoadGenerator.Work {
  private static final long QUARANTINE_MICROS = 365L * 86_400_000_000L;
  private static final String LOST = "40001";

  private final int users;
  private final FreeIds ids;
  private final Connection connection;
  private final Statement plain;
  private final String begin;
  private final PreparedStatement retire;
  private final PreparedStatement assign;
  private final PreparedStatement audit;
  private final PreparedStatement move;

  /**
   * Prepares the statements.
   *
   * @param begin what starts a transaction, if it does not start by itself
   */
  HandReset(DataSource source, int users, FreeIds ids, String begin) throws SQLException {
    this.users = users;
    this.ids = ids;
    this.begin = begin;
    this.connection = source.getConnection();
    this.plain = connection.createStatement();
    connection.setAutoCommit(!begin.isEmpty());
    this.retire =
        connection.prepareStatement(
            "UPDATE cid_id SET since = ?, free_at = ?"
                + " WHERE id = (SELECT current_id FROM cid_user WHERE user_key = ?)");
    this.assign =
        connection.prepareStatement("INSERT INTO cid_id (id, owner, since) VALUES (?, ?, ?)");
    this.audit =
        connection.prepareStatement(
            "INSERT INTO cid_audit (user_key, kind, version, at, old_id, new_id, mail_state,"
                + " mail_due, mail_turn, mail_key)"
                + " SELECT user_key, 'RESET', version + 1, ?, current_id, ?, 'PENDING', 0, 0, ?"
                + " FROM cid_user WHERE user_key = ?");
    this.move =
        connection.prepareStatement(
            "UPDATE cid_user SET current_id = ?, version = version + 1, since = ?"
                + " WHERE user_key = ?");
  }

  @Override
  public void once(SplittableRandom random) throws SQLException {
    String user = Conferencing.user(random.nextInt(users)).value();
    int newId = ids.next();
    long now = System.currentTimeMillis() * 1000;
    String key = String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong());
    while (!reset(user, newId, now, key)) {
      end("ROLLBACK");
    }
  }

  /** Returns whether no other transaction was in the way. */
  private boolean reset(String user, int newId, long now, String key) throws SQLException {
    try {
      if (!begin.isEmpty()) {
        plain.execute(begin);
      }
      update(retire, now, now + QUARANTINE_MICROS, user);
      update(assign, newId, user, now);
      update(audit, now, newId, key, user);
      update(move, newId, now, user);
      end("COMMIT");
      return true;
    } catch (SQLException e) {
      if (LOST.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  private void end(String how) throws SQLException {
    if (!begin.isEmpty()) {
      plain.execute(how);
    } else if (how.equals("COMMIT")) {
      connection.commit();
    } else {
      connection.rollback();
    }
  }

  private static void update(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    if (statement.executeUpdate() != 1) {
      throw new IllegalStateException("nothing was changed");
    }
  }

  @Override
  public void end() throws SQLException {
    connection.setAutoCommit(true);
    connection.close();
  }
}
