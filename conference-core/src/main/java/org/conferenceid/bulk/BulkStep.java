package org.conferenceid.bulk;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.capacity.IdsExhaustedException;
import org.conferenceid.change.ChangeRequest;
import org.conferenceid.change.IdempotencyKeyReusedException;
import org.conferenceid.internal.ChangeExecutor;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.ConferenceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a bulk run does with a batch: changes its users, or in a dry run looks them up. */
interface BulkStep<C extends ChangeRequest<C>> {

  /** Handles users, each of whom stands there once, and tells what became of each. */
  void on(List<C> batch, Consumer<BulkResult> tell);

  /** Tells whom it would be about. */
  static <C extends ChangeRequest<C>> BulkStep<C> planning(ConferenceStore store) {
    return (batch, tell) -> {
      Map<UserId, Organizer> found =
          store.findAll(batch.stream().map(ChangeRequest::user).toList());
      for (C request : batch) {
        Organizer organizer = found.get(request.user());
        tell.accept(
            organizer != null && organizer.enabled()
                ? new BulkResult.Planned(organizer)
                : new BulkResult.NotEnabled(request.user()));
      }
    };
  }

  /** Makes changes of a kind: resets, or messages that change nothing. */
  static <C extends ChangeRequest<C>> BulkStep<C> changing(EventKind kind, ChangeExecutor changes) {
    return new Changing<>(kind, changes);
  }

  /** Changes a batch as a whole and, if the store fails on it, its users one by one. */
  final class Changing<C extends ChangeRequest<C>> implements BulkStep<C> {
    private static final Logger log = LoggerFactory.getLogger("org.conferenceid.bulk");

    /** After so many failures in a row the store is away, and trying more makes no sense. */
    private static final int AWAY = 3;

    private final EventKind kind;
    private final ChangeExecutor changes;

    private Changing(EventKind kind, ChangeExecutor changes) {
      this.kind = kind;
      this.changes = changes;
    }

    @Override
    public void on(List<C> batch, Consumer<BulkResult> tell) {
      List<ChangeResult> results;
      try {
        results = changes.executeAll(kind, batch);
      } catch (StoreException e) {
        log.warn("a batch of {} users failed, they are tried one by one", batch.size(), e);
        oneByOne(batch, tell);
        return;
      }
      tell(batch, results, tell);
    }

    /** Tells what became of each. The IDs are counted once for all who got none. */
    private void tell(List<C> batch, List<ChangeResult> results, Consumer<BulkResult> tell) {
      IdsExhaustedException none = null;
      for (int i = 0; i < batch.size(); i++) {
        if (results.get(i) instanceof ChangeResult.Exhausted) {
          none = none == null ? changes.exhausted() : none;
          tell.accept(new BulkResult.Failed(batch.get(i).user(), none));
        } else {
          tell.accept(judge(batch.get(i), results.get(i)));
        }
      }
    }

    private static BulkResult judge(ChangeRequest<?> request, ChangeResult result) {
      if (result instanceof ChangeResult.KeyReused) {
        return new BulkResult.Failed(
            request.user(),
            new IdempotencyKeyReusedException(
                request.user(), request.idempotencyKey().orElseThrow()));
      }
      if (result instanceof ChangeResult.NotEnabled) {
        return new BulkResult.NotEnabled(request.user());
      }
      if (result instanceof ChangeResult.StaleId stale) {
        return new BulkResult.StaleId(stale.organizer());
      }
      ChangeResult.Done done = ChangeExecutor.done(result);
      ConferenceEvent event = done.event();
      if (event.kind() != EventKind.RESET) {
        return new BulkResult.Queued(event.user(), event.at(), done.replayed(), done.committed());
      }
      return new BulkResult.Reset(
          event.user(),
          event.oldId().orElseThrow(),
          event.newId().orElseThrow(),
          event.version(),
          done.replayed(),
          done.committed());
    }

    /** Ends with the first user for whom no ID is left, since none is left for the others. */
    private void oneByOne(List<C> batch, Consumer<BulkResult> tell) {
      int inARow = 0;
      for (C request : batch) {
        ChangeResult result;
        try {
          result = changes.executeAll(kind, List.of(request)).get(0);
          inARow = 0;
        } catch (StoreException e) {
          if (++inARow == AWAY) {
            throw e;
          }
          tell.accept(new BulkResult.Failed(request.user(), e));
          continue;
        }
        tell(List.of(request), List.of(result), tell);
        if (result instanceof ChangeResult.Exhausted) {
          return;
        }
      }
    }
  }
}
