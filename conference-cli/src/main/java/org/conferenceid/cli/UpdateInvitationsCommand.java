package org.conferenceid.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.Organizer;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.calendar.CalendarUpdate;
import org.conferenceid.calendar.InvitationUpdater;
import org.conferenceid.calendar.MeetingUpdate;
import org.conferenceid.calendar.caldav.CalDavAccount;
import org.conferenceid.calendar.caldav.CalDavMeetings;
import org.conferenceid.calendar.follower.MeetingReport;
import org.conferenceid.calendar.follower.MeetingRun;
import org.conferenceid.calendar.follower.Meetings;
import org.conferenceid.examples.support.PasswordPlace;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.Invitation;
import org.conferenceid.invitation.PhoneNumberFormat;
import org.conferenceid.spi.MeetingCounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "update-invitations",
    description = {
      "Put a user's present ID into the meetings that show a former one:",
      "in calendar files, in all .ics files of folders, or on a CalDAV server."
    },
    sortOptions = false)
final class UpdateInvitationsCommand extends AdministrationAction {
  @Parameters(paramLabel = "USER", description = "The organizer.")
  private String key = "";

  @Parameters(index = "1..*", paramLabel = "PLACE", description = "Files and folders.")
  private List<Path> places = new ArrayList<>();

  @Option(
      names = "--caldav",
      paramLabel = "URL",
      description = "The CalDAV server, or the user's principal, home or calendar on it.")
  private Optional<URI> caldav = Optional.empty();

  @Option(names = "--caldav-user", paramLabel = "NAME", description = "The name to log in with.")
  private Optional<String> caldavUser = Optional.empty();

  @Option(
      names = "--caldav-password",
      paramLabel = "PLACE",
      description = "Where the password is: " + PasswordPlace.FORM + ".")
  private Optional<PasswordPlace> caldavPassword = Optional.empty();

  @Option(
      names = "--plain-http",
      description = "Allow http, over which everybody on the way reads the password.")
  private boolean plainHttp;

  @Option(
      names = "--people",
      paramLabel = "FILE",
      required = true,
      description = "People as CSV with the header key,name,address,language.")
  private Optional<Path> people = Optional.empty();

  @Option(names = "--dry-run", description = "Save nothing, and show what would be changed.")
  private boolean dryRun;

  @Mixin private final BridgeOptions bridge = new BridgeOptions();

  UpdateInvitationsCommand(ConferenceIds program) {
    super(program);
  }

  @Override
  Outcome run(Administration administration) {
    UserId user = UserId.of(key);
    Meetings meetings = meetings();
    MeetingRun run = MeetingRun.of(meetings, user, updater(administration, user, meetings));
    Clock clock = Clock.systemUTC();
    MeetingCounts counts =
        dryRun ? run.preview(clock.instant(), this::tell) : run.save(clock.instant(), this::tell);
    output()
        .result(
            Line.of(
                    String.format(
                        Locale.ROOT,
                        "%s %d, in part %d, untouched %d, failed %d",
                        dryRun ? "would be updated" : "updated",
                        counts.updated(),
                        counts.inPart(),
                        counts.untouched(),
                        counts.failed()))
                .with("type", "summary")
                .with("dryRun", dryRun)
                .with("updated", counts.updated())
                .with("inPart", counts.inPart())
                .with("untouched", counts.untouched())
                .with("failed", counts.failed()));
    return Outcome.of(counts.updated() + counts.inPart() + counts.untouched(), counts.failed());
  }

  private Meetings meetings() {
    if (caldav.isPresent() == !places.isEmpty()) {
      throw new Refusal(Outcome.USAGE, "give either files and folders, or --caldav");
    }
    if (caldav.isEmpty()) {
      return new CalendarFiles(places);
    }
    if (caldavUser.isEmpty() || caldavPassword.isEmpty()) {
      throw new Refusal(Outcome.USAGE, "--caldav needs --caldav-user and --caldav-password");
    }
    CalDavAccount account =
        CalDavAccount.withPassword(caldav.get(), caldavUser.get(), caldavPassword.get().read());
    CalDavMeetings.Builder meetings = CalDavMeetings.builder(user -> Optional.of(account));
    return (plainHttp ? meetings.allowPlainHttp() : meetings).build();
  }

  private InvitationUpdater updater(Administration administration, UserId user, Meetings meetings) {
    Bridge numbers =
        bridge
            .bridge()
            .orElseThrow(
                () ->
                    new Refusal(
                        Outcome.USAGE,
                        "the footers need dial-in numbers: give --toll or --toll-free"));
    Recipient recipient =
        People.of(people.orElseThrow(), output()::note)
            .find(user)
            .orElseThrow(
                () ->
                    new Refusal(
                        Outcome.REFUSED,
                        user + " does not stand in " + people.orElseThrow() + " with an address"));
    ConferenceId id =
        administration
            .find(user)
            .flatMap(Organizer::id)
            .orElseThrow(() -> new Refusal(Outcome.REFUSED, user + " is not enabled"));
    return InvitationUpdater.builder(
            Invitation.of(id, numbers, PhoneNumberFormat.asWritten()), recipient.address())
        .formerIds(administration.formerIds(user))
        .language(recipient.language())
        .destination(meetings.destination())
        .build();
  }

  private void tell(MeetingReport report) {
    report.problem().ifPresent(problem -> tellProblem(report, problem));
    report
        .update()
        .flatMap(CalendarUpdate::refusal)
        .ifPresent(refusal -> tellProblem(report, "left as it is: " + refusal));
    report.update().stream()
        .flatMap(update -> update.meetings().stream())
        .forEach(meeting -> tell(report, meeting));
  }

  private void tellProblem(MeetingReport report, String problem) {
    output()
        .result(
            Line.of(report.name() + ": " + problem)
                .with("type", "problem")
                .with("place", report.name())
                .with("problem", problem));
  }

  private void tell(MeetingReport report, MeetingUpdate meeting) {
    output()
        .result(
            Line.of(
                    report.name()
                        + ": "
                        + meeting.title().orElse(meeting.uid())
                        + ": "
                        + meeting.outcome())
                .with("type", "meeting")
                .with("place", report.name())
                .with("uid", meeting.uid())
                .with("recurrenceId", meeting.recurrenceId())
                .with("outcome", meeting.outcome()));
    if (dryRun && !output().isJson()) {
      meeting.diff().lines().forEach(line -> output().result(Line.of("  " + line)));
    }
  }
}
