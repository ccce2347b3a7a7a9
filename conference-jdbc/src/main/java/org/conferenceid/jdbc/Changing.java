package org.conferenceid.jdbc;

import java.util.List;
import org.conferenceid.ChangeResult;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.spi.Change;

/** Makes one change: offers candidates until one is free, or none is left. */
final class Changing {
  private final Transactions transactions;
  private final IdSpace space;
  private final Change change;
  private final ConferenceIdGenerator generator;

  Changing(
      Transactions transactions, IdSpace space, Change change, ConferenceIdGenerator generator) {
    this.transactions = transactions;
    this.space = space;
    this.change = change;
    this.generator = generator;
  }

  ChangeResult result() {
    if (!Wish.takesId(change.kind())) {
      return make(List.of()).toResult(change);
    }
    for (int round = 0; ; round++) {
      List<ConferenceId> offer = space.offer(generator, round, transactions);
      Made made = make(offer);
      space.observe(offer, made.row.tried());
      if (made.row.outcome() != ChangeRow.Outcome.ALL_TAKEN) {
        return made.toResult(change);
      }
      if (offer.isEmpty()) {
        return new ChangeResult.Exhausted();
      }
    }
  }

  private Made make(List<ConferenceId> offer) {
    Wish wish = new Wish(change, offer);
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
