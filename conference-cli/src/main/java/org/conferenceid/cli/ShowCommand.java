package org.conferenceid.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Show users' IDs.", sortOptions = false)
final class ShowCommand extends AdministrationAction {
  @Parameters(paramLabel = "USER", arity = "1..*", description = "The users' keys.")
  private List<String> keys = List.of();

  ShowCommand(ConferenceIds program) {
    super(program);
  }

  @Override
  Outcome run(Administration administration) {
    List<UserId> users = users(keys);
    int enabled = 0;
    for (UserId user : users) {
      Optional<Organizer> organizer = administration.find(user);
      Optional<ConferenceId> id = organizer.flatMap(Organizer::id);
      enabled += id.isPresent() ? 1 : 0;
      String since =
          organizer
              .map(one -> ", since " + Times.shown(one.since()) + ", version " + one.version())
              .orElse("");
      output()
          .result(
              Line.of(
                      String.format(
                          Locale.ROOT,
                          "%s: %s%s",
                          user,
                          id.map(ConferenceId::grouped).orElse("not enabled"),
                          since))
                  .with("user", user)
                  .with("enabled", id.isPresent())
                  .with("id", id.map(ConferenceId::digits))
                  .with("version", organizer.map(Organizer::version))
                  .with("since", organizer.map(Organizer::since)));
    }
    return Outcome.of(enabled, users.size() - enabled);
  }
}
