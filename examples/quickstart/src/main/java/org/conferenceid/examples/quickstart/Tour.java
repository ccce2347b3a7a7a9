package org.conferenceid.examples.quickstart;

import java.io.PrintStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.conferenceid.AudioConferencing;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.Lookup;
import org.conferenceid.Recipient;
import org.conferenceid.administration.Administration;
import org.conferenceid.attendant.Admission;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.change.ConferenceInfoRequest;
import org.conferenceid.change.EnableRequest;
import org.conferenceid.change.EnableResult;
import org.conferenceid.change.MailPreview;
import org.conferenceid.change.ResetPreview;
import org.conferenceid.change.ResetResult;
import org.conferenceid.delivery.DispatchReport;
import org.conferenceid.examples.support.MailServer;
import org.conferenceid.examples.support.Person;

/** The life of a conference ID, step by step, as an administrator and a caller see it. */
final class Tour {
  private static final String ADMIN = "admin";
  private static final Caller CALLER = Caller.of("+33 6 12 34 56 78");

  private final AudioConferencing conferencing;
  private final Administration administration;
  private final MailServer mailServer;
  private final Screen screen;
  private final PrintStream errors;

  Tour(AudioConferencing conferencing, MailServer mailServer, Screen screen, PrintStream errors) {
    this.conferencing = conferencing;
    this.administration = conferencing.administration();
    this.mailServer = mailServer;
    this.screen = screen;
    this.errors = errors;
  }

  /**
   * Walks through it.
   *
   * @return whether every message was accepted by the mail server
   */
  boolean walk(List<Person> people) {
    Person organizer = people.get(0);
    enable(people);
    invitation(organizer);
    ResetResult.Reset reset = reset(organizer);
    mailAboutReset();
    callers(reset);
    information(organizer);
    audit(organizer);
    return allSent();
  }

  private void enable(List<Person> people) {
    screen.heading("Enabling users: each gets an ID by itself");
    List<List<String>> rows = new ArrayList<>();
    for (Person person : people) {
      EnableResult result =
          administration.enable(EnableRequest.of(person.user()).by(ADMIN).reason("new hire"));
      Recipient recipient = person.recipient();
      rows.add(
          List.of(
              person.user().value(),
              recipient.name(),
              recipient.address().value(),
              recipient.language().toLanguageTag(),
              result.id().grouped(),
              result instanceof EnableResult.AlreadyEnabled ? "kept from an earlier run" : ""));
    }
    screen.table(rows);
    deliver();
    mailServer.newlyArrived(); // their messages are not shown
  }

  private void invitation(Person organizer) {
    screen.heading("The foot of " + organizer.recipient().name() + "'s meeting invitations");
    screen.quote(
        conferencing.invitationFor(organizer.user()).asText(organizer.recipient().language()));
  }

  private ResetResult.Reset reset(Person organizer) {
    screen.heading("Resetting the ID, after the administrator confirmed it");
    ResetPreview preview = administration.resets().preview(organizer.user());
    screen.say(
        String.format(
            Locale.ROOT,
            "The ID %s of %s will stop working, and %s.",
            preview.currentId().map(ConferenceId::grouped).orElse("(none)"),
            organizer.recipient().name(),
            announced(preview.mail())));
    ResetResult.Reset reset =
        administration
            .resets()
            .reset(
                preview
                    .confirm()
                    .by(ADMIN)
                    .reason("leaked")
                    .idempotencyKey(UUID.randomUUID().toString()))
            .orElseThrow();
    screen.say(String.format(Locale.ROOT, "Confirmed: the new ID is %s.", reset.newId().grouped()));
    return reset;
  }

  private static String announced(MailPreview mail) {
    if (mail instanceof MailPreview.To to) {
      Recipient recipient = to.recipient();
      return String.format(
          Locale.ROOT,
          "an e-mail goes to %s in language %s",
          recipient.address().value(),
          recipient.language().toLanguageTag());
    }
    return "no e-mail goes out";
  }

  private void mailAboutReset() {
    screen.heading("The e-mail about it, as it arrived over SMTP");
    deliver();
    show(2);
  }

  private void callers(ResetResult.Reset reset) {
    screen.heading("What callers meet");
    dial(reset.oldId());
    dial(reset.newId());
    if (administration.lookup(reset.oldId()) instanceof Lookup.Retired retired) {
      screen.say(
          String.format(
              Locale.ROOT,
              "Inside, the old ID is known: nobody gets it before %s.",
              LocalDate.ofInstant(retired.freeAt(), ZoneOffset.UTC)));
    }
  }

  private void dial(ConferenceId id) {
    Admission admission = conferencing.attendant().admit(id.digits() + "#", CALLER);
    screen.say(
        String.format(
            Locale.ROOT,
            "A caller keys %s#: %s",
            id.grouped(),
            admission instanceof Admission.Admitted admitted
                ? "let in, to " + admitted.organizer() + "'s meeting"
                : "refused"));
  }

  private void information(Person organizer) {
    screen.heading("All conference information, sent on demand");
    administration
        .sendConferenceInfo(
            ConferenceInfoRequest.of(organizer.user()).by(ADMIN).reason("asked by phone"))
        .orElseThrow();
    deliver();
    show(1);
  }

  private void deliver() {
    DispatchReport report = conferencing.dispatcher().deliverDue();
    screen.say(
        String.format(
            Locale.ROOT,
            "Mail server %s accepted %d of %d messages.",
            mailServer,
            report.sent(),
            report.total()));
  }

  private void show(int bodies) {
    mailServer.newlyArrived().forEach(message -> screen.message(message, bodies));
    if (!mailServer.isInProcess()) {
      screen.say("Look into the mailbox: what arrives there cannot be seen from here.");
    }
  }

  private void audit(Person organizer) {
    screen.heading("The audit: when, who, what, why, and what became of the mail");
    List<List<String>> rows = new ArrayList<>();
    for (AuditEntry entry :
        administration.audit(AuditQuery.all().ofUser(organizer.user())).items()) {
      ConferenceEvent event = entry.event();
      rows.add(
          List.of(
              event.at().truncatedTo(ChronoUnit.SECONDS).toString(),
              entry.context().actor().orElse(""),
              event.kind().toString(),
              shown(event.oldId()) + " → " + shown(event.newId()),
              entry.context().reason().orElse(""),
              "mail " + entry.delivery().state()));
    }
    screen.table(rows);
    screen.say("IDs are access codes: logs and tables show their last two digits only.");
  }

  private static String shown(Optional<ConferenceId> id) {
    return id.map(ConferenceId::toString).orElse("none");
  }

  /** Says which messages the mail server did not accept, and why. */
  private boolean allSent() {
    boolean allSent = true;
    for (DeliveryState state : List.of(DeliveryState.PENDING, DeliveryState.FAILED)) {
      for (AuditEntry entry : administration.audit(AuditQuery.all().withDelivery(state)).items()) {
        allSent = false;
        errors.println(
            String.format(
                Locale.ROOT,
                "the message about %s of user %s was not accepted by %s: %s",
                entry.event().kind(),
                entry.event().user(),
                mailServer,
                entry.delivery().problem().orElse("not tried")));
      }
    }
    return allSent;
  }
}
