package org.conferenceid.cli;

import java.util.Locale;
import org.conferenceid.ConferenceId;
import org.conferenceid.Lookup;
import org.conferenceid.administration.Administration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "lookup",
    description = "Tell whose an ID is or was (for administrators, not for callers).",
    sortOptions = false)
final class LookupCommand extends AdministrationAction {
  @Parameters(paramLabel = "ID", description = "Seven digits, which may be grouped.")
  private String id = "";

  LookupCommand(ConferenceIds program) {
    super(program);
  }

  @Override
  Outcome run(Administration administration) {
    Lookup lookup = administration.lookup(ConferenceId.parse(id));
    if (lookup instanceof Lookup.Active active) {
      output()
          .result(
              Line.of(String.format(Locale.ROOT, "active: %s", active.owner()))
                  .with("state", "active")
                  .with("user", active.owner()));
      return Outcome.DONE;
    }
    if (lookup instanceof Lookup.Retired retired) {
      output()
          .result(
              Line.of(
                      String.format(
                          Locale.ROOT,
                          "retired: %s until %s, in quarantine until %s",
                          retired.lastOwner().map(Object::toString).orElse("a user now forgotten"),
                          Times.shown(retired.retiredAt()),
                          Times.shown(retired.freeAt())))
                  .with("state", "retired")
                  .with("user", retired.lastOwner())
                  .with("retiredAt", retired.retiredAt())
                  .with("freeAt", retired.freeAt()));
      return Outcome.DONE;
    }
    output().result(Line.of("unknown").with("state", "unknown"));
    return Outcome.REFUSED;
  }
}
