package org.conferenceid.cli;

import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import org.conferenceid.ConferenceException;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.bulk.BulkReport;
import org.conferenceid.bulk.BulkRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Does something for everyone who is enabled, or for the users of a list. */
abstract class BulkAction<R extends BulkRequest<R>> extends AdministrationAction {
  @Option(
      names = "--run-key",
      paramLabel = "TEXT",
      required = true,
      description = "A name for this run. Whoever was processed under it is passed over.")
  private String runKey = "";

  @Option(
      names = "--users",
      paramLabel = "FILE",
      description = "Only these: users' keys, one a line; - reads the input.")
  private Optional<String> users = Optional.empty();

  @Option(names = "--dry-run", description = "Change nothing, tell whom it would be about.")
  private boolean dryRun;

  @Option(names = "--rate", paramLabel = "NUMBER", description = "At most so many users a second.")
  private Optional<Integer> rate = Optional.empty();

  @Option(names = "--verbose", description = "Write a line for every user, as --json does.")
  private boolean verbose;

  @Option(names = "--progress", description = "Show a progress bar even if this is no terminal.")
  private boolean progress;

  @Mixin private final ContextOptions asked = new ContextOptions();
  @Mixin private final Confirmation confirmation = new Confirmation();

  private final BulkWatch.Words words;

  BulkAction(ConferenceIds program, BulkWatch.Words words) {
    super(program);
    this.words = words;
  }

  /** Returns the request for everyone. */
  abstract R everyone(String key);

  /** Returns the request for the users of a list. */
  abstract R of(String key, Iterable<UserId> list);

  /** Runs a request. */
  abstract BulkReport run(Administration administration, R request, BulkWatch watch);

  /** What to ask, such as "Reset the conference IDs of". */
  abstract String question();

  /** What e-mails there will be. */
  String mails() {
    return "one to each, as dispatch sends them";
  }

  @Override
  Outcome run(Administration administration) {
    if (users.isEmpty()) {
      return run(administration, everyone(runKey), administration.capacity().active());
    }
    try (UserList list = UserList.open(users.get(), program().input())) {
      Iterable<UserId> once = () -> users(list);
      return run(administration, of(runKey, once).total(list.size()), list.size());
    }
  }

  private static Iterator<UserId> users(UserList list) {
    return list.users();
  }

  private Outcome run(Administration administration, R start, long many) {
    R request = completed(start);
    if (!dryRun) {
      confirmation.require(program(), question(many));
    }
    boolean everyUser = verbose || output().isJson();
    // On a terminal the lines and the bar would run into each other.
    boolean withBar = progress || (program().operator().isThere() && !everyUser);
    Optional<ProgressBar> bar =
        withBar ? Optional.of(new ProgressBar(output().notes())) : Optional.empty();
    try (Operator.Interruption interruption = program().operator().watch()) {
      BulkWatch watch = new BulkWatch(output(), words, everyUser, bar, interruption::isWished);
      BulkReport report;
      try {
        report = run(administration, request, watch);
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

  private R completed(R start) {
    R request = start;
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
        %s %s?
          users     %,d
          run key   %s
          e-mails   %s""",
        question(),
        users
            .map(file -> file.equals("-") ? "the users given" : "the users in " + file)
            .orElse("everyone who is enabled"),
        many,
        runKey,
        mails());
  }

  private void howToGoOn() {
    output()
        .note(
            "Stopped before the end. What was done stays; the same command with --run-key "
                + runKey
                + " does the rest.");
  }
}
