package org.conferenceid.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.conferenceid.delivery.DispatchReport;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.examples.support.PasswordPlace;
import org.conferenceid.examples.support.SmtpAddress;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.mail.MailNotifier;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.UserDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "dispatch",
    description = "Send the e-mails that wait, and go on until Ctrl-C.",
    sortOptions = false)
final class DispatchCommand extends Action {
  /** A number that is nobody's (of the range that is kept for films), until a real one is given. */
  private static final Bridge EXAMPLE_BRIDGE =
      Bridge.builder().toll("+33 1 99 00 00 00", "Paris").build();

  @Option(names = "--once", description = "End when nothing is due.")
  private boolean once;

  @Option(
      names = "--smtp",
      paramLabel = "SERVER",
      required = true,
      description = {
        "The mail server: " + SmtpAddress.FORM + ".",
        "Encryption by STARTTLS is required unless the server is on this machine."
      })
  private Optional<SmtpAddress> smtp = Optional.empty();

  @Option(
      names = "--smtp-password",
      paramLabel = "PLACE",
      description = "Where the USER's password is: " + PasswordPlace.FORM + ".")
  private Optional<PasswordPlace> password = Optional.empty();

  @Option(
      names = "--people",
      paramLabel = "FILE",
      required = true,
      description = "People as CSV with the header key,name,address,language.")
  private Optional<Path> people = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "ADDRESS",
      description = "The sender (default: ${DEFAULT-VALUE}).")
  private String from = "Conferencing <conferencing@example.org>";

  @Mixin private final BridgeOptions bridge = new BridgeOptions();

  @Option(names = "--verbose", description = "Write a line for every message, as --json does.")
  private boolean verbose;

  DispatchCommand(ConferenceIds program) {
    super(program);
  }

  @Override
  Outcome run(ConferenceStore store) throws Exception {
    Optional<Bridge> given = bridge.bridge();
    if (given.isEmpty()) {
      output().note("The messages show an example's dial-in number: give --toll or --toll-free.");
    }
    UserDirectory directory = People.of(people.orElseThrow(), output()::note);
    try (MailNotifier mail =
        MailNotifier.builder(smtp.orElseThrow().session(password)).from(from).build()) {
      TellingNotifier notifier = new TellingNotifier(mail, this::tell);
      try (NotificationDispatcher dispatcher =
          NotificationDispatcher.builder(store)
              .directory(directory)
              .notifier(notifier)
              .bridge(given.orElse(EXAMPLE_BRIDGE))
              .build()) {
        return once ? once(dispatcher) : untilInterrupted(dispatcher, notifier);
      }
    }
  }

  private void tell(Line message) {
    if (verbose || output().isJson()) {
      output().result(message);
    }
  }

  private Outcome once(NotificationDispatcher dispatcher) {
    DispatchReport report = dispatcher.deliverDue();
    output()
        .result(
            Line.of(
                    String.format(
                        Locale.ROOT,
                        "sent %d, superseded %d, tried again later %d, given up %d",
                        report.sent(),
                        report.superseded(),
                        report.retried(),
                        report.failed()))
                .with("type", "summary")
                .with("sent", report.sent())
                .with("superseded", report.superseded())
                .with("retried", report.retried())
                .with("failed", report.failed()));
    return report.retried() + report.failed() == 0 ? Outcome.DONE : Outcome.INCOMPLETE;
  }

  private Outcome untilInterrupted(NotificationDispatcher dispatcher, TellingNotifier notifier)
      throws InterruptedException {
    try (Operator.Interruption interruption = program().operator().watch()) {
      dispatcher.start();
      output().note("Sending what is due. Ctrl-C ends it.");
      interruption.await();
      dispatcher.stop();
      output()
          .result(
              Line.of(String.format(Locale.ROOT, "sent %d", notifier.accepted()))
                  .with("type", "summary")
                  .with("sent", notifier.accepted()));
      return Outcome.DONE;
    }
  }
}
