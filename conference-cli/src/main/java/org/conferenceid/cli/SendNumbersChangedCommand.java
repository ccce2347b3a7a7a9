package org.conferenceid.cli;

import org.conferenceid.administration.Administration;
import org.conferenceid.bulk.BulkInfo;
import org.conferenceid.bulk.BulkReport;
import picocli.CommandLine.Command;

@Command(
    name = "send-numbers-changed",
    description = {
      "Queue an e-mail that the dial-in numbers have changed for everyone, or the users of a list.",
      "Ctrl-C stops it in good order; the same command does the rest."
    },
    sortOptions = false)
final class SendNumbersChangedCommand extends BulkInfoAction {
  SendNumbersChangedCommand(ConferenceIds program) {
    super(program);
  }

  @Override
  BulkReport run(Administration administration, BulkInfo request, BulkWatch watch) {
    return administration.bulkInfo().sendNumbersChanged(request, watch);
  }

  @Override
  String question() {
    return "Tell that the dial-in numbers have changed to";
  }
}
