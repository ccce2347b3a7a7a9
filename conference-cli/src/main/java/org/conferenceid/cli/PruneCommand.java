package org.conferenceid.cli;

import java.time.Duration;
import java.util.Locale;
import org.conferenceid.administration.Administration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "prune",
    description =
        "Remove old entries of the audit. An entry whose message still waits stays. To be run"
            + " regularly, for instance once a day.",
    sortOptions = false)
final class PruneCommand extends AdministrationAction {
  @Option(
      names = "--older-than",
      paramLabel = "DAYS",
      required = true,
      description = "Only entries of so many days ago and before.")
  private int days;

  PruneCommand(ConferenceIds program) {
    super(program);
  }

  @Override
  Outcome run(Administration administration) {
    int removed = administration.pruneAudit(Duration.ofDays(days));
    output()
        .result(
            Line.of(String.format(Locale.ROOT, "removed %d entries", removed))
                .with("removed", removed));
    return Outcome.DONE;
  }
}
