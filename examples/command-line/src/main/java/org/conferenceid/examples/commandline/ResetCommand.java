package org.conferenceid.examples.commandline;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.conferenceid.AudioConferencing;
import org.conferenceid.AudioConferencingBuilder;
import org.conferenceid.ConferenceId;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.change.Done;
import org.conferenceid.change.MailPreview;
import org.conferenceid.change.ResetPreview;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.examples.support.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "reset",
    description = "Give a user a new ID, after a question. The old one stops working at once.",
    sortOptions = false)
final class ResetCommand extends Action {
  @Parameters(paramLabel = "USER", description = "The user's key.")
  private String user = "";

  @Option(
      names = "--people",
      paramLabel = "FILE",
      description = "People as CSV (key,name,address,language), for the question.")
  private Optional<Path> people = Optional.empty();

  @Mixin private final ChangeOptions options = new ChangeOptions();
  @Mixin private final Confirmation confirmation = new Confirmation();

  ResetCommand(ConferenceIds program) {
    super(program);
  }

  @Override
  Outcome start(AudioConferencingBuilder builder) throws Exception {
    people.map(file -> People.of(file, output()::note)).ifPresent(builder::directory);
    return super.start(builder);
  }

  @Override
  Outcome run(AudioConferencing conferencing) {
    ResetRequest request =
        confirmation.isGiven() ? ResetRequest.of(UserId.of(user)) : confirmed(conferencing);
    Done done = conferencing.administration().resets().reset(options.completed(request)).orElseThrow();
    output()
        .result(
            Line.of(
                    String.format(
                        Locale.ROOT,
                        "%s: %s%s",
                        user,
                        done.id().grouped(),
                        done.replayed() ? ", as before" : ""))
                .with("user", user)
                .with("result", done.replayed() ? "unchanged" : "reset")
                .with("id", done.id().digits())
                .with("at", done.event().at()));
    return Outcome.DONE;
  }

  /** A request for what was shown and no other: whoever is asked is not to reset a newer ID. */
  private ResetRequest confirmed(AudioConferencing conferencing) {
    ResetPreview preview = conferencing.administration().resets().preview(UserId.of(user));
    ResetRequest request = preview.confirm();
    confirmation.require(program(), question(preview));
    return request;
  }

  private String question(ResetPreview preview) {
    return String.format(
        Locale.ROOT,
        """
        Reset the conference ID of %s?
          present ID  %s, stops working for callers at once
          e-mail      %s""",
        user,
        preview.currentId().map(ConferenceId::toString).orElse("none"),
        options.mail() ? mail(preview.mail()) : "none, as you wish");
  }

  private static String mail(MailPreview plan) {
    if (plan instanceof MailPreview.To to) {
      Recipient recipient = to.recipient();
      return String.format(
          Locale.ROOT,
          "to %s <%s>, in language %s",
          Printable.line(recipient.name()),
          Printable.line(recipient.address().value()),
          recipient.language().toLanguageTag());
    }
    if (plan instanceof MailPreview.NoAddress) {
      return "cannot be sent, the file of people has no such user";
    }
    if (plan instanceof MailPreview.Off) {
      return "none";
    }
    return "to the user's address, which --people would show here";
  }
}
