package org.conferenceid.calendar.follower;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.conferenceid.UserId;
import org.conferenceid.calendar.CalendarUpdate;
import org.conferenceid.calendar.InvitationUpdater;
import org.conferenceid.guard.ApplicationCode;
import org.conferenceid.spi.MeetingCounts;

/**
 * Updates the future meetings of one organizer, one after the other. A meeting that was changed by
 * somebody else meanwhile is read afresh; what goes wrong with one harms no other (B23). A second
 * run changes nothing, so one that was cut off is simply run again.
 *
 * <pre>{@code
 * MeetingRun run = MeetingRun.of(meetings, amelie, updater);
 * MeetingCounts counts = run.save(Instant.now(), report -> System.out.println(report.name()));
 * }</pre>
 *
 * <p>Immutable, and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class MeetingRun {
  /** So often is a meeting read that others keep changing. */
  private static final int MAX_TRIES = 3;

  private final Meetings meetings;
  private final UserId organizer;
  private final InvitationUpdater updater;

  private MeetingRun(Meetings meetings, UserId organizer, InvitationUpdater updater) {
    this.meetings = meetings;
    this.organizer = organizer;
    this.updater = updater;
  }

  /**
   * Prepares a run.
   *
   * @param meetings where the meetings are
   * @param organizer whose they are
   * @param updater what updates them; its destination should be that of the meetings
   * @return the run
   */
  public static MeetingRun of(Meetings meetings, UserId organizer, InvitationUpdater updater) {
    return new MeetingRun(
        Objects.requireNonNull(meetings, "meetings"),
        Objects.requireNonNull(organizer, "organizer"),
        Objects.requireNonNull(updater, "updater"));
  }

  /**
   * Updates and saves the meetings.
   *
   * @param now the time now
   * @param observer learns what became of each meeting; what it throws ends the run
   * @return the counts
   * @throws CancellationException if this thread is interrupted; the meetings before that are saved
   * @throws RuntimeException what {@link Meetings#find} throws
   */
  public MeetingCounts save(Instant now, Consumer<? super MeetingReport> observer) {
    return run(now, observer, true);
  }

  /**
   * Looks what would be updated, and saves nothing.
   *
   * @param now the time now
   * @param observer learns what would become of each meeting; what it throws ends the run
   * @return the counts
   * @throws CancellationException if this thread is interrupted
   * @throws RuntimeException what {@link Meetings#find} throws
   */
  public MeetingCounts preview(Instant now, Consumer<? super MeetingReport> observer) {
    return run(now, observer, false);
  }

  private MeetingCounts run(Instant now, Consumer<? super MeetingReport> observer, boolean saving) {
    Objects.requireNonNull(now, "now");
    Objects.requireNonNull(observer, "observer");
    MeetingCounts counts = MeetingCounts.NONE;
    List<String> names = Objects.requireNonNull(meetings.find(organizer, now), "meetings");
    for (String name : names) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted between two meetings");
      }
      MeetingReport report = update(name, now, saving);
      counts = add(counts, report);
      observer.accept(report);
    }
    return counts;
  }

  static MeetingCounts add(MeetingCounts counts, MeetingReport report) {
    boolean failed = report.problem().isPresent();
    boolean inPart = report.isInPart();
    boolean updated = report.isUpdated() && !inPart;
    return new MeetingCounts(
        counts.updated() + (updated ? 1 : 0),
        counts.inPart() + (inPart ? 1 : 0),
        counts.untouched() + (failed || updated || inPart ? 0 : 1),
        counts.failed() + (failed ? 1 : 0));
  }

  private MeetingReport update(String name, Instant now, boolean saving) {
    try {
      for (int tries = 1; tries <= MAX_TRIES; tries++) {
        Optional<StoredMeeting> read =
            Objects.requireNonNull(meetings.read(organizer, name), "meeting");
        Optional<CalendarUpdate> update = read.map(one -> updater.update(one.content(), now));
        if (!saving
            || update.filter(CalendarUpdate::isChanged).isEmpty()
            || meetings.save(organizer, read.orElseThrow(), update.get().content())) {
          return new MeetingReport(name, update, Optional.empty());
        }
      }
      return failed(name, "it was changed by others each time it was to be saved");
    } catch (Throwable thrown) {
      ApplicationCode.keepInterrupt(thrown);
      return failed(name, problem(thrown));
    }
  }

  private static MeetingReport failed(String name, String problem) {
    return new MeetingReport(name, Optional.empty(), Optional.of(problem));
  }

  /** What was thrown, without the text of what is not ours: it may hold whatever was being read. */
  static String problem(Throwable thrown) {
    return thrown instanceof MeetingsException
        ? String.valueOf(thrown.getMessage())
        : thrown.getClass().getName();
  }
}
