package org.conferenceid.cli;

import java.util.Locale;
import java.util.Optional;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "audit",
    description = "Show who did what to whose ID, and what became of the mail, newest first.",
    sortOptions = false)
final class AuditCommand extends AdministrationAction {
  @Parameters(paramLabel = "USER", arity = "0..1", description = "Only this user's entries.")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--mail",
      paramLabel = "STATE",
      description = "Only entries whose mail is ${COMPLETION-CANDIDATES}.")
  private Optional<DeliveryState> mail = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "NUMBER",
      description = "At most so many entries (default: ${DEFAULT-VALUE}).")
  private long limit = 50;

  AuditCommand(ConferenceIds program) {
    super(program);
  }

  @Override
  Outcome run(Administration administration) {
    if (limit < 0) {
      throw new Refusal(Outcome.USAGE, "--limit must not be negative");
    }
    AuditQuery query = AuditQuery.all().newestFirst();
    query = user.map(UserId::of).map(query::ofUser).orElse(query);
    query = mail.map(query::withDelivery).orElse(query);
    administration.auditStream(query).limit(limit).forEach(entry -> output().result(line(entry)));
    return Outcome.DONE;
  }

  private static Line line(AuditEntry entry) {
    ConferenceEvent event = entry.event();
    return Line.of(
            String.format(
                Locale.ROOT,
                "%d  %s  %s %s  %s → %s  by %s: %s  mail %s",
                entry.number(),
                Times.shown(event.at()),
                event.kind(),
                event.user(),
                masked(event.oldId()),
                masked(event.newId()),
                entry.context().actor().orElse("unnamed"),
                entry.context().reason().orElse("no reason given"),
                entry.delivery().state()))
        .with("number", entry.number())
        .with("at", event.at())
        .with("kind", event.kind())
        .with("user", event.user())
        .with("oldId", event.oldId())
        .with("newId", event.newId())
        .with("by", entry.context().actor())
        .with("reason", entry.context().reason())
        .with("key", entry.idempotencyKey())
        .with("mail", entry.delivery().state())
        .with("attempts", entry.delivery().attempts())
        .with("problem", entry.delivery().problem());
  }

  private static String masked(Optional<ConferenceId> id) {
    return id.map(ConferenceId::toString).orElse("none");
  }
}
