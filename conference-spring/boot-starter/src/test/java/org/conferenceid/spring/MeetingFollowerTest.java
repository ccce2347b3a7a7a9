package org.conferenceid.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.calendar.follower.MeetingFollower;
import org.conferenceid.calendar.follower.Meetings;
import org.conferenceid.calendar.follower.StoredMeeting;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.MeetingStatus;
import org.conferenceid.spi.Notifier;
import org.conferenceid.spi.UserDirectory;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.RecordingNotifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** B16, B21: meetings are updated where the application says where they are. */
class MeetingFollowerTest {
  private static final UserId AMELIE = UserId.of("amelie");
  private static final String NUMBER = "+33 1 70 00 00 00";

  private static ApplicationContextRunner withoutMeetings() {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                AudioConferencingAutoConfiguration.class, MeetingFollowerAutoConfiguration.class))
        .withBean(ConferenceStore.class, InMemoryConferenceStore::new)
        .withBean(Notifier.class, RecordingNotifier::new)
        .withBean(UserDirectory.class, () -> MeetingFollowerTest::recipient)
        .withPropertyValues(
            "conference.bridge.numbers[0].number=" + NUMBER,
            "conference.bridge.numbers[0].label=Paris");
  }

  private static ApplicationContextRunner withMeetings() {
    return withoutMeetings().withBean(OneMeeting.class);
  }

  private static Optional<Recipient> recipient(UserId user) {
    return Optional.of(
        new Recipient(EmailAddress.parse(user + "@example.org"), "", Locale.ENGLISH));
  }

  /** A calendar with one meeting, which shows what is to be its ID. */
  static final class OneMeeting implements Meetings {
    private final BlockingQueue<String> saved = new LinkedBlockingQueue<>();
    private volatile ConferenceId shown = ConferenceId.of(1_000_003);

    @Override
    public List<String> find(UserId organizer, Instant from) {
      return List.of("budget");
    }

    @Override
    public Optional<StoredMeeting> read(UserId organizer, String name) {
      String text =
          String.join(
              "\r\n",
              "BEGIN:VCALENDAR",
              "VERSION:2.0",
              "PRODID:test",
              "BEGIN:VEVENT",
              "UID:budget@example.org",
              "DTSTAMP:20260101T000000Z",
              "DTSTART:29990101T100000Z",
              "ORGANIZER:mailto:amelie@example.org",
              "DESCRIPTION:Dial " + NUMBER + "\\, ID " + shown.grouped(),
              "END:VEVENT",
              "END:VCALENDAR",
              "");
      return Optional.of(StoredMeeting.of(name, "1", text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public boolean save(UserId organizer, StoredMeeting read, byte[] content) {
      saved.add(new String(content, StandardCharsets.UTF_8));
      return true;
    }
  }

  /** Resets the ID that stands in the meeting. */
  private static ConferenceId reset(ApplicationContext context) {
    Administration administration = context.getBean(Administration.class);
    administration.enable(AMELIE);
    context.getBean(OneMeeting.class).shown =
        administration.find(AMELIE).orElseThrow().id().orElseThrow();
    return administration.resets().reset(ResetRequest.of(AMELIE)).orElseThrow().newId();
  }

  private static void assertUpdated(ApplicationContext context) throws InterruptedException {
    ConferenceId id = reset(context);
    assertThat(context.getBean(OneMeeting.class).saved.take()).contains("ID " + id.grouped());
  }

  @Test
  @DisplayName("B16: after a reset, the meetings show the new ID")
  void updatesMeetings() {
    withMeetings().run(MeetingFollowerTest::assertUpdated);
  }

  @Test
  @DisplayName("B16: so they do in an application that is initialized lazily")
  void updatesMeetingsOfLazyApplications() {
    withMeetings()
        .withInitializer(
            context ->
                context.addBeanFactoryPostProcessor(
                    new LazyInitializationBeanFactoryPostProcessor()))
        .run(MeetingFollowerTest::assertUpdated);
  }

  @Test
  @DisplayName("A node that updates no meetings leaves them to another, and tells how far that is")
  void leavesMeetings() {
    withMeetings()
        .withPropertyValues("conference.meetings.enabled=false")
        .run(
            context -> {
              reset(context);
              MeetingFollower follower = context.getBean(MeetingFollower.class);
              assertThat(follower.status(AMELIE))
                  .map(MeetingStatus::state)
                  .contains(MeetingStatus.State.PENDING);
              assertThat(context).hasSingleBean(BackgroundLifecycle.class); // the dispatcher's
            });
  }

  @Test
  @DisplayName(
      "B21: nothing is updated where no bean tells where meetings are, or without calendar")
  void needsMeetings() {
    withoutMeetings()
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MeetingFollower.class));
    withoutMeetings()
        .withClassLoader(new FilteredClassLoader("org.conferenceid.calendar"))
        .run(context -> assertThat(context).hasNotFailed().hasBean("audioConferencing"));
  }

  @Test
  @DisplayName("B21: it steps aside for a follower of the application's own, and starts that")
  void stepsAside() {
    withMeetings()
        .withBean(
            "ownFollower",
            MeetingFollower.class,
            () ->
                MeetingFollower.builder(new InMemoryConferenceStore())
                    .meetings(new OneMeeting())
                    .directory(MeetingFollowerTest::recipient)
                    .bridge(Bridge.builder().toll(NUMBER, "Paris").build())
                    .pollInterval(Duration.ofDays(1))
                    .build())
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(MeetingFollower.class)
                    .hasBean("conferenceMeetingFollowerLifecycle"));
  }

  @Test
  @DisplayName("It stops with the application")
  void stops() {
    withMeetings()
        .run(
            context -> {
              BackgroundLifecycle lifecycle =
                  context.getBean("conferenceMeetingFollowerLifecycle", BackgroundLifecycle.class);
              assertThat(lifecycle.isRunning()).isTrue();
              context.getSourceApplicationContext().close();
              assertThat(lifecycle.isRunning()).isFalse();
            });
  }
}
