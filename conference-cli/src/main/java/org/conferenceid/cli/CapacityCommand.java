package org.conferenceid.cli;

import java.time.Duration;
import java.util.Locale;
import org.conferenceid.administration.Administration;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.capacity.CapacityReport;
import picocli.CommandLine.Command;

@Command(
    name = "capacity",
    description = "Tell how many IDs are left, for how long, and how easily one is guessed.",
    sortOptions = false)
final class CapacityCommand extends AdministrationAction {

  CapacityCommand(ConferenceIds program) {
    super(program);
  }

  @Override
  Outcome run(Administration administration) {
    CapacityReport report = administration.capacityReport();
    Capacity capacity = report.capacity();
    String guesses =
        report.guessesPerHit().isPresent()
            ? String.format(Locale.ENGLISH, "one in %,d hits", report.guessesPerHit().getAsLong())
            : "none can hit";
    String left =
        report
            .untilExhausted()
            .map(time -> String.format(Locale.ENGLISH, "in %,d days", time.toDays()))
            .orElse("not in sight");
    Line line =
        Line.of(
                String.format(
                    Locale.ENGLISH,
                    """
                    active       %,d
                    quarantined  %,d
                    free         %,d of %,d
                    guesses      %s
                    exhausted    %s
                    warnings     %s""",
                    capacity.active(),
                    capacity.quarantined(),
                    capacity.free(),
                    capacity.issuable(),
                    guesses,
                    left,
                    report.warnings().isEmpty() ? "none" : report.warnings()))
            .with("active", capacity.active())
            .with("quarantined", capacity.quarantined())
            .with("free", capacity.free())
            .with("issuable", capacity.issuable())
            .with("occupancy", capacity.occupancy())
            .with("liveDensity", capacity.liveDensity())
            .with("secondsUntilExhausted", report.untilExhausted().map(Duration::toSeconds))
            .with("warnings", report.warnings());
    report.guessesPerHit().ifPresent(number -> line.with("guessesPerHit", number));
    output().result(line);
    return Outcome.DONE;
  }
}
