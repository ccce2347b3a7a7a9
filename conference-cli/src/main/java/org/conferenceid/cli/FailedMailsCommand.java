package org.conferenceid.cli;

import java.util.Locale;
import org.conferenceid.administration.Administration;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import picocli.CommandLine.Command;

@Command(
    name = "failed-mails",
    description = "List the messages that were given up, each with its number for resend.",
    sortOptions = false)
final class FailedMailsCommand extends AdministrationAction {

  FailedMailsCommand(ConferenceIds program) {
    super(program);
  }

  @Override
  Outcome run(Administration administration) {
    administration
        .auditStream(AuditQuery.all().withDelivery(DeliveryState.FAILED))
        .forEach(entry -> output().result(line(entry)));
    return Outcome.DONE;
  }

  private static Line line(AuditEntry entry) {
    String problem = entry.delivery().problem().orElse("no reason known");
    return Line.of(
            String.format(
                Locale.ROOT,
                "%d  %s  %s %s  %s",
                entry.number(),
                Times.shown(entry.event().at()),
                entry.event().kind(),
                entry.event().user(),
                problem))
        .with("number", entry.number())
        .with("at", entry.event().at())
        .with("kind", entry.event().kind())
        .with("user", entry.event().user())
        .with("attempts", entry.delivery().attempts())
        .with("problem", problem);
  }
}
