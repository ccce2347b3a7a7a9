package org.conferenceid.calendar.follower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.conferenceid.AudioConferencing;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.change.ResetResult;
import org.conferenceid.delivery.RetryPolicy;
import org.conferenceid.spi.MeetingCounts;
import org.conferenceid.spi.MeetingFigures;
import org.conferenceid.spi.MeetingStatus;
import org.conferenceid.spi.MeetingStatus.State;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.InMemoryUserDirectory;
import org.conferenceid.testkit.MutableClock;
import org.conferenceid.testkit.RecordingNotifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That meetings follow the changes of IDs, and that faults harm only their own organizer. */
class MeetingFollowerTest {
  private static final UserId AMELIE = UserId.of("amelie");
  private static final UserId BRUNO = UserId.of("bruno");
  private static final Duration DELAY = Duration.ofMinutes(1);

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-26T12:00:00Z"));
  private final InMemoryConferenceStore store = new InMemoryConferenceStore(clock);
  private final InMemoryUserDirectory directory = new InMemoryUserDirectory();
  private MapMeetings meetings = new MapMeetings();

  private MeetingFollower.Builder builder() {
    return MeetingFollower.builder(store)
        .meetings(meetings)
        .directory(directory)
        .bridge(MeetingFiles.BRIDGE)
        .retry(
            RetryPolicy.builder()
                .initialDelay(DELAY)
                .maxDelay(DELAY)
                .jitter(0)
                .maxAttempts(2)
                .build())
        .clock(clock);
  }

  private AudioConferencing conferencing(MeetingFollower follower) {
    return AudioConferencing.builder()
        .store(store)
        .directory(directory)
        .notifier(new RecordingNotifier())
        .bridge(MeetingFiles.BRIDGE)
        .listener(follower)
        .build();
  }

  private static String address(UserId user) {
    return user.value() + "@example.org";
  }

  /** Enables a user who plans so many meetings with the first ID. */
  private void plan(AudioConferencing conferencing, UserId user, int count) {
    directory.put(
        user, new Recipient(EmailAddress.parse(address(user)), user.value(), Locale.FRENCH));
    conferencing.administration().enable(user);
    for (int i = 0; i < count; i++) {
      meetings.put(user, i + ".ics", MeetingFiles.meeting(user + "-" + i, address(user), id(user)));
    }
  }

  private ConferenceId id(UserId user) {
    return store.find(user).orElseThrow().id().orElseThrow();
  }

  private static void reset(AudioConferencing conferencing, UserId user) {
    assertThat(conferencing.administration().resets().reset(ResetRequest.of(user)))
        .isInstanceOf(ResetResult.Reset.class);
  }

  private void assertStatus(
      MeetingFollower follower, UserId user, State state, MeetingCounts counts, String... problem) {
    MeetingStatus status = follower.status(user).orElseThrow();
    assertThat(status.state()).as("the state of %s", user).isEqualTo(state);
    assertThat(status.counts()).as("the counts of %s", user).isEqualTo(counts);
    assertThat(status.problem()).isEqualTo(Stream.of(problem).findFirst());
  }

  private void assertUpdated(UserId user, String name, int revisions) {
    byte[] file = meetings.get(user, name);
    assertThat(MeetingFiles.shows(file, id(user))).as("%s shows the present ID", name).isTrue();
    assertThat(MeetingFiles.sequence(file)).as("revisions of %s", name).isEqualTo(revisions);
  }

  @Test
  @DisplayName("B16: after a reset all meetings show the new ID, once, and the state says so")
  void shouldFollow() {
    MeetingFollower follower = builder().build();
    AudioConferencing conferencing = conferencing(follower);
    plan(conferencing, AMELIE, 3);
    plan(conferencing, BRUNO, 1);
    meetings.put(
        AMELIE,
        "invited.ics",
        MeetingFiles.meeting("other", address(BRUNO), ConferenceId.parse("4839201")));
    assertThat(follower.updateDue()).isEqualTo(new FollowerReport(0, 0, 0));
    assertThat(follower.status(AMELIE)).isEmpty();

    reset(conferencing, AMELIE);
    assertStatus(follower, AMELIE, State.PENDING, MeetingCounts.NONE);
    assertThat(follower.figures())
        .isEqualTo(new MeetingFigures(1, 0, 0, Optional.of(clock.instant())));
    assertThat(follower.updateDue()).isEqualTo(new FollowerReport(1, 0, 0));
    assertStatus(follower, AMELIE, State.DONE, new MeetingCounts(3, 0, 1, 0));
    assertUpdated(AMELIE, "0.ics", 1);
    assertUpdated(BRUNO, "0.ics", 0);
    assertThat(follower.updateDue()).isEqualTo(new FollowerReport(0, 0, 0));

    reset(conferencing, AMELIE);
    reset(conferencing, AMELIE);
    assertThat(follower.updateDue()).isEqualTo(new FollowerReport(1, 0, 0));
    assertUpdated(AMELIE, "2.ics", 2);
    assertThat(follower.list(State.DONE, Optional.empty(), 10))
        .extracting(MeetingStatus::user)
        .containsExactly(AMELIE);
    assertThat(follower.again(List.of(AMELIE, BRUNO))).isEqualTo(1);
    assertThat(follower.updateDue()).isEqualTo(new FollowerReport(1, 0, 0));
    assertStatus(follower, AMELIE, State.DONE, new MeetingCounts(0, 0, 4, 0));
    assertUpdated(AMELIE, "2.ics", 2);
  }

  @Test
  @DisplayName("B9, B16: a listener wakes it; what happened before it started is found, too")
  void shouldFollowInTheBackground() throws InterruptedException {
    CountDownLatch saved = new CountDownLatch(2);
    meetings =
        new MapMeetings() {
          @Override
          public boolean save(UserId organizer, StoredMeeting read, byte[] content) {
            boolean done = super.save(organizer, read, content);
            saved.countDown();
            return done;
          }
        };
    try (MeetingFollower follower = builder().pollInterval(Duration.ofDays(1)).build()) {
      AudioConferencing conferencing = conferencing(follower);
      plan(conferencing, AMELIE, 1);
      plan(conferencing, BRUNO, 1);
      reset(conferencing, AMELIE);
      follower.start();
      follower.start();
      reset(conferencing, BRUNO);
      saved.await();
    }
    assertUpdated(AMELIE, "0.ics", 1);
    assertUpdated(BRUNO, "0.ics", 1);
  }

  static Stream<Supplier<Throwable>> faults() {
    return Stream.of(
        () -> new IllegalStateException("geheim"),
        () -> new IOException("geheim"),
        () -> new StackOverflowError("geheim"),
        () -> new AssertionError("geheim"));
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable, R> R sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @ParameterizedTest
  @MethodSource("faults")
  @DisplayName(
      "B23: calendars that throw harm their own organizer, who is tried again, then listed")
  void shouldBearFaults(Supplier<Throwable> fault) {
    AtomicBoolean broken = new AtomicBoolean(true);
    meetings =
        new MapMeetings() {
          @Override
          public List<String> find(UserId organizer, Instant from) {
            return broken.get() && organizer.equals(AMELIE)
                ? sneak(fault.get())
                : super.find(organizer, from);
          }
        };
    MeetingFollower follower = builder().build();
    AudioConferencing conferencing = conferencing(follower);
    plan(conferencing, AMELIE, 1);
    plan(conferencing, BRUNO, 1);
    reset(conferencing, AMELIE);
    reset(conferencing, BRUNO);

    String problem = fault.get().getClass().getName();
    assertThat(follower.updateDue()).isEqualTo(new FollowerReport(1, 1, 0));
    assertStatus(follower, AMELIE, State.PENDING, MeetingCounts.NONE, problem);
    assertStatus(follower, BRUNO, State.DONE, new MeetingCounts(1, 0, 0, 0));
    clock.advance(DELAY);
    assertThat(follower.updateDue()).isEqualTo(new FollowerReport(0, 0, 1));
    assertStatus(follower, AMELIE, State.FAILED, MeetingCounts.NONE, problem);
    broken.set(false);
    assertThat(follower.again(List.of(AMELIE))).isEqualTo(1);
    assertThat(follower.updateDue()).isEqualTo(new FollowerReport(1, 0, 0));
    assertUpdated(AMELIE, "0.ics", 1);
  }

  @Test
  @DisplayName("B23: a meeting that cannot be saved keeps no other one, and is tried again")
  void shouldBearFaultsOfAMeeting() {
    AtomicInteger refused = new AtomicInteger();
    meetings =
        new MapMeetings() {
          @Override
          public boolean save(UserId organizer, StoredMeeting read, byte[] content) {
            if (read.name().endsWith("/1.ics") && refused.incrementAndGet() == 1) {
              throw new MeetingsException("HTTP 503", null);
            }
            return super.save(organizer, read, content);
          }
        };
    MeetingFollower follower = builder().build();
    AudioConferencing conferencing = conferencing(follower);
    plan(conferencing, AMELIE, 3);
    reset(conferencing, AMELIE);
    assertThat(follower.updateDue()).isEqualTo(new FollowerReport(0, 1, 0));
    assertStatus(
        follower,
        AMELIE,
        State.PENDING,
        new MeetingCounts(2, 0, 0, 1),
        "1 of the meetings could not be read or saved: HTTP 503");
    clock.advance(DELAY);
    assertThat(follower.updateDue()).isEqualTo(new FollowerReport(1, 0, 0));
    assertStatus(follower, AMELIE, State.DONE, new MeetingCounts(3, 0, 2, 0));
    for (String name : List.of("0.ics", "1.ics", "2.ics")) {
      assertUpdated(AMELIE, name, 1);
    }
  }

  @Test
  @DisplayName("B16: a meeting that others change meanwhile is read afresh, but not for ever")
  void shouldReadAfresh() {
    AtomicInteger changes = new AtomicInteger(2);
    meetings =
        new MapMeetings() {
          @Override
          public boolean save(UserId organizer, StoredMeeting read, byte[] content) {
            return changes.getAndDecrement() <= 0 && super.save(organizer, read, content);
          }
        };
    MeetingFollower follower = builder().build();
    AudioConferencing conferencing = conferencing(follower);
    plan(conferencing, AMELIE, 1);
    reset(conferencing, AMELIE);
    assertThat(follower.updateDue()).isEqualTo(new FollowerReport(1, 0, 0));
    assertUpdated(AMELIE, "0.ics", 1);

    changes.set(Integer.MAX_VALUE);
    reset(conferencing, AMELIE);
    assertThat(follower.updateDue()).isEqualTo(new FollowerReport(0, 1, 0));
    assertThat(follower.status(AMELIE).orElseThrow().problem().orElseThrow())
        .contains("changed by others");
  }

  @Test
  @DisplayName("B23: calendars that hang are given up when the lease is about to end")
  void shouldBearHangingCalendars() throws InterruptedException {
    CountDownLatch released = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    meetings =
        new MapMeetings() {
          @Override
          public List<String> find(UserId organizer, Instant from) {
            if (organizer.equals(AMELIE)) {
              hang();
            }
            return super.find(organizer, from);
          }

          private void hang() {
            while (released.getCount() > 0) {
              try {
                released.await();
              } catch (InterruptedException e) {
                interrupted.set(true); // and goes on to hang
              }
            }
          }
        };
    MeetingFollower hasty = builder().lease(Duration.ofMillis(100)).build();
    AudioConferencing conferencing = conferencing(hasty);
    plan(conferencing, AMELIE, 1);
    plan(conferencing, BRUNO, 1);
    reset(conferencing, AMELIE);
    assertThat(hasty.updateDue()).isEqualTo(new FollowerReport(0, 1, 0));
    assertThat(hasty.hanging()).isEqualTo(1);
    assertStatus(hasty, AMELIE, State.PENDING, MeetingCounts.NONE, "not finished within PT0.1S");

    reset(conferencing, BRUNO);
    assertThat(builder().build().updateDue()).isEqualTo(new FollowerReport(1, 0, 0));
    assertUpdated(BRUNO, "0.ics", 1);
    released.countDown();
    while (hasty.hanging() > 0) {
      Thread.onSpinWait();
    }
    assertThat(interrupted).isTrue();
  }

  @Test
  @DisplayName("B16: whoever is stopped in the middle is put back, with what was done")
  void shouldStop() throws InterruptedException {
    CountDownLatch inTheMiddle = new CountDownLatch(1);
    AtomicBoolean once = new AtomicBoolean(true);
    meetings =
        new MapMeetings() {
          @Override
          public boolean save(UserId organizer, StoredMeeting read, byte[] content) {
            if (read.name().endsWith("/1.ics") && once.getAndSet(false)) {
              inTheMiddle.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                sneak(e);
              }
            }
            return super.save(organizer, read, content);
          }
        };
    MeetingFollower stopped = builder().build();
    AudioConferencing conferencing = conferencing(stopped);
    plan(conferencing, AMELIE, 3);
    reset(conferencing, AMELIE);
    stopped.start();
    inTheMiddle.await();
    stopped.stop(Duration.ofDays(1));
    assertThat(stopped.status(AMELIE).orElseThrow().state()).isEqualTo(State.PENDING);
    assertThat(stopped.status(AMELIE).orElseThrow().counts().updated()).isEqualTo(1);
    stopped.stop();

    assertThat(builder().build().updateDue()).isEqualTo(new FollowerReport(1, 0, 0));
    for (String name : List.of("0.ics", "1.ics", "2.ics")) {
      assertUpdated(AMELIE, name, 1);
    }
  }

  @Test
  @DisplayName(
      "B23: whom the directory does not know is listed; while it is away, it is asked again")
  void shouldBearTheDirectory() {
    MeetingFollower follower = builder().build();
    AudioConferencing conferencing = conferencing(follower);
    plan(conferencing, AMELIE, 1);
    plan(conferencing, BRUNO, 1);
    reset(conferencing, AMELIE);
    directory.failWith(new IllegalStateException("geheim"));
    assertThat(follower.updateDue()).isEqualTo(new FollowerReport(0, 1, 0));
    directory.recover();
    directory.remove(BRUNO);
    reset(conferencing, BRUNO);
    clock.advance(DELAY);
    assertThat(follower.updateDue()).isEqualTo(new FollowerReport(1, 0, 1));
    assertStatus(
        follower,
        BRUNO,
        State.FAILED,
        MeetingCounts.NONE,
        "the directory knows no address of the organizer");
  }

  @Test
  @DisplayName("B23: a scheduler that gives nothing back can be stopped all the same")
  void shouldStopWhateverTheSchedulerSays() {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(1) {
          @Override
          public ScheduledFuture<?> scheduleWithFixedDelay(
              Runnable task, long initial, long delay, TimeUnit unit) {
            ScheduledFuture<?> unused = super.scheduleWithFixedDelay(task, initial, delay, unit);
            return null;
          }
        };
    try (MeetingFollower follower = builder().scheduler(scheduler).build()) {
      follower.start();
      assertThatCode(follower::stop).doesNotThrowAnyException();
    } finally {
      scheduler.shutdownNow();
    }
  }

  @Test
  @DisplayName("A follower needs meetings, a directory and numbers, and settings in their ranges")
  void shouldRefuseNonsense() {
    MeetingFollower.Builder empty = MeetingFollower.builder(store);
    assertThatThrownBy(empty::build)
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("meetings");
    assertThatThrownBy(() -> empty.workers(0)).isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> empty.lease(Duration.ofDays(8)))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> empty.pollInterval(Duration.ZERO))
        .isInstanceOf(InvalidValueException.class);
  }
}
