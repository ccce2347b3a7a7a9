package org.conferenceid.examples.commandline;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.conferenceid.AudioConferencing;
import org.conferenceid.RequestContext;
import org.conferenceid.Organizer;
import org.conferenceid.bulk.BulkReport;
import org.conferenceid.bulk.Rotation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "rotate",
    description = "Give the users with the oldest IDs new ones, a portion at a time.",
    sortOptions = false)
final class RotateCommand extends Action {
  @Option(
      names = "--older-than",
      paramLabel = "DAYS",
      required = true,
      description = "Only IDs that users have had for so long.")
  private int days;

  @Option(
      names = "--portion",
      paramLabel = "NUMBER",
      description = "At most so many users, up to 1000 (default: ${DEFAULT-VALUE}).")
  private int portion = 100;

  @Option(names = "--dry-run", description = "Change nothing, tell who is next.")
  private boolean dryRun;

  @Option(names = "--no-mail", description = "Send no e-mails about it.")
  private boolean noMail;

  @Option(names = "--verbose", description = "Write a line for every user, as --json does.")
  private boolean verbose;

  @Mixin private final CauseOptions cause = new CauseOptions();
  @Mixin private final Confirmation confirmation = new Confirmation();

  RotateCommand(ConferenceIds program) {
    super(program);
  }

  @Override
  Outcome run(AudioConferencing conferencing) {
    Rotation rotation = rotation();
    List<Organizer> due = conferencing.administration().bulkResets().previewRotation(rotation);
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
        new BulkWatch(output(), verbose || output().isJson(), Optional.empty(), () -> false);
    BulkReport report = conferencing.administration().bulkResets().rotate(rotation, watch);
    return watch.sum(report, /* dryRun= */ false);
  }

  private Rotation rotation() {
    Rotation rule = Rotation.ofIdsOlderThan(Duration.ofDays(days)).batchSize(portion).mail(!noMail);
    RequestContext said = cause.cause();
    RequestContext usual = rule.cause();
    return rule.cause(
        said.reason().isPresent() ? said : usual.reason().map(said::because).orElse(said));
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
