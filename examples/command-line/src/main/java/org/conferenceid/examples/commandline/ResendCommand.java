package org.conferenceid.examples.commandline;

import java.util.List;
import java.util.Locale;
import org.conferenceid.AudioConferencing;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
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
  Outcome run(AudioConferencing conferencing) {
    List<Long> numbers = which.numbers.stream().distinct().toList();
    long queued = which.all ? all(conferencing) : resend(conferencing, numbers);
    output()
        .result(Line.of(String.format(Locale.ROOT, "%d queued", queued)).with("queued", queued));
    return which.all ? Outcome.DONE : Outcome.of(queued, numbers.size() - queued);
  }

  private static long all(AudioConferencing conferencing) {
    return AuditPages.of(conferencing, AuditQuery.all().withDelivery(DeliveryState.FAILED))
        .mapToLong(page -> resend(conferencing, page.stream().map(AuditEntry::number).toList()))
        .sum();
  }

  private static long resend(AudioConferencing conferencing, List<Long> numbers) {
    return conferencing.dispatcher().resend(numbers.stream().mapToLong(Long::longValue).toArray());
  }
}
