package org.conferenceid.cli;

import java.util.List;
import java.util.Locale;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.change.ConferenceInfoRequest;
import org.conferenceid.change.ConferenceInfoResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "send-info",
    description = "Queue an e-mail with the ID and the dial-in numbers for users.",
    sortOptions = false)
final class SendInfoCommand extends AdministrationAction {
  @Parameters(paramLabel = "USER", arity = "1..*", description = "The users' keys.")
  private List<String> keys = List.of();

  @Mixin private final ContextOptions asked = new ContextOptions();

  SendInfoCommand(ConferenceIds program) {
    super(program);
  }

  @Override
  Outcome run(Administration administration) {
    List<UserId> users = users(keys);
    int queued = 0;
    for (UserId user : users) {
      boolean done =
          administration.sendConferenceInfo(ConferenceInfoRequest.of(user).context(asked.context()))
              instanceof ConferenceInfoResult.Queued;
      queued += done ? 1 : 0;
      output()
          .result(
              Line.of(String.format(Locale.ROOT, "%s: %s", user, done ? "queued" : "not enabled"))
                  .with("user", user)
                  .with("result", done ? "queued" : "not-enabled"));
    }
    return Outcome.of(queued, users.size() - queued);
  }
}
