package org.conferenceid.spring.actuator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.conferenceid.calendar.follower.MeetingFollower;
import org.conferenceid.spi.MeetingFigures;
import org.conferenceid.spring.ConferenceProperties.Health;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;

/** Tells whether meetings follow the changes of IDs, and if not, why (B16, B22). */
final class MeetingsHealthIndicator extends AbstractHealthIndicator {
  private final MeetingFollower follower;
  private final Health thresholds;
  private final boolean shouldRun;
  private final InstantSource time;

  MeetingsHealthIndicator(
      MeetingFollower follower, Health thresholds, boolean shouldRun, InstantSource time) {
    super("The store of conference IDs cannot be used");
    this.follower = follower;
    this.thresholds = thresholds;
    this.shouldRun = shouldRun;
    this.time = time;
  }

  @Override
  protected void doHealthCheck(org.springframework.boot.health.contributor.Health.Builder builder) {
    MeetingFigures figures = follower.figures();
    Optional<Duration> oldest = figures.oldest().map(since -> ConferenceState.age(since, time));
    builder
        .withDetail("running", follower.isRunning())
        .withDetail("hanging", follower.hanging())
        .withDetail("pending", figures.pending())
        .withDetail("inProgress", figures.inProgress())
        .withDetail("failed", figures.failed());
    oldest.ifPresent(age -> builder.withDetail("oldestFor", age.toString()));
    List<String> problems = new ArrayList<>();
    if (shouldRun && !follower.isRunning()) {
      problems.add("the follower of meetings does not run");
    }
    if (follower.isPaused()) {
      problems.add("too many updates of meetings hang");
    }
    Duration longest = thresholds.oldestMeetings();
    oldest
        .filter(age -> longest != null && age.compareTo(longest) > 0)
        .ifPresent(age -> problems.add("a change has waited to stand in meetings for " + age));
    Long most = thresholds.failedMeetings();
    if (most != null && figures.failed() > most) {
      problems.add("the meetings of " + figures.failed() + " organizers were given up");
    }
    if (problems.isEmpty()) {
      builder.up();
    } else {
      builder.down().withDetail("problems", problems);
    }
  }
}
