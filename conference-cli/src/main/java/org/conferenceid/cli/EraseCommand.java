package org.conferenceid.cli;

import java.util.List;
import java.util.Locale;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "erase",
    description =
        "Forget users: nothing that names them is left, also not in the audit. Their IDs stop"
            + " working at once, and nobody gets them for as long as any other.",
    sortOptions = false)
final class EraseCommand extends AdministrationAction {
  @Parameters(paramLabel = "USER", arity = "1..*", description = "The users' keys.")
  private List<String> keys = List.of();

  @Mixin private final Confirmation confirmation = new Confirmation();

  EraseCommand(ConferenceIds program) {
    super(program);
  }

  @Override
  Outcome run(Administration administration) {
    List<UserId> users = users(keys);
    confirmation.require(
        program(),
        "Erase " + String.join(", ", keys) + "? Callers are no longer let in, and it is final.");
    int done = 0;
    for (UserId user : users) {
      boolean erased = administration.erase(user);
      done += erased ? 1 : 0;
      output()
          .result(
              Line.of(String.format(Locale.ROOT, "%s: %s", user, erased ? "erased" : "not known"))
                  .with("user", user)
                  .with("result", erased ? "erased" : "not-known"));
    }
    return Outcome.of(done, users.size() - done);
  }
}
