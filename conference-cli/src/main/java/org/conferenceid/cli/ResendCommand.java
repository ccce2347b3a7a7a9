package org.conferenceid.cli;

import java.util.List;
import java.util.Locale;
import org.conferenceid.administration.Administration;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.ConferenceStore;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "resend",
    description = "Queue messages again that were given up.",
    sortOptions = false)
final class ResendCommand extends Action {
  @ArgGroup(multiplicity = "1")
  private Which which = new Which();

  /** Which messages. */
  private static final class Which {
    @Parameters(
        paramLabel = "NUMBER",
        arity = "1..*",
        description = "The messages' numbers, see failed-mails.")
    private List<Long> numbers = List.of();

    @Option(names = "--all", description = "All that failed-mails lists.")
    private boolean all;
  }

  ResendCommand(ConferenceIds program) {
    super(program);
  }

  @Override
  Outcome run(ConferenceStore store) {
    List<Long> numbers = which.all ? failed(store) : which.numbers.stream().distinct().toList();
    int queued = store.outbox().resend(numbers);
    output()
        .result(Line.of(String.format(Locale.ROOT, "%d queued", queued)).with("queued", queued));
    return which.all ? Outcome.DONE : Outcome.of(queued, numbers.size() - queued);
  }

  private static List<Long> failed(ConferenceStore store) {
    return Administration.builder(store)
        .build()
        .auditStream(AuditQuery.all().withDelivery(DeliveryState.FAILED))
        .map(AuditEntry::number)
        .toList();
  }
}
