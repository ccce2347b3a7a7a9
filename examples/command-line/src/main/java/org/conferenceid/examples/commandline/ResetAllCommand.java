package org.conferenceid.examples.commandline;

import java.util.Locale;
import java.util.Optional;
import org.conferenceid.ConferenceException;
import org.conferenceid.RequestContext;
import org.conferenceid.administration.Administration;
import org.conferenceid.bulk.BulkReport;
import org.conferenceid.bulk.BulkReset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "reset-all",
    description = {
      "Give everyone who is enabled, or the users of a list, new IDs.",
      "Ctrl-C stops it in good order; the same command does the rest."
    },
    sortOptions = false)
final class ResetAllCommand extends AdministrationAction {
  @Option(
      names = "--run-key",
      paramLabel = "TEXT",
      required = true,
      description = "A name for this run. Whoever was reset under it is not reset again.")
  private String runKey = "";

  @Option(
      names = "--users",
      paramLabel = "FILE",
      description = "Only these: users' keys, one a line; - reads the input.")
  private Optional<String> users = Optional.empty();

  @Option(names = "--dry-run", description = "Change nothing, tell who would be reset.")
  private boolean dryRun;

  @Option(names = "--rate", paramLabel = "NUMBER", description = "At most so many users a second.")
  private Optional<Integer> rate = Optional.empty();

  @Option(names = "--no-mail", description = "Send no e-mails about it.")
  private boolean noMail;

  @Option(names = "--verbose", description = "Write a line for every user, as --json does.")
  private boolean verbose;

  @Option(names = "--progress", description = "Show a progress bar even if this is no terminal.")
  private boolean progress;

  @Mixin private final ContextOptions asked = new ContextOptions();
  @Mixin private final Confirmation confirmation = new Confirmation();

  ResetAllCommand(ConferenceIds program) {
    super(program);
  }

  @Override
  Outcome run(Administration administration) {
    if (users.isEmpty()) {
      return run(administration, BulkReset.everyone(runKey), administration.capacity().active());
    }
    try (UserList list = UserList.open(users.get(), program().input())) {
      BulkReset request = BulkReset.of(runKey, list::users).total(list.size());
      return run(administration, request, list.size());
    }
  }

  private Outcome run(Administration administration, BulkReset start, long many) {
    BulkReset request = completed(start);
    if (!dryRun) {
      confirmation.require(program(), question(many));
    }
    boolean everyUser = verbose || output().isJson();
    // On a terminal the lines and the bar would run into each other.
    boolean withBar = progress || (program().operator().isThere() && !everyUser);
    Optional<ProgressBar> bar =
        withBar ? Optional.of(new ProgressBar(output().notes())) : Optional.empty();
    try (Operator.Interruption interruption = program().operator().watch()) {
      BulkWatch watch = new BulkWatch(output(), everyUser, bar, interruption::isWished);
      BulkReport report;
      try {
        report = administration.bulkResets().reset(request, watch);
      } catch (ConferenceException e) {
        bar.ifPresent(ProgressBar::end);
        howToGoOn();
        throw e;
      }
      bar.ifPresent(ProgressBar::end);
      if (report.cancelled()) {
        howToGoOn();
      }
      return watch.sum(report, dryRun);
    }
  }

  private BulkReset completed(BulkReset start) {
    BulkReset request = start.mail(!noMail);
    RequestContext said = asked.context();
    if (said.actor().isPresent()) {
      request = request.by(said.actor().get());
    }
    if (said.reason().isPresent()) {
      request = request.reason(said.reason().get());
    }
    if (rate.isPresent()) {
      request = request.perSecond(rate.get());
    }
    return dryRun ? request.dryRun() : request;
  }

  private String question(long many) {
    return String.format(
        Locale.ENGLISH,
        """
        Reset the conference IDs of %s?
          users     %,d
          run key   %s
          e-mails   %s""",
        users
            .map(file -> file.equals("-") ? "the users given" : "the users in " + file)
            .orElse("everyone who is enabled"),
        many,
        runKey,
        noMail ? "none, as you wish" : "one to each, as dispatch sends them");
  }

  private void howToGoOn() {
    output()
        .note(
            "Stopped before the end. What was done stays; the same command with --run-key "
                + runKey
                + " does the rest.");
  }
}
