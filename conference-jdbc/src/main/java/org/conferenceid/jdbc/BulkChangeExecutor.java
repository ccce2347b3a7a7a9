package org.conferenceid.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Change;

/** Makes many changes as one. */
final class BulkChangeExecutor {
  private final Transactions transactions;
  private final List<Change> changes;
  private final List<ChangeCommand> wishes;
  private final ConferenceIdGenerator generator;

  BulkChangeExecutor(Transactions transactions, List<Change> changes, ConferenceIdGenerator generator) {
    this.transactions = transactions;
    this.changes = changes;
    this.wishes = changes.stream().map(change -> new ChangeCommand(change, List.of())).toList();
    this.generator = generator;
  }

  List<ChangeResult> results() {
    return transactions.changes("make " + changes.size() + " changes", this::make);
  }

  private List<ChangeResult> make(Session session) throws SQLException {
    Database database = transactions.database();
    database.beforeReading(session);
    List<ChangeRow> rows = new BulkAttempt(session, database.bulk(session), wishes, generator).make();
    return IntStream.range(0, rows.size())
        .mapToObj(i -> result(rows.get(i), changes.get(i), session.owned()))
        .toList();
  }

  private static ChangeResult result(ChangeRow row, Change change, boolean committed) {
    return row.outcome() == ChangeRow.Outcome.ALL_TAKEN
        ? new ChangeResult.Exhausted()
        : row.toResult(change, committed);
  }
}
