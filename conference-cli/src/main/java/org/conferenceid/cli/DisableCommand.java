package org.conferenceid.cli;

import java.util.List;
import java.util.Locale;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.change.DisableRequest;
import org.conferenceid.change.DisableResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "disable",
    description = "End users' right to host audio conferences. Their IDs stop working at once.",
    sortOptions = false)
final class DisableCommand extends AdministrationAction {
  @Parameters(paramLabel = "USER", arity = "1..*", description = "The users' keys.")
  private List<String> keys = List.of();

  @Mixin private final ChangeOptions options = new ChangeOptions();
  @Mixin private final Confirmation confirmation = new Confirmation();

  DisableCommand(ConferenceIds program) {
    super(program);
  }

  @Override
  Outcome run(Administration administration) {
    List<UserId> users = users(keys);
    confirmation.require(
        program(), "Disable " + String.join(", ", keys) + "? Callers are no longer let in.");
    int done = 0;
    for (UserId user : users) {
      boolean disabled =
          administration.disable(options.completed(DisableRequest.of(user)))
              instanceof DisableResult.Disabled;
      done += disabled ? 1 : 0;
      output()
          .result(
              Line.of(
                      String.format(
                          Locale.ROOT, "%s: %s", user, disabled ? "disabled" : "not enabled"))
                  .with("user", user)
                  .with("result", disabled ? "disabled" : "not-enabled"));
    }
    return Outcome.of(done, users.size() - done);
  }
}
