package org.conferenceid.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.conferenceid.bulk.BulkObserver;
import org.conferenceid.bulk.BulkProgress;
import org.conferenceid.bulk.BulkReport;
import org.conferenceid.bulk.BulkResult;

/** Tells what becomes of the users of a bulk run, and how far it is. */
final class BulkWatch implements BulkObserver {
  private final Output output;
  private final Words words;
  private final boolean everyUser;
  private final Optional<ProgressBar> bar;
  private final BooleanSupplier cancelled;

  /**
   * What a run is called in its sums.
   *
   * @param done what was done, also the name of its number in JSON
   * @param planned what would be done in a dry run
   */
  record Words(String done, String planned) {}

  /**
   * Watches a run.
   *
   * @param words what it is called in its sums
   * @param everyUser whether to write a line for every user
   * @param bar where to show how far it is
   * @param cancelled whether to stop between two batches
   */
  BulkWatch(
      Output output,
      Words words,
      boolean everyUser,
      Optional<ProgressBar> bar,
      BooleanSupplier cancelled) {
    this.output = output;
    this.words = words;
    this.everyUser = everyUser;
    this.bar = bar;
    this.cancelled = cancelled;
  }

  @Override
  public void onResult(BulkResult result) {
    if (everyUser) {
      output.result(line(result));
    }
  }

  @Override
  public void onProgress(BulkProgress progress) {
    bar.ifPresent(shown -> shown.show(progress));
  }

  @Override
  public boolean isCancelled() {
    return cancelled.getAsBoolean();
  }

  private Line line(BulkResult result) {
    if (result instanceof BulkResult.Reset reset && !reset.replayed()) {
      return line(result, "reset", reset.oldId() + " → " + reset.newId())
          .with("oldId", reset.oldId())
          .with("newId", reset.newId());
    }
    if (result instanceof BulkResult.Reset) {
      return line(result, "unchanged", "unchanged, was reset by this run before");
    }
    if (result instanceof BulkResult.Queued queued) {
      return queued.replayed()
          ? line(result, "unchanged", "unchanged, was queued by this run before")
          : line(result, "queued", "queued");
    }
    if (result instanceof BulkResult.StaleId) {
      return line(result, "unchanged", "unchanged, got a new ID meanwhile");
    }
    if (result instanceof BulkResult.NotEnabled) {
      return line(result, "not-enabled", "not enabled");
    }
    if (result instanceof BulkResult.Planned planned) {
      return line(
          result,
          "planned",
          words.planned() + ", has the ID since " + Times.shown(planned.organizer().since()));
    }
    String problem = String.valueOf(((BulkResult.Failed) result).failure().getMessage());
    return line(result, "failed", "failed: " + problem).with("problem", problem);
  }

  private static Line line(BulkResult result, String word, String text) {
    return Line.of(String.format(Locale.ROOT, "%s: %s", result.user(), text))
        .with("type", "user")
        .with("user", result.user())
        .with("result", word);
  }

  /** Tells the sums. */
  Outcome sum(BulkReport report, boolean dryRun) {
    output.result(
        Line.of(
                String.format(
                    Locale.ROOT,
                    "%s %d, unchanged %d, not enabled %d, failed %d",
                    dryRun ? words.planned() : words.done(),
                    report.done(),
                    report.unchanged(),
                    report.notEnabled(),
                    report.failed()))
            .with("type", "summary")
            .with(dryRun ? "planned" : words.done(), report.done())
            .with("unchanged", report.unchanged())
            .with("notEnabled", report.notEnabled())
            .with("failed", report.failed())
            .with("cancelled", report.cancelled()));
    return report.cancelled()
        ? Outcome.INCOMPLETE
        : Outcome.of(report.done() + report.unchanged(), report.notEnabled() + report.failed());
  }
}
