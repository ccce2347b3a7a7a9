package org.conferenceid.calendar.follower;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.Organizer;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.calendar.InvitationUpdater;
import org.conferenceid.delivery.RetryPolicy;
import org.conferenceid.guard.ApplicationCode;
import org.conferenceid.invitation.Invitation;
import org.conferenceid.invitation.InvitationTexts;
import org.conferenceid.invitation.PhoneNumberFormat;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.DialInNumbers;
import org.conferenceid.spi.MeetingCounts;
import org.conferenceid.spi.MeetingLease;
import org.conferenceid.spi.MeetingSettlement;
import org.conferenceid.spi.UserDirectory;

/** One attempt to update the meetings of one organizer. It never throws, whatever others do. */
final class OrganizerUpdate {
  private final Parts parts;

  OrganizerUpdate(Parts parts) {
    this.parts = parts;
  }

  /** What attempts have in common. */
  record Parts(
      ConferenceStore store,
      Meetings meetings,
      UserDirectory directory,
      DialInNumbers numbers,
      InvitationTexts texts,
      PhoneNumberFormat format,
      RetryPolicy retry,
      Clock clock) {}

  /** What has been done so far, which is told also of an attempt that is given up. */
  static final class Progress {
    private MeetingCounts counts = MeetingCounts.NONE;
    private String problem = "";

    synchronized void add(MeetingReport report) {
      counts = MeetingRun.add(counts, report);
      report.problem().ifPresent(latest -> problem = latest);
    }

    synchronized String problem() {
      return counts.failed() + " of the meetings could not be read or saved: " + problem;
    }

    synchronized MeetingCounts counts() {
      return counts;
    }

    /** Puts back what was not finished, without losing sight of what was. */
    MeetingSettlement released() {
      MeetingCounts now = counts();
      return now.equals(MeetingCounts.NONE)
          ? new MeetingSettlement.Released()
          : new MeetingSettlement.Retry(Duration.ZERO, now, "stopped in the middle");
    }
  }

  MeetingSettlement make(MeetingLease lease, Progress progress, double random) {
    try {
      UserId user = lease.user();
      Optional<ConferenceId> id = parts.store.find(user).flatMap(Organizer::id);
      if (id.isEmpty()) {
        return new MeetingSettlement.Released(); // nobody is handed out who has no ID
      }
      Optional<Recipient> recipient =
          Objects.requireNonNull(parts.directory.find(user), "recipient");
      if (recipient.isEmpty()) {
        return new MeetingSettlement.Failed(
            progress.counts(), "the directory knows no address of the organizer");
      }
      MeetingRun run =
          MeetingRun.of(parts.meetings, user, updater(user, id.get(), recipient.get()));
      MeetingCounts counts = run.save(parts.clock.instant(), progress::add);
      return counts.failed() == 0
          ? new MeetingSettlement.Done(counts)
          : again(lease, progress, progress.problem(), random);
    } catch (Throwable thrown) {
      ApplicationCode.keepInterrupt(thrown);
      return again(lease, progress, MeetingRun.problem(thrown), random);
    }
  }

  private InvitationUpdater updater(UserId user, ConferenceId id, Recipient recipient) {
    Invitation invitation =
        Invitation.of(
            id, parts.numbers.bridgeFor(user, Optional.of(recipient)), parts.format, parts.texts);
    return InvitationUpdater.builder(invitation, recipient.address())
        .formerIds(parts.store.formerIds(user))
        .language(recipient.language())
        .destination(parts.meetings.destination())
        .build();
  }

  /** Tries again later, unless that was often enough. */
  MeetingSettlement again(MeetingLease lease, Progress progress, String problem, double random) {
    return lease.attempt() < parts.retry.maxAttempts()
        ? new MeetingSettlement.Retry(
            parts.retry.delayAfter(lease.attempt(), random), progress.counts(), problem)
        : new MeetingSettlement.Failed(progress.counts(), problem);
  }
}
