package org.conferenceid.cli;

import java.util.List;
import java.util.Locale;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.change.EnableRequest;
import org.conferenceid.change.EnableResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "enable",
    description = "Let users host audio conferences. Each gets an ID by itself.",
    sortOptions = false)
final class EnableCommand extends AdministrationAction {
  @Parameters(paramLabel = "USER", arity = "1..*", description = "The users' keys.")
  private List<String> users = List.of();

  @Mixin private final ChangeOptions options = new ChangeOptions();

  EnableCommand(ConferenceIds program) {
    super(program);
  }

  @Override
  boolean bringsUsers() {
    return true;
  }

  @Override
  Outcome run(Administration administration) {
    for (UserId user : users(users)) {
      EnableResult result = administration.enable(options.completed(EnableRequest.of(user)));
      boolean already = result instanceof EnableResult.AlreadyEnabled;
      output()
          .result(
              Line.of(
                      String.format(
                          Locale.ROOT,
                          "%s: %s%s",
                          user,
                          result.id().grouped(),
                          already ? ", as before" : ""))
                  .with("user", user)
                  .with("result", already ? "already-enabled" : "enabled")
                  .with("id", result.id().digits()));
    }
    return Outcome.DONE;
  }
}
