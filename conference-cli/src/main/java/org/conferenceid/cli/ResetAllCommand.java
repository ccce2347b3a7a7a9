package org.conferenceid.cli;

import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.bulk.BulkReport;
import org.conferenceid.bulk.BulkReset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "reset-all",
    description = {
      "Give everyone who is enabled, or the users of a list, new IDs.",
      "Ctrl-C stops it in good order; the same command does the rest."
    },
    sortOptions = false)
final class ResetAllCommand extends BulkAction<BulkReset> {
  @Option(names = "--no-mail", description = "Send no e-mails about it.")
  private boolean noMail;

  ResetAllCommand(ConferenceIds program) {
    super(program, new BulkWatch.Words("reset", "would reset"));
  }

  @Override
  BulkReset everyone(String key) {
    return BulkReset.everyone(key).mail(!noMail);
  }

  @Override
  BulkReset of(String key, Iterable<UserId> list) {
    return BulkReset.of(key, list).mail(!noMail);
  }

  @Override
  BulkReport run(Administration administration, BulkReset request, BulkWatch watch) {
    return administration.bulkResets().reset(request, watch);
  }

  @Override
  String question() {
    return "Reset the conference IDs of";
  }

  @Override
  String mails() {
    return noMail ? "none, as you wish" : super.mails();
  }
}
