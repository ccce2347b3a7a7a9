package org.conferenceid.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.jspecify.annotations.Nullable;

/** Makes many changes as one: with drawn candidates, and where they are too few with free IDs. */
final class BulkChangeExecutor {
  private final Transactions transactions;
  private final List<Change> changes;
  private final List<ChangeCommand> wishes;
  private final ConferenceIdGenerator generator;

  BulkChangeExecutor(
      Transactions transactions, List<Change> changes, ConferenceIdGenerator generator) {
    this.transactions = transactions;
    this.changes = changes;
    this.wishes = changes.stream().map(change -> new ChangeCommand(change, List.of())).toList();
    this.generator = generator;
  }

  List<ChangeResult> results() {
    List<ChangeResult> results = make(null);
    while (results.isEmpty()) {
      // Not in the transaction: nobody shall wait for the seconds that it takes.
      List<ConferenceId> free =
          transactions.read(
              "list the free IDs", session -> Candidates.free(session, generator, changes.size()));
      results = make(free);
    }
    return results;
  }

  private List<ChangeResult> make(@Nullable List<ConferenceId> free) {
    return transactions.changes(
        "make " + changes.size() + " changes", session -> make(session, free));
  }

  private List<ChangeResult> make(Session session, @Nullable List<ConferenceId> free)
      throws SQLException {
    Database database = transactions.database();
    database.beforeReading(session);
    List<ChangeRow> rows = new BulkAttempt(database.bulk(session), wishes, generator, free).make();
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
