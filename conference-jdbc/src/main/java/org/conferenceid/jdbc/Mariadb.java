package org.conferenceid.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * MariaDB, alone or as a node of a Galera cluster. Transactions of our own read what is committed:
 * the default isolation would lock the gaps between IDs, and transactions that insert there would
 * block each other.
 */
final class Mariadb extends Database {
  private static final String COMPOUND = "BEGIN NOT ATOMIC\n%sEND";
  private static final String LOST_RACE =
      "%s; IF ROW_COUNT() <> 1 THEN SIGNAL SQLSTATE '40001'; END IF;\n";

  /** Tables are looked up one by one: with a list of names, the server opens every table. */
  private static final String TEXTS =
      Stream.of("cid_user", "cid_id", "cid_audit", "cid_meetings", "cid_caller")
          .map(
              table ->
                  String.format(
                      Locale.ROOT,
"""
SELECT concat(table_name, '.', column_name) AS place, collation_name AS collation
FROM information_schema.columns
WHERE table_schema = DATABASE() AND table_name = '%s'
  AND collation_name <> 'utf8mb4_nopad_bin'\
""",
                      table))
          .collect(Collectors.joining(" UNION ALL "));

  private static final String LOGS_STATEMENTS =
      "SELECT @@log_bin AND @@sql_log_bin AND @@binlog_format = 'STATEMENT' AS refused";

  private static final String BEGIN =
      """
      BEGIN NOT ATOMIC
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        SET autocommit = 0;
        START TRANSACTION;
        SAVEPOINT cid_begun;
      END\
      """;

  /** What the transaction goes by is what was committed before it on any node. */
  private static final String BEGIN_CAUGHT_UP =
      BEGIN.replaceFirst(
          "\n", "\n  DECLARE one INT;\n  " + Galera.CAUGHT_UP + "SELECT 1 INTO one;\n");

  private static final String ROLLBACK =
      """
      BEGIN NOT ATOMIC
        ROLLBACK;
        SET autocommit = 1;
      END\
      """;

  /** The driver has lost one server of several, and has connected to another by itself. */
  private static final String RECONNECTED = "25S03";

  /** Repeats a transaction on another server, even one that was perhaps committed. */
  private static final String REPLAY = "transactionReplay=true";

  private volatile Galera galera = Galera.UNKNOWN;

  /** Without a time zone, so that no change of the clocks of daylight saving time is in it. */
  @Override
  String now() {
    return "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6))";
  }

  /**
   * Adds how long the statement has waited. That is told in local time, which changes by whole half
   * hours: they are left out.
   */
  @Override
  String nowWhenLocked() {
    return now() + " + (TIMESTAMPDIFF(MICROSECOND, NOW(6), SYSDATE(6)) + 86400000000) % 1800000000";
  }

  @Override
  ChangeRow change(Session session, ChangeCommand wish) throws SQLException {
    return new MultiStatementChange(this, session, wish).change();
  }

  /** One compound statement, and so one round trip. */
  @Override
  void write(Session session, List<SingleRowUpdate> writes) throws SQLException {
    String body =
        writes.stream()
            .map(write -> (write.one() ? LOST_RACE : "%s;\n").replace("%s", write.sql()))
            .collect(Collectors.joining());
    Object[] values = writes.stream().flatMap(write -> Arrays.stream(write.values())).toArray();
    session.update(COMPOUND.replace("%s", body), values);
  }

  @Override
  Bulk bulk(Session session) {
    return new BatchBulk(session);
  }

  /**
   * One round trip; the isolation is that of this one transaction, and needs no restoring. The
   * savepoint is there for as long as the transaction is.
   */
  @Override
  void begin(Connection connection) throws SQLException {
    execute(connection, galera.on() ? BEGIN_CAUGHT_UP : BEGIN);
  }

  /** Fails if the server has ended the transaction without saying so. */
  @Override
  void commit(Connection connection) throws SQLException {
    execute(
        connection,
        """
        BEGIN NOT ATOMIC
          RELEASE SAVEPOINT cid_begun;
          COMMIT;
          SET autocommit = 1;
        END\
        """);
  }

  /** Where the server tells of a lost transaction once more, what follows that has not been run. */
  @Override
  void rollback(Connection connection) throws SQLException {
    try {
      execute(connection, ROLLBACK);
    } catch (SQLException e) {
      if (diagnose(e) != ErrorKind.CONFLICT) {
        throw e;
      }
      execute(connection, ROLLBACK);
    }
  }

  /**
   * A node that loses against another one runs the statement again by itself ({@code
   * wsrep_retry_autocommit}), after the client has got the rows of the first run.
   */
  @Override
  boolean showsWhatIsUndone() {
    return galera.on();
  }

  @Override
  boolean makesTablesInTransactions() {
    return false;
  }

  @Override
  String caughtUp(String query) {
    return galera.on() ? Galera.CAUGHT_UP + query : query;
  }

  @Override
  List<String> rely() {
    return galera.on() ? Galera.RELY : List.of();
  }

  @Override
  List<String> doubts() {
    return galera.doubts();
  }

  @Override
  Optional<String> unfit(Session session) throws SQLException {
    String url = session.connection().getMetaData().getURL();
    if (url != null && url.contains(REPLAY)) {
      return Optional.of(
          "the driver's URL has "
              + REPLAY
              + ", with which it makes a change twice if the answer to a commit is lost: leave it"
              + " out");
    }
    galera = Galera.read(session);
    if (galera.unfit().isPresent()) {
      return galera.unfit();
    }
    Optional<String> text =
        session.first(TEXTS, row -> row.getString("place") + " is " + row.getString("collation"));
    if (text.isPresent()) {
      return text.map(
          found ->
              "the collation of "
                  + found
                  + ", which cannot hold every text or takes two keys for one: convert the table to"
                  + " CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin");
    }
    return session
        .first(LOGS_STATEMENTS, row -> row.getBoolean("refused"))
        .filter(refused -> refused)
        .map(
            refused ->
                "binlog_format is STATEMENT, with which the server refuses every change that reads"
                    + " what is committed: set it to ROW or MIXED");
  }

  /** By MariaDB's error number. */
  @Override
  ErrorKind judge(SQLException thrown) {
    String state = String.valueOf(thrown.getSQLState());
    if (state.equals("40001")) {
      return ErrorKind.CONFLICT;
    }
    if (state.equals(RECONNECTED)) {
      return ErrorKind.REPLACED;
    }
    if (state.startsWith("08")) {
      return ErrorKind.LOST;
    }
    return switch (thrown.getErrorCode()) {
      case 1020, 1062, 1205, 1213, 1305, 1586 -> ErrorKind.CONFLICT;
      case 1054, 1146, 1046 -> ErrorKind.SCHEMA;
      case 1044, 1045, 1142, 1143, 1698 -> ErrorKind.ACCESS;
      case 1290, 1792, 1836 -> ErrorKind.READ_ONLY;
      case 1021, 1114, 3, 28 -> ErrorKind.FULL;
      case 1047, 1053, 1927, 4031 ->
          ErrorKind.LOST; // not ready, shut down, killed, idle for too long
      case 1180 -> ErrorKind.IN_DOUBT; // failed during COMMIT, of whichever statement
      default -> ErrorKind.REFUSED;
    };
  }
}
