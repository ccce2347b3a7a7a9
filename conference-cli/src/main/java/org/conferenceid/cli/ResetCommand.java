package org.conferenceid.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.administration.ResetService;
import org.conferenceid.change.MailPreview;
import org.conferenceid.change.ResetPreview;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.change.ResetResult;
import org.conferenceid.change.StaleIdException;
import org.conferenceid.examples.support.Printable;
import org.conferenceid.spi.ConferenceStore;
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

  @Option(
      names = "--expecting-version",
      paramLabel = "NUMBER",
      description = "Only if the ID is still the one that show told with this number.")
  private Optional<Long> version = Optional.empty();

  @Mixin private final ChangeOptions options = new ChangeOptions();
  @Mixin private final Confirmation confirmation = new Confirmation();

  ResetCommand(ConferenceIds program) {
    super(program);
  }

  @Override
  Outcome run(ConferenceStore store) {
    ResetService.Builder builder = ResetService.builder(store);
    people.map(file -> People.of(file, output()::note)).ifPresent(builder::directory);
    return run(builder.build());
  }

  private Outcome run(ResetService resets) {
    ResetRequest any = ResetRequest.of(UserId.of(user));
    ResetRequest expecting = version.map(any::expectingVersion).orElse(any);
    ResetRequest request = confirmation.isGiven() ? expecting : confirmed(resets, expecting);
    ResetResult.Reset reset = resets.reset(options.completed(request)).orElseThrow();
    output()
        .result(
            Line.of(
                    String.format(
                        Locale.ROOT,
                        "%s: %s%s",
                        user,
                        reset.newId().grouped(),
                        reset.replayed() ? ", as before" : ""))
                .with("user", user)
                .with("result", reset.replayed() ? "unchanged" : "reset")
                .with("id", reset.newId().digits())
                .with("at", reset.at()));
    return Outcome.DONE;
  }

  /** A request for what was shown and no other: whoever is asked is not to reset a newer ID. */
  private ResetRequest confirmed(ResetService resets, ResetRequest expecting) {
    ResetPreview preview = resets.preview(expecting.user());
    ResetRequest request = preview.confirm();
    if (expecting.expectedVersion().isPresent()
        && !expecting.expectedVersion().equals(request.expectedVersion())) {
      throw new StaleIdException(expecting.user());
    }
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

  private static String mail(MailPreview preview) {
    if (preview instanceof MailPreview.To to) {
      Recipient recipient = to.recipient();
      return String.format(
          Locale.ROOT,
          "to %s <%s>, in language %s",
          Printable.line(recipient.name()),
          Printable.line(recipient.address().value()),
          recipient.language().toLanguageTag());
    }
    if (preview instanceof MailPreview.NoAddress) {
      return "cannot be sent, the file of people has no such user";
    }
    if (preview instanceof MailPreview.Off) {
      return "none";
    }
    return "to the user's address, which --people would show here";
  }
}
