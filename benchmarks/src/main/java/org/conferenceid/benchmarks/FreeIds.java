package org.conferenceid.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import javax.sql.DataSource;
import org.conferenceid.ConferenceIdGenerator;

/** IDs that nobody has: what is taken is read before the clock runs. */
final class FreeIds {
  private final ConferenceIdGenerator ids = ConferenceIdGenerator.secure();
  private final BitSet taken = new BitSet();
  private final DataSource source;

  FreeIds(DataSource source) throws SQLException {
    this.source = source;
    read();
  }

  /** Reads what is taken. */
  synchronized void read() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM cid_id")) {
      while (rows.next()) {
        taken.set(rows.getInt(1));
      }
    }
  }

  /** One of them, which is none of them any more. */
  synchronized int next() {
    int id;
    do {
      id = ids.next().value();
    } while (taken.get(id));
    taken.set(id);
    return id;
  }
}
