package org.conferenceid.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.conferenceid.administration.Administration;
import org.conferenceid.adoption.AdoptionLine;
import org.conferenceid.adoption.AdoptionProblem;
import org.conferenceid.adoption.AdoptionReport;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.examples.support.TextFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "adopt",
    description = "Bring in IDs that users have already. Unless all can be, none is.",
    sortOptions = false)
final class AdoptCommand extends AdministrationAction {
  /** The fields of the file. */
  static final String USER = "user";

  static final String ID = "id";

  private static final String STANDARD_INPUT = "-";

  @Parameters(paramLabel = "FILE", description = "CSV with the header user,id; - reads the input.")
  private String file = "";

  @ArgGroup(multiplicity = "0..1")
  private Mode mode = new Mode();

  /** What to do if not all can be adopted. */
  private static final class Mode {
    @Option(names = "--skip-invalid", description = "Adopt those that can be.")
    private boolean skipInvalid;

    @Option(names = "--dry-run", description = "Adopt none, tell the problems.")
    private boolean dryRun;
  }

  @Mixin private final ContextOptions asked = new ContextOptions();

  AdoptCommand(ConferenceIds program) {
    super(program);
  }

  @Override
  boolean bringsUsers() {
    return true;
  }

  private AdoptionMode mode() {
    if (mode.skipInvalid) {
      return AdoptionMode.SKIP_INVALID;
    }
    return mode.dryRun ? AdoptionMode.DRY_RUN : AdoptionMode.ALL_OR_NOTHING;
  }

  @Override
  Outcome run(Administration administration) {
    AdoptionReport report;
    try (Reader content = content();
        CsvReader<NamedCsvRecord> records = reader().ofNamedCsvRecord(content)) {
      report = administration.adoption().adopt(lines(records), mode(), asked.context(), this::tell);
    } catch (IOException | UncheckedIOException | CsvParseException e) {
      throw unreadable(e);
    }
    output()
        .result(
            Line.of(
                    String.format(
                        Locale.ROOT,
                        "adopted %d, unchanged %d, not applied %d, problems %d",
                        report.adopted(),
                        report.unchanged(),
                        report.notApplied(),
                        report.problems()))
                .with("type", "summary")
                .with("adopted", report.adopted())
                .with("unchanged", report.unchanged())
                .with("notApplied", report.notApplied())
                .with("problems", report.problems()));
    // Nothing was changed by problems where all or nothing was wished, whoever had an ID before.
    return Outcome.of(
        mode.skipInvalid ? report.adopted() + report.unchanged() : 0, report.problems());
  }

  /** One short or long line is a problem of that line, not of the file. */
  private static CsvReader.CsvReaderBuilder reader() {
    return CsvReader.builder()
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE);
  }

  private Reader content() throws IOException {
    return file.equals(STANDARD_INPUT)
        ? TextFile.open(program().input())
        : TextFile.open(Path.of(file));
  }

  private Refusal unreadable(Exception e) {
    return mode.skipInvalid
        ? new Refusal(
            Outcome.INCOMPLETE,
            file + " cannot be read to its end; mend it and give it again: " + TextFile.reason(e))
        : new Refusal(Outcome.USAGE, file + " cannot be read: " + TextFile.reason(e));
  }

  private Iterable<AdoptionLine> lines(CsvReader<NamedCsvRecord> records) {
    Iterator<NamedCsvRecord> all = records.iterator();
    return () ->
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return all.hasNext();
          }

          @Override
          public AdoptionLine next() {
            NamedCsvRecord line = all.next();
            return new AdoptionLine(
                line.getStartingLineNumber(),
                SpreadsheetCell.read(field(line, USER)),
                field(line, ID));
          }
        };
  }

  private String field(NamedCsvRecord line, String name) {
    if (!line.getHeader().containsAll(List.of(USER, ID))) {
      throw new Refusal(Outcome.USAGE, file + " must have the header user,id, with commas");
    }
    return line.findField(name).orElse("").strip();
  }

  private void tell(AdoptionProblem problem) {
    Line line =
        Line.of(
                String.format(
                    Locale.ROOT, "%s, line %d: %s", file, problem.line(), problem.message()))
            .with("type", "problem")
            .with("line", problem.line())
            .with("reason", problem.reason())
            .with("message", problem.message());
    if (output().isJson()) {
      output().result(line);
    } else {
      output().note(line.text());
    }
  }
}
