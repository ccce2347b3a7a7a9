package org.conferenceid.calendar.follower;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceListener;
import org.conferenceid.InvalidValueException;
import org.conferenceid.TimeSource;
import org.conferenceid.UserId;
import org.conferenceid.delivery.RetryPolicy;
import org.conferenceid.guard.Durations;
import org.conferenceid.guard.GuardedTimeSource;
import org.conferenceid.internal.Polling;
import org.conferenceid.internal.Threads;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.InvitationTexts;
import org.conferenceid.invitation.PhoneNumberFormat;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.DialInNumbers;
import org.conferenceid.spi.MeetingFigures;
import org.conferenceid.spi.MeetingStatus;
import org.conferenceid.spi.MeetingUpdates;
import org.conferenceid.spi.UserDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Updates the meetings of whoever got another ID: in the background after {@link #start}, or on the
 * caller's thread with {@link #updateDue}.
 *
 * <pre>{@code
 * MeetingFollower follower =
 *     MeetingFollower.builder(store)
 *         .meetings(meetings)
 *         .directory(users)
 *         .bridge(bridge)
 *         .build();
 * follower.start();
 * }</pre>
 *
 * <p>It follows the organizers' versions in the store ({@link MeetingUpdates}), and misses nothing:
 * not a change that was made while it did not run, nor one whose process died. As a {@link
 * ConferenceListener} it only learns that it may look at once. If a process dies in the middle of
 * an organizer, another one takes that organizer up when the lease has ended, and finds the
 * meetings that are done as they should be.
 *
 * <p>What goes wrong with one meeting or one organizer harms no other (B23): it is tried again by
 * the {@link RetryPolicy}, then listed as {@linkplain MeetingStatus.State#FAILED failed}. Code that
 * hangs is given up when the lease is about to end; after 16 that hang nobody else is begun with
 * until one ends.
 *
 * <p>Safe for use by any number of threads; any number of followers, in one process or in many,
 * share the work of one store.
 *
 * @since 0.1.0
 */
public final class MeetingFollower implements ConferenceListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MeetingFollower.class);
  private static final Duration STOP_WAIT = Duration.ofSeconds(20);

  private final ConferenceStore store;
  private final Rounds rounds;
  private final Polling polling;

  private MeetingFollower(Builder settings) {
    this.store = settings.store;
    Threads threads = new Threads("follower", settings.scheduler, settings.executor);
    this.rounds =
        new Rounds(
            settings.store.meetingUpdates(),
            new OrganizerUpdate(
                new OrganizerUpdate.Parts(
                    settings.store,
                    required(settings.meetings, "meetings"),
                    required(settings.directory, "directory"),
                    required(settings.dialInNumbers, "bridge"),
                    settings.texts,
                    settings.format,
                    settings.retry,
                    settings.clock)),
            threads.calls(),
            settings.lease,
            settings.timeSource);
    this.polling =
        new Polling(
            threads,
            settings.workers,
            settings.pollInterval,
            log,
            mayGoOn -> {
              FollowerReport unused = rounds.run(mayGoOn);
            });
  }

  private static <T> T required(@Nullable T part, String name) {
    if (part == null) {
      throw new InvalidValueException(name, "must be given to the builder");
    }
    return part;
  }

  /**
   * Starts with the default settings.
   *
   * @param store a store that keeps whose meetings are to be updated
   * @return a new builder
   */
  public static Builder builder(ConferenceStore store) {
    return new Builder(Objects.requireNonNull(store, "store"));
  }

  /**
   * Updates whatever is due now, until nothing is. It must not be called in a transaction of the
   * application. If this thread is interrupted, the organizer in hand is put back.
   *
   * @return what was done
   * @throws org.conferenceid.StoreException if the store cannot be used
   * @throws IllegalStateException in a transaction of the application
   */
  public FollowerReport updateDue() {
    if (store.inApplicationTransaction()) {
      throw new IllegalStateException(
          "meetings must not be updated in a transaction of the application, because what is saved"
              + " in a calendar cannot be rolled back; nothing was updated");
    }
    Thread caller = Thread.currentThread();
    return rounds.run(() -> !caller.isInterrupted());
  }

  /** Starts to update in the background. Does nothing if it was started before. */
  public void start() {
    polling.start();
  }

  /** Makes a started follower look at once for what is due. */
  public void nudge() {
    polling.nudge();
  }

  /**
   * Makes a started follower look at once, if an ID was changed.
   *
   * @param event what happened
   */
  @Override
  public void onEvent(ConferenceEvent event) {
    if (Objects.requireNonNull(event, "event").kind().changesId()) {
      nudge();
    }
  }

  /** Stops as {@link #stop(Duration)} does, and waits for 20 seconds at most. */
  public void stop() {
    stop(STOP_WAIT);
  }

  /**
   * Stops to update in the background. Organizers in hand are interrupted between two meetings and
   * put back: whoever goes on with them finds done what is done. Does nothing if it was not
   * started.
   *
   * @param wait how long to wait for that at most, from zero to 36500 days
   * @throws InvalidValueException if it is out of its range
   */
  public void stop(Duration wait) {
    Objects.requireNonNull(wait, "wait");
    boolean unused =
        polling.stop(Durations.requireNotNegative("time to wait", wait), rounds::release);
  }

  /** The same as {@link #stop()}. */
  @Override
  public void close() {
    stop();
  }

  /**
   * Tells how far the update of an organizer's meetings is.
   *
   * @param organizer the organizer
   * @return empty for somebody whose ID was never replaced, or who is not enabled
   * @throws org.conferenceid.StoreException if the store cannot be used
   */
  public Optional<MeetingStatus> status(UserId organizer) {
    return store.meetingUpdates().status(Objects.requireNonNull(organizer, "organizer"));
  }

  /**
   * Lists organizers by the state of their update.
   *
   * @param state which
   * @param after the last organizer of the page before; empty to begin
   * @param limit at most so many, from 1 to 1000
   * @return a page, shorter than the limit only if nothing follows
   * @throws InvalidValueException if the limit is out of its range
   * @throws org.conferenceid.StoreException if the store cannot be used
   */
  public List<MeetingStatus> list(MeetingStatus.State state, Optional<UserId> after, int limit) {
    return store
        .meetingUpdates()
        .list(
            Objects.requireNonNull(state, "state"), Objects.requireNonNull(after, "after"), limit);
  }

  /**
   * Counts the organizers by the state of their update, for monitoring.
   *
   * @return the figures, by one query that may have to read all users
   * @throws org.conferenceid.StoreException if the store cannot be used
   */
  public MeetingFigures figures() {
    return store.meetingUpdates().figures();
  }

  /**
   * Has what is done or was given up tried once more, at once.
   *
   * @param organizers whose meetings
   * @return for how many of them that is so
   * @throws org.conferenceid.StoreException if the store cannot be used
   */
  public int again(Collection<UserId> organizers) {
    int due = store.meetingUpdates().again(Objects.requireNonNull(organizers, "organizers"));
    nudge();
    return due;
  }

  /**
   * Returns whether it updates in the background.
   *
   * @return whether it was started, and not stopped since
   */
  public boolean isRunning() {
    return polling.isRunning();
  }

  /**
   * Returns how many attempts hang: they were given up, and keep their thread.
   *
   * @return how many
   */
  public int hanging() {
    return rounds.hanging();
  }

  /**
   * Returns whether so many attempts hang, 16, that nobody else is begun with.
   *
   * @return whether it waits for one of them to end
   */
  public boolean isPaused() {
    return rounds.isPaused();
  }

  /**
   * Collects what a {@link MeetingFollower} needs. Meetings, directory, and bridge or dial-in
   * numbers must be given. Not safe for use by several threads.
   */
  public static final class Builder {
    private static final int MAX_WORKERS = 100;

    private final ConferenceStore store;
    private @Nullable Meetings meetings;
    private @Nullable UserDirectory directory;
    private @Nullable DialInNumbers dialInNumbers;
    private InvitationTexts texts = InvitationTexts.ofDefaults();
    private PhoneNumberFormat format = PhoneNumberFormat.asWritten();
    private RetryPolicy retry = RetryPolicy.ofDefaults();
    private int workers = 2;
    private Duration pollInterval = Duration.ofMinutes(1);
    private Duration lease = Duration.ofMinutes(15);
    private @Nullable ScheduledExecutorService scheduler;
    private @Nullable Executor executor;
    private TimeSource timeSource = GuardedTimeSource.of(TimeSource.system());
    private Clock clock = Clock.systemUTC();

    private Builder(ConferenceStore store) {
      this.store = store;
    }

    /**
     * Sets where organizers keep their meetings.
     *
     * @param newMeetings the meetings
     * @return this builder
     */
    public Builder meetings(Meetings newMeetings) {
      this.meetings = Objects.requireNonNull(newMeetings, "meetings");
      return this;
    }

    /**
     * Sets what tells the organizers' addresses, by which their meetings are known, and languages.
     *
     * @param newDirectory the application's directory
     * @return this builder
     */
    public Builder directory(UserDirectory newDirectory) {
      this.directory = Objects.requireNonNull(newDirectory, "directory");
      return this;
    }

    /**
     * Sets the dial-in numbers of the new footers, the same for all organizers.
     *
     * @param bridge the bridge
     * @return this builder
     */
    public Builder bridge(Bridge bridge) {
      return dialInNumbers(DialInNumbers.sameForAll(bridge));
    }

    /**
     * Sets what tells the dial-in numbers of each organizer's footers. It replaces {@link #bridge},
     * and is replaced by it.
     *
     * @param newNumbers the numbers by user
     * @return this builder
     */
    public Builder dialInNumbers(DialInNumbers newNumbers) {
      this.dialInNumbers = Objects.requireNonNull(newNumbers, "numbers");
      return this;
    }

    /**
     * Sets the words of the footers. Default: those that the library brings.
     *
     * @param newTexts the words
     * @return this builder
     */
    public Builder invitationTexts(InvitationTexts newTexts) {
      this.texts = Objects.requireNonNull(newTexts, "texts");
      return this;
    }

    /**
     * Sets how numbers are shown in the footers. Default: {@link PhoneNumberFormat#asWritten}.
     *
     * @param newFormat the format
     * @return this builder
     */
    public Builder phoneNumberFormat(PhoneNumberFormat newFormat) {
      this.format = Objects.requireNonNull(newFormat, "format");
      return this;
    }

    /**
     * Sets when an organizer is tried again. Default: {@link RetryPolicy#ofDefaults}.
     *
     * @param newRetry the policy
     * @return this builder
     */
    public Builder retry(RetryPolicy newRetry) {
      this.retry = Objects.requireNonNull(newRetry, "retry");
      return this;
    }

    /**
     * Sets how many organizers are worked on at once in the background. Default: 2.
     *
     * @param newWorkers from 1 to 100
     * @return this builder
     * @throws InvalidValueException if it is out of its range
     */
    public Builder workers(int newWorkers) {
      if (newWorkers < 1 || newWorkers > MAX_WORKERS) {
        throw new InvalidValueException(
            "workers", "must be from 1 to " + MAX_WORKERS, "" + newWorkers);
      }
      this.workers = newWorkers;
      return this;
    }

    /**
     * Sets how often it looks for what is due. A look that finds nothing reads all organizers from
     * the store. Default: one minute.
     *
     * @param interval positive, at most 36500 days
     * @return this builder
     * @throws InvalidValueException if it is out of its range
     */
    public Builder pollInterval(Duration interval) {
      Objects.requireNonNull(interval, "interval");
      this.pollInterval = Durations.require("poll interval", interval);
      return this;
    }

    /**
     * Sets how long one organizer may take, and how long after the death of a process another one
     * goes on. What is not finished then goes on with the next attempt. Default: 15 minutes.
     *
     * @param newLease positive, at most 7 days
     * @return this builder
     * @throws InvalidValueException if it is out of its range
     */
    public Builder lease(Duration newLease) {
      Objects.requireNonNull(newLease, "lease");
      this.lease = Durations.require("lease", newLease, MeetingUpdates.MAX_DELAY);
      return this;
    }

    /**
     * Sets where the started follower polls. The application shuts it down. Default: daemon threads
     * of the library's own, one for each worker.
     *
     * @param newScheduler with a thread for each worker
     * @return this builder
     */
    public Builder scheduler(ScheduledExecutorService newScheduler) {
      this.scheduler = Objects.requireNonNull(newScheduler, "scheduler");
      return this;
    }

    /**
     * Sets where organizers are worked on. It must start each task at once, on a thread that can be
     * interrupted. Default: daemon threads of the library's own.
     *
     * @param newExecutor the executor
     * @return this builder
     */
    public Builder executor(Executor newExecutor) {
      this.executor = Objects.requireNonNull(newExecutor, "executor");
      return this;
    }

    /**
     * Sets what spreads retries, for tests. Default: {@link TimeSource#system}.
     *
     * @param newTimeSource the time source
     * @return this builder
     */
    public Builder timeSource(TimeSource newTimeSource) {
      this.timeSource = GuardedTimeSource.of(newTimeSource);
      return this;
    }

    /**
     * Sets the clock that tells which meetings are over, and stands in the revisions. Default: the
     * machine's.
     *
     * @param newClock the clock
     * @return this builder
     */
    public Builder clock(Clock newClock) {
      this.clock = Objects.requireNonNull(newClock, "clock");
      return this;
    }

    /**
     * Makes the follower. Nothing is started, and neither store nor calendar is touched.
     *
     * @return a new follower
     * @throws InvalidValueException if meetings, directory, or both bridge and dial-in numbers are
     *     missing
     * @throws UnsupportedOperationException if the store does not keep whose meetings are updated
     */
    public MeetingFollower build() {
      return new MeetingFollower(this);
    }
  }
}
