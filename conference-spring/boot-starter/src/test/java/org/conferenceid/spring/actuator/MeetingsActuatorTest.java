package org.conferenceid.spring.actuator;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.calendar.follower.MeetingFollower;
import org.conferenceid.calendar.follower.Meetings;
import org.conferenceid.calendar.follower.StoredMeeting;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Notifier;
import org.conferenceid.spi.UserDirectory;
import org.conferenceid.spring.AudioConferencingAutoConfiguration;
import org.conferenceid.spring.MeetingFollowerAutoConfiguration;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.InMemoryUserDirectory;
import org.conferenceid.testkit.MutableClock;
import org.conferenceid.testkit.RecordingNotifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** B16, B22: operators see whether meetings follow. */
class MeetingsActuatorTest {
  private static final UserId AMELIE = UserId.of("amelie");

  private static ApplicationContextRunner withoutMeetings() {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                AudioConferencingAutoConfiguration.class,
                MeetingFollowerAutoConfiguration.class,
                MeetingsActuatorAutoConfiguration.class))
        .withBean(
            ConferenceStore.class,
            () ->
                new InMemoryConferenceStore(
                    new MutableClock(Instant.parse("2020-01-01T00:00:00Z"))))
        .withBean(Notifier.class, RecordingNotifier::new)
        .withBean(UserDirectory.class, InMemoryUserDirectory::new)
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .withPropertyValues(
            "conference.bridge.numbers[0].number=+33 1 70 00 00 00",
            "conference.bridge.numbers[0].label=Paris");
  }

  private static ApplicationContextRunner runner() {
    return withoutMeetings().withBean(Meetings.class, NoMeetings::new);
  }

  /** Somebody whom the directory does not know: what was reset is given up. */
  private static void reset(ApplicationContext context) {
    Administration administration = context.getBean(Administration.class);
    administration.enable(AMELIE);
    assertThat(administration.resets().reset(ResetRequest.of(AMELIE))).isNotNull();
  }

  private static final class NoMeetings implements Meetings {
    @Override
    public List<String> find(UserId organizer, Instant from) {
      return List.of();
    }

    @Override
    public Optional<StoredMeeting> read(UserId organizer, String name) {
      return Optional.empty();
    }

    @Override
    public boolean save(UserId organizer, StoredMeeting read, byte[] content) {
      return false;
    }
  }

  private static Health health(ApplicationContext context) {
    return context.getBean("conferenceMeetingsHealthIndicator", HealthIndicator.class).health();
  }

  private static Object problems(ApplicationContext context) {
    return health(context).getDetails().get("problems");
  }

  @Test
  @DisplayName("Health is UP while the follower runs; the figures are there, and no limit is set")
  void isUp() {
    runner()
        .run(
            context -> {
              assertThat(health(context).getStatus()).isEqualTo(Status.UP);
              assertThat(health(context).getDetails())
                  .containsOnlyKeys("running", "hanging", "pending", "inProgress", "failed");
              MeetingFollower follower = context.getBean(MeetingFollower.class);
              follower.stop();
              assertThat(problems(context))
                  .isEqualTo(List.of("the follower of meetings does not run"));
              reset(context);
              assertThat(follower.updateDue().failed()).isEqualTo(1);
              assertThat(health(context).getDetails()).containsEntry("failed", 1L);
              assertThat(health(context).getDetails().toString()).doesNotContain("amelie");
            });
  }

  @Test
  @DisplayName("Health is DOWN beyond the limits: too many were given up, or wait for too long")
  void tellsWhy() {
    runner()
        .withPropertyValues(
            "conference.meetings.enabled=false",
            "conference.health.failed-meetings=0",
            "conference.health.oldest-meetings=1d")
        .run(
            context -> {
              assertThat(health(context).getStatus()).isEqualTo(Status.UP);
              reset(context);
              assertThat(problems(context).toString()).contains("has waited to stand in meetings");
              assertThat(context.getBean(MeetingFollower.class).updateDue().failed()).isEqualTo(1);
              assertThat(problems(context))
                  .isEqualTo(List.of("the meetings of 1 organizers were given up"));
            });
  }

  @Test
  @DisplayName("The figures are in the application's registry")
  void hasMeters() {
    runner()
        .withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class))
        .withPropertyValues("conference.meetings.enabled=false")
        .run(
            context -> {
              reset(context);
              assertThat(
                      context
                          .getBean(MeterRegistry.class)
                          .get("conference.meetings")
                          .tag("state", "pending")
                          .gauge()
                          .value())
                  .isEqualTo(1);
            });
  }

  @Test
  @DisplayName("Without meetings, calendar or actuator there is neither")
  void stepsAside() {
    withoutMeetings()
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthIndicator.class));
    runner()
        .withClassLoader(new FilteredClassLoader("org.conferenceid.calendar"))
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthIndicator.class));
    runner()
        .withClassLoader(
            new FilteredClassLoader("org.springframework.boot.health", "io.micrometer"))
        .run(context -> assertThat(context).hasNotFailed().hasSingleBean(MeetingFollower.class));
  }
}
