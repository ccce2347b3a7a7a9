package org.conferenceid.spring.console.many;

import java.util.List;
import java.util.Optional;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.bulk.BulkInfo;
import org.conferenceid.bulk.BulkObserver;
import org.conferenceid.bulk.BulkReport;
import org.conferenceid.bulk.BulkRequest;
import org.conferenceid.bulk.BulkReset;

/** What is done with many users. */
enum RunAction {
  /** They get new IDs. */
  RESET(EventKind.RESET),
  /** They are sent their conference information. */
  INFO(EventKind.INFO_REQUESTED),
  /** They are told that the dial-in numbers have changed. */
  NUMBERS(EventKind.NUMBERS_CHANGED);

  private final EventKind kind;

  RunAction(EventKind kind) {
    this.kind = kind;
  }

  /** The kind of its entries in the audit. */
  EventKind kind() {
    return kind;
  }

  /** Does it, or tells in a dry run whom it would be about. */
  BulkReport run(
      Administration administration,
      RunRequest request,
      Optional<List<UserId>> users,
      boolean dryRun,
      BulkObserver observer) {
    if (this == RESET) {
      BulkReset reset =
          users
              .map(list -> BulkReset.of(request.key(), list))
              .orElseGet(() -> BulkReset.everyone(request.key()))
              .mail(request.mail());
      return administration.bulkResets().reset(completed(reset, request, dryRun), observer);
    }
    BulkInfo info =
        users
            .map(list -> BulkInfo.of(request.key(), list))
            .orElseGet(() -> BulkInfo.everyone(request.key()));
    BulkInfo completed = completed(info, request, dryRun);
    return this == INFO
        ? administration.bulkInfo().sendConferenceInfo(completed, observer)
        : administration.bulkInfo().sendNumbersChanged(completed, observer);
  }

  private static <R extends BulkRequest<R>> R completed(
      R start, RunRequest request, boolean dryRun) {
    R completed = start.context(request.context());
    if (request.perSecond() > 0) {
      completed = completed.perSecond(request.perSecond());
    }
    return dryRun ? completed.dryRun() : completed;
  }
}
