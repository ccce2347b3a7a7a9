package org.conferenceid.jdbc;

import java.util.List;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;

/** Makes one change: offers candidates until one is free, or none is left. */
final class ChangeExecutor {
  /** How many are drawn, one offer after another, before all free IDs are listed. */
  private static final List<Integer> DRAWN = List.of(16, 64, 1024);

  /** How many of the free IDs are offered: other processes may take some meanwhile. */
  private static final int LISTED = 16;

  private final Transactions transactions;
  private final Change change;
  private final ConferenceIdGenerator generator;

  ChangeExecutor(Transactions transactions, Change change, ConferenceIdGenerator generator) {
    this.transactions = transactions;
    this.change = change;
    this.generator = generator;
  }

  ChangeResult result() {
    if (!change.kind().assignsId()) {
      return make(List.of()).toResult(change);
    }
    for (int count : DRAWN) {
      Made made = make(Candidates.draw(generator, count));
      if (made.row.outcome() != ChangeRow.Outcome.ALL_TAKEN) {
        return made.toResult(change);
      }
    }
    while (true) {
      List<ConferenceId> free =
          transactions.read(
              "list the free IDs", session -> Candidates.free(session, generator, LISTED));
      if (free.isEmpty()) {
        return new ChangeResult.Exhausted();
      }
      Made made = make(free);
      if (made.row.outcome() != ChangeRow.Outcome.ALL_TAKEN) {
        return made.toResult(change);
      }
    }
  }

  private Made make(List<ConferenceId> offer) {
    ChangeCommand wish = new ChangeCommand(change, offer);
    String doing = "make the change " + change.kind();
    Transactions.Work<Made> work =
        session -> new Made(transactions.database().change(session, wish), session.owned());
    return transactions.change(doing, work);
  }

  private record Made(ChangeRow row, boolean committed) {
    ChangeResult toResult(Change change) {
      return row.toResult(change, committed);
    }
  }
}
