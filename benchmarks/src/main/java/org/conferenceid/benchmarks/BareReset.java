package org.conferenceid.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.conferenceid.ConferenceIdGenerator;

/**
 * The statements of a reset on SQLite or MariaDB and nothing around them: one connection, each
 * statement prepared once, no idempotency keys, one candidate at a time.
 */
final class BareReset implements LoadGenerator.Work {
  private static final long QUARANTINE_MICROS = 365L * 86_400_000_000L;

  private final ConferenceIdGenerator ids = ConferenceIdGenerator.secure();
  private final int users;
  private final Connection connection;
  private final Statement statement;
  private final String begin;
  private final PreparedStatement find;
  private final PreparedStatement look;
  private final PreparedStatement retire;
  private final PreparedStatement assign;
  private final PreparedStatement move;
  private final PreparedStatement audit;

  /**
   * Prepares the statements.
   *
   * @param begin what starts a transaction
   * @param now the time in microseconds, as an expression
   * @param lock what locks the rows of a SELECT
   */
  BareReset(DataSource source, int users, String begin, String now, String lock)
      throws SQLException {
    this.users = users;
    this.begin = begin;
    this.connection = source.getConnection();
    this.statement = connection.createStatement();
    this.find =
        connection.prepareStatement(
            "SELECT " + now + ", current_id, version FROM cid_user WHERE user_key = ?" + lock);
    this.look = connection.prepareStatement("SELECT id FROM cid_id WHERE id = ?");
    this.retire =
        connection.prepareStatement(
            "UPDATE cid_id SET since = ?, free_at = ? WHERE id = ? AND owner = ?");
    this.assign =
        connection.prepareStatement("INSERT INTO cid_id (id, owner, since) VALUES (?, ?, ?)");
    this.move =
        connection.prepareStatement(
            "UPDATE cid_user SET current_id = ?, version = ?, since = ?"
                + " WHERE user_key = ? AND version = ?");
    this.audit =
        connection.prepareStatement(
            "INSERT INTO cid_audit (user_key, kind, version, at, old_id, new_id, mail_state, mail_due, mail_turn)"
                + " VALUES (?, 'RESET', ?, ?, ?, ?, 'PENDING', 0, 0)");
  }

  @Override
  public void once(SplittableRandom random) throws SQLException {
    String user = Conferencing.user(random.nextInt(users)).value();
    statement.execute(begin);
    find.setString(1, user);
    long now;
    int oldId;
    long version;
    try (ResultSet found = find.executeQuery()) {
      found.next();
      now = found.getLong(1);
      oldId = found.getInt(2);
      version = found.getLong(3);
    }
    int newId = free();
    update(retire, now, now + QUARANTINE_MICROS, oldId, user);
    update(assign, newId, user, now);
    update(move, newId, version + 1, now, user, version);
    update(audit, user, version + 1, now, oldId, newId);
    statement.execute("COMMIT");
  }

  private int free() throws SQLException {
    while (true) {
      int drawn = ids.next().value();
      look.setInt(1, drawn);
      try (ResultSet found = look.executeQuery()) {
        if (!found.next()) {
          return drawn;
        }
      }
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
    connection.close();
  }
}
