package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;

/** What children said that they did, and whether the tables agree, with it and with each other. */
final class CrashLedger {
  private static final long QUARANTINE = EpochMicros.of(CrashChild.QUARANTINE);

  /** Millions of rows are not held in memory by the driver. */
  private static final int ROWS_AT_ONCE = 10_000;

  private final String prefix;
  private final Map<String, String> changes = new HashMap<>();
  private final Set<Long> delivered = new HashSet<>();

  CrashLedger(String prefix) {
    this.prefix = prefix;
  }

  /** Takes up a line of a child, unless the kill has cut it. */
  synchronized void hear(String line) {
    String[] parts = line.split("\t", -1);
    if (parts[0].equals("changed") && parts.length == 5) {
      notifyAll();
      changes.put(parts[1], parts[2] + "\t" + parts[3] + "\t" + parts[4]);
    } else if (parts[0].equals("delivered") && parts.length == 2) {
      delivered.add(Long.parseLong(parts[1]));
    }
  }

  synchronized int acknowledged() {
    return changes.size();
  }

  /** Waits until so many more changes were acknowledged, or some of them when the time is over. */
  synchronized void await(int more, Duration atMost) throws InterruptedException {
    int before = changes.size();
    long end = System.nanoTime() + atMost.toNanos();
    long left = atMost.toNanos();
    while (changes.size() < before + more && left > 0) {
      wait(Math.max(1, left / 1_000_000));
      left = end - System.nanoTime();
    }
    assertThat(changes.size()).as("something was acknowledged").isGreaterThan(before);
  }

  int delivered() {
    return delivered.size();
  }

  /**
   * Compares everything, row for row, in one view: a server may still finish what the dead asked.
   */
  void verify(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      boolean repeats =
          connection
              .getMetaData()
              .supportsTransactionIsolationLevel(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setTransactionIsolation(
          repeats
              ? Connection.TRANSACTION_REPEATABLE_READ
              : Connection.TRANSACTION_SERIALIZABLE); // SQLite
      connection.setAutoCommit(false);
      statement.setFetchSize(ROWS_AT_ONCE);
      Map<String, User> users = replayAudit(statement);
      compareUsers(statement, users);
      compareIds(statement, users);
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** Goes through the audit, in which every change must follow from the one before. */
  private Map<String, User> replayAudit(Statement statement) throws SQLException {
    Map<String, User> users = new HashMap<>();
    Map<String, String> unseen = new HashMap<>(changes);
    Set<Integer> issued = new HashSet<>();
    try (ResultSet row =
        statement.executeQuery("SELECT * FROM " + prefix + "audit ORDER BY number")) {
      while (row.next()) {
        User user = users.computeIfAbsent(row.getString("user_key"), key -> new User());
        Integer newId = Rows.integer(row, "new_id");
        assertThat(row.getLong("version")).isEqualTo(user.version + 1);
        assertThat(Rows.integer(row, "old_id")).isEqualTo(user.id);
        assertThat(newId == null || issued.add(newId)).as("issued once").isTrue();
        user.follow(newId, row.getLong("at"));
        String said = unseen.remove(row.getString("idempotency_key"));
        if (said != null) {
          assertThat(said)
              .isEqualTo(
                  row.getString("kind")
                      + "\t"
                      + row.getLong("version")
                      + "\t"
                      + (newId == null ? "" : newId));
        }
        if (row.getString("mail_state").equals("SENT")) {
          assertThat(delivered.contains(row.getLong("number"))).isTrue();
        }
      }
    }
    assertThat(unseen).as("acknowledged, but not in the audit").isEmpty();
    return users;
  }

  private void compareUsers(Statement statement, Map<String, User> users) throws SQLException {
    int rows = 0;
    try (ResultSet row = statement.executeQuery("SELECT * FROM " + prefix + "user")) {
      while (row.next()) {
        rows++;
        User user = users.get(row.getString("user_key"));
        assertThat(row.getLong("version")).isEqualTo(user.version);
        assertThat(Rows.integer(row, "current_id")).isEqualTo(user.id);
        assertThat(row.getLong("since")).isEqualTo(user.since);
      }
    }
    assertThat(rows).isEqualTo(users.size());
  }

  private void compareIds(Statement statement, Map<String, User> users) throws SQLException {
    Map<Integer, String> holders = new HashMap<>();
    Map<Integer, Long> retired = new HashMap<>();
    users.forEach(
        (key, user) -> {
          retired.putAll(user.retired);
          if (user.id != null) {
            holders.put(user.id, key);
          }
        });
    try (ResultSet row = statement.executeQuery("SELECT * FROM " + prefix + "id")) {
      while (row.next()) {
        int id = row.getInt("id");
        Long retiredAt = retired.remove(id);
        if (retiredAt == null) {
          assertThat(row.getString("owner")).isEqualTo(holders.remove(id));
        }
        assertThat(Rows.number(row, "free_at"))
            .isEqualTo(retiredAt == null ? null : retiredAt + QUARANTINE);
      }
    }
    assertThat(holders).isEmpty();
    assertThat(retired).isEmpty();
  }

  /** Delivers what is left, and then every message must have been delivered or superseded. */
  void drain(ConferenceStore store, DataSource dataSource) throws SQLException {
    long open = 1;
    while (open > 0) {
      for (Lease lease : store.outbox().claim("last", 1000, Duration.ofMinutes(1))) {
        delivered.add(lease.number());
        List<Lease> lost =
            store.outbox().settle(List.of(new Settlement(lease, new Settlement.Sent())));
        assertThat(lost).isEmpty();
      }
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "SELECT count(*) FROM " + prefix + "audit WHERE mail_due IS NOT NULL")) {
        row.next();
        open = row.getLong(1); // leases of the dead end within seconds
      }
    }
  }

  /** A user as the audit tells. */
  private static final class User {
    private long version;
    private Integer id;
    private long since;
    private final Map<Integer, Long> retired = new HashMap<>();

    void follow(Integer newId, long at) {
      if (id != null) {
        retired.put(id, at);
      }
      id = newId;
      version++;
      since = at;
    }
  }
}
