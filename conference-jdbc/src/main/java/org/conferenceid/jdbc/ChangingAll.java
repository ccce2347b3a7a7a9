package org.conferenceid.jdbc;

import java.util.List;
import java.util.stream.IntStream;
import org.conferenceid.ChangeResult;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.spi.Change;

/** Makes many changes as one: with drawn candidates, and where they don't do with free IDs. */
final class ChangingAll {
  private final Transactions transactions;
  private final IdSpace space;
  private final List<Change> changes;
  private final List<Wish> wishes;
  private final ConferenceIdGenerator generator;

  ChangingAll(
      Transactions transactions,
      IdSpace space,
      List<Change> changes,
      ConferenceIdGenerator generator) {
    this.transactions = transactions;
    this.space = space;
    this.changes = changes;
    this.wishes = changes.stream().map(change -> new Wish(change, List.of())).toList();
    this.generator = generator;
  }

  List<ChangeResult> results() {
    Chunk.Made made = make(Candidates.drawn(space, generator));
    while (made.answers().size() < wishes.size()) {
      // Not inside the transaction: finding the free IDs takes another connection.
      IdSpace.Reserve reserve = space.reserve(generator, made.wanted(), transactions);
      made = make(Candidates.free(space, reserve));
    }
    List<ChangeRow> rows = made.answers();
    boolean committed = made.committed();
    return IntStream.range(0, rows.size())
        .mapToObj(i -> result(rows.get(i), changes.get(i), committed))
        .toList();
  }

  private Chunk.Made make(Candidates candidates) {
    try {
      return transactions.changes(
          "make " + changes.size() + " changes",
          session -> {
            transactions.database().beforeReading(session);
            return new Chunk(session, transactions.database().bulk(session), wishes, candidates)
                .make();
          });
    } finally {
      candidates.close();
    }
  }

  private static ChangeResult result(ChangeRow row, Change change, boolean committed) {
    return row.outcome() == ChangeRow.Outcome.ALL_TAKEN
        ? new ChangeResult.Exhausted()
        : row.toResult(change, committed);
  }
}
