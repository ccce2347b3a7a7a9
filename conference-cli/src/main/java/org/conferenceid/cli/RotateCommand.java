package org.conferenceid.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.conferenceid.Organizer;
import org.conferenceid.RequestContext;
import org.conferenceid.administration.Administration;
import org.conferenceid.bulk.BulkReport;
import org.conferenceid.bulk.Rotation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "rotate",
    description = "Give the users with the oldest IDs new ones, a batch at a time.",
    sortOptions = false)
final class RotateCommand extends AdministrationAction {
  @Option(
      names = "--older-than",
      paramLabel = "DAYS",
      required = true,
      description = "Only IDs that users have had for so long.")
  private int days;

  @Option(
      names = "--batch-size",
      paramLabel = "NUMBER",
      description = "At most so many users, up to 1000 (default: ${DEFAULT-VALUE}).")
  private int batchSize = 100;

  @Option(names = "--dry-run", description = "Change nothing, tell who is next.")
  private boolean dryRun;

  @Option(names = "--no-mail", description = "Send no e-mails about it.")
  private boolean noMail;

  @Option(names = "--verbose", description = "Write a line for every user, as --json does.")
  private boolean verbose;

  @Mixin private final ContextOptions asked = new ContextOptions();
  @Mixin private final Confirmation confirmation = new Confirmation();

  RotateCommand(ConferenceIds program) {
    super(program);
  }

  @Override
  Outcome run(Administration administration) {
    Rotation rotation = rotation();
    List<Organizer> due = administration.bulkResets().previewRotation(rotation);
    if (dryRun) {
      due.forEach(this::tell);
      return Outcome.DONE;
    }
    if (!due.isEmpty()) {
      confirmation.require(
          program(),
          String.format(
              Locale.ROOT,
              "Reset the conference IDs of %d users, which are older than %d days?",
              due.size(),
              days));
    }
    BulkWatch watch =
        new BulkWatch(
            output(),
            new BulkWatch.Words("reset", "would reset"),
            verbose || output().isJson(),
            Optional.empty(),
            () -> false);
    BulkReport report = administration.bulkResets().rotate(rotation, watch);
    return watch.sum(report, /* dryRun= */ false);
  }

  private Rotation rotation() {
    Rotation rule =
        Rotation.ofIdsOlderThan(Duration.ofDays(days)).batchSize(batchSize).mail(!noMail);
    RequestContext said = asked.context();
    return rule.context(
        said.reason().isPresent() ? said : said.reason("older than " + days + " days"));
  }

  private void tell(Organizer organizer) {
    output()
        .result(
            Line.of(
                    String.format(
                        Locale.ROOT,
                        "%s: since %s",
                        organizer.user(),
                        Times.shown(organizer.since())))
                .with("user", organizer.user())
                .with("since", organizer.since()));
  }
}
