package org.conferenceid.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.conferenceid.Lookup;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;

/** Brings in IDs that users have already: judges all of them, then writes what is to be written. */
final class AdoptionExecutor {
  private final Transactions transactions;
  private final List<Adoption> adoptions;
  private final AdoptionMode mode;

  AdoptionExecutor(Transactions transactions, List<Adoption> adoptions, AdoptionMode mode) {
    this.transactions = transactions;
    this.adoptions = adoptions;
    this.mode = mode;
  }

  List<AdoptionResult> results() {
    return transactions.transaction("adopt " + adoptions.size() + " IDs", this::adopt);
  }

  private List<AdoptionResult> adopt(Session session) throws SQLException {
    Bulk bulk = transactions.database().bulk(session);
    List<String> keys = adoptions.stream().map(adoption -> adoption.user().value()).toList();
    Map<String, UserRow> users;
    if (mode == AdoptionMode.DRY_RUN) {
      users = bulk.find(keys);
    } else {
      transactions.database().beforeReading(session);
      users = bulk.lock(keys);
    }
    Map<Integer, Lookup> ids =
        bulk.lookup(adoptions.stream().map(one -> one.id().value()).toList());
    List<AdoptionResult> results = new ArrayList<>(adoptions.size());
    boolean refused = false;
    for (Adoption adoption : adoptions) {
      AdoptionResult result =
          judge(
              adoption,
              users.getOrDefault(adoption.user().value(), UserRow.UNKNOWN),
              ids.getOrDefault(adoption.id().value(), new Lookup.Unknown()));
      refused |= adoption.isRefused(result);
      results.add(result);
    }
    if (!mode.withholds(refused)) {
      write(bulk, users, ids, results, session.owned());
    }
    return List.copyOf(results);
  }

  private static AdoptionResult judge(Adoption adoption, UserRow user, Lookup id)
      throws SQLException {
    if (id instanceof Lookup.Active active
        && active.owner().equals(adoption.user())
        && user.currentId() == null) {
      // Without a row a user cannot be locked, and has been enabled since we looked.
      throw Transactions.lostRace();
    }
    return adoption.judge(
        user.found(adoption.user()),
        id instanceof Lookup.Unknown ? Optional.empty() : Optional.of(id));
  }

  private void write(
      Bulk bulk,
      Map<String, UserRow> users,
      Map<Integer, Lookup> ids,
      List<AdoptionResult> results,
      boolean committed)
      throws SQLException {
    long now = bulk.now();
    List<PlannedChange> entries = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof AdoptionResult.NotApplied) {
        Adoption adoption = adoptions.get(i);
        Change change = adoption.toChange();
        int id = adoption.id().value();
        PlannedChange entry =
            new PlannedChange(
                new ChangeCommand(change, List.of()),
                users.getOrDefault(adoption.user().value(), UserRow.UNKNOWN),
                id,
                ids.containsKey(id),
                now);
        entries.add(entry);
        ChangeResult.Done done = (ChangeResult.Done) entry.done().toResult(change, committed);
        results.set(i, new AdoptionResult.Adopted(done.event(), done.committed()));
      }
    }
    bulk.write(entries);
  }
}
