package org.conferenceid.jdbc;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a MariaDB server says of the Galera cluster that it is a node of. Nodes differ from one
 * server in two ways: a node may be behind another one for a moment, and the locks of one node are
 * unknown to the others. Two transactions on two nodes are told apart only by the rows that both
 * have written, at the commit.
 *
 * @param settings the server's settings by their names in lower case
 */
record Galera(Map<String, String> settings) {
  /** Of a server that has not been asked. */
  static final Galera UNKNOWN = new Galera(Map.of());

  /** Follows a query, which then sees all that was committed before it on any node. */
  static final String CAUGHT_UP = "SET STATEMENT wsrep_sync_wait = 1 FOR ";

  /**
   * Writes the rows of users and leaves them as they were, so that no other node can commit what
   * they stand against: it is the writing that counts.
   */
  static final List<String> RELY =
      Stream.of("+", "-")
          .map(
              sign -> "UPDATE cid_user SET version = version " + sign + " 1 WHERE user_key IN (%s)")
          .toList();

  private static final String ON = "wsrep_on";
  private static final String DIRTY_READS = "wsrep_dirty_reads";
  private static final String SCHEMA_UPGRADES = "wsrep_osu_method";
  private static final String AUTO_INCREMENT_LOCKS = "innodb_autoinc_lock_mode";
  private static final String FLUSH = "innodb_flush_log_at_trx_commit";

  /** Servers that were built without Galera do not know all of these. */
  private static final String SETTINGS =
      "SELECT variable_name, variable_value FROM information_schema.global_variables"
          + Stream.of(ON, DIRTY_READS, SCHEMA_UPGRADES, AUTO_INCREMENT_LOCKS, FLUSH)
              .collect(Collectors.joining("', '", " WHERE variable_name IN ('", "')"));

  static Galera read(Session session) throws SQLException {
    Map<String, String> settings = new HashMap<>();
    session.each(
        SETTINGS,
        row ->
            settings.put(
                row.getString("variable_name").toLowerCase(Locale.ROOT),
                row.getString("variable_value")));
    return new Galera(Map.copyOf(settings));
  }

  /** Whether the server is a node. */
  boolean on() {
    return is(ON, "ON");
  }

  private boolean is(String name, String value) {
    return value.equals(settings.get(name));
  }

  /** What breaks a promise, if anything does. */
  Optional<String> unfit() {
    if (!on()) {
      return Optional.empty();
    }
    if (is(DIRTY_READS, "ON")) {
      return Optional.of(
          "wsrep_dirty_reads is ON, with which a node that is cut off lets callers in with old IDs:"
              + " set it to OFF");
    }
    if (is(SCHEMA_UPGRADES, "RSU")) {
      return Optional.of(
          "wsrep_OSU_method is RSU, with which tables are made on one node alone: set it to TOI");
    }
    return Optional.empty();
  }

  /** What works, but not as well or not as safely as it could. */
  List<String> doubts() {
    if (!on()) {
      return List.of();
    }
    Stream.Builder<String> doubts = Stream.builder();
    if (!is(AUTO_INCREMENT_LOCKS, "2")) {
      doubts.add(
          "innodb_autoinc_lock_mode is not 2, with which Galera's nodes can block themselves");
    }
    if (!is(FLUSH, "1")) {
      doubts.add(
          "innodb_flush_log_at_trx_commit is not 1, with which acknowledged changes are lost if all"
              + " nodes lose power within a second");
    }
    return doubts.build().toList();
  }
}
