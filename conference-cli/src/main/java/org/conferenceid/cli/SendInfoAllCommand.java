package org.conferenceid.cli;

import org.conferenceid.administration.Administration;
import org.conferenceid.bulk.BulkInfo;
import org.conferenceid.bulk.BulkReport;
import picocli.CommandLine.Command;

@Command(
    name = "send-info-all",
    description = {
      "Queue an e-mail with the ID and the dial-in numbers for everyone, or the users of a list.",
      "Ctrl-C stops it in good order; the same command does the rest."
    },
    sortOptions = false)
final class SendInfoAllCommand extends BulkInfoAction {
  SendInfoAllCommand(ConferenceIds program) {
    super(program);
  }

  @Override
  BulkReport run(Administration administration, BulkInfo request, BulkWatch watch) {
    return administration.bulkInfo().sendConferenceInfo(request, watch);
  }

  @Override
  String question() {
    return "Send conference information to";
  }
}
