package org.conferenceid.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.util.stream.Stream;
import org.conferenceid.ConferenceId;
import org.conferenceid.Organizer;
import org.conferenceid.administration.Administration;
import picocli.CommandLine.Command;

@Command(
    name = "export",
    description = "Write everybody's ID as CSV (user,id), the form that adopt reads.",
    sortOptions = false)
final class ExportCommand extends AdministrationAction {

  ExportCommand(ConferenceIds program) {
    super(program);
  }

  @Override
  Outcome run(Administration administration) throws IOException {
    output().note("What follows are access codes: keep them where nobody else can read them.");
    try (Stream<Organizer> everyone = administration.organizers()) {
      if (output().isJson()) {
        everyone.forEach(
            one -> output().result(Line.of("").with("user", one.user()).with("id", digits(one))));
      } else {
        csv(everyone);
      }
    }
    return Outcome.DONE;
  }

  /** Not closed but flushed: the results' end is not this command's to decide. */
  private void csv(Stream<Organizer> everyone) throws IOException {
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(output().results());
    csv.writeRecord(AdoptCommand.USER, AdoptCommand.ID);
    everyone.forEach(
        one -> csv.writeRecord(SpreadsheetCell.written(one.user().value()), digits(one)));
    csv.flush();
  }

  private static String digits(Organizer organizer) {
    return organizer.id().map(ConferenceId::digits).orElseThrow();
  }
}
