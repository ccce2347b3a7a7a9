package org.conferenceid.bulk;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.conferenceid.Organizer;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.capacity.IdsExhaustedException;
import org.conferenceid.change.BulkResult;
import org.conferenceid.change.ChangeResult;
import org.conferenceid.change.NotEnabled;
import org.conferenceid.change.IdempotencyKeyReusedException;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.internal.ChangeExecutor;
import org.conferenceid.spi.ConferenceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a bulk run does with a chunk: resets its users, or in a dry run looks them up. */
interface BulkStep {

  /** Handles users, each of whom stands there once, and tells what became of each. */
  void on(List<ResetRequest> chunk, Consumer<BulkResult> tell);

  /** Tells who would be reset. */
  static BulkStep planning(ConferenceStore store) {
    return (chunk, tell) -> {
      Map<UserId, Organizer> found = store.findAll(chunk.stream().map(ResetRequest::user).toList());
      for (ResetRequest request : chunk) {
        Organizer organizer = found.get(request.user());
        tell.accept(
            organizer != null && organizer.enabled()
                ? new BulkResult.Planned(organizer)
                : new NotEnabled(request.user()));
      }
    };
  }

  /** Resets. */
  static BulkStep resetting(ChangeExecutor changes) {
    return new Resetting(changes);
  }

  /** Resets a chunk as a whole and, if the store fails on it, its users one by one. */
  final class Resetting implements BulkStep {
    private static final Logger log = LoggerFactory.getLogger(BulkResetService.class);

    /** After so many failures in a row the store is away, and trying more makes no sense. */
    private static final int AWAY = 3;

    private final ChangeExecutor changes;

    private Resetting(ChangeExecutor changes) {
      this.changes = changes;
    }

    @Override
    public void on(List<ResetRequest> chunk, Consumer<BulkResult> tell) {
      List<ChangeResult> results;
      try {
        results = changes.resetAll(chunk);
      } catch (StoreException e) {
        log.warn("a chunk of {} resets failed, its users are tried one by one", chunk.size(), e);
        oneByOne(chunk, tell);
        return;
      }
      tell(chunk, results, tell);
    }

    /** Tells what became of each. The IDs are counted once for all who got none. */
    private void tell(
        List<ResetRequest> chunk, List<ChangeResult> results, Consumer<BulkResult> tell) {
      IdsExhaustedException none = null;
      for (int i = 0; i < chunk.size(); i++) {
        if (results.get(i) instanceof ChangeResult.Exhausted) {
          none = none == null ? changes.exhausted() : none;
          tell.accept(new BulkResult.Failed(chunk.get(i).user(), none));
        } else {
          tell.accept(judge(chunk.get(i), results.get(i)));
        }
      }
    }

    private BulkResult judge(ResetRequest request, ChangeResult result) {
      try {
        return (BulkResult) changes.orThrow(result, request.user(), request.cause());
      } catch (IdempotencyKeyReusedException e) {
        return new BulkResult.Failed(request.user(), e);
      }
    }

    /** Ends with the first user for whom no ID is left, since none is left for the others. */
    private void oneByOne(List<ResetRequest> chunk, Consumer<BulkResult> tell) {
      int inARow = 0;
      for (ResetRequest request : chunk) {
        ChangeResult result;
        try {
          result = changes.resetAll(List.of(request)).get(0);
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
