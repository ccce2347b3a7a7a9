package org.conferenceid.spring.actuator;

import java.util.ArrayList;
import java.util.List;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.delivery.DispatcherStatus;
import org.conferenceid.spi.OutboxFigures;
import org.conferenceid.spring.ConferenceProperties;
import org.conferenceid.spring.ConferenceProperties.Health;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;

/** Tells whether messages go out and IDs can be given, and if not, why (B22). */
final class ConferenceHealthIndicator extends AbstractHealthIndicator {
  private final ConferenceState state;
  private final Health thresholds;
  private final boolean shouldRun;

  ConferenceHealthIndicator(ConferenceState state, ConferenceProperties properties) {
    super("The store of conference IDs cannot be used");
    this.state = state;
    this.thresholds = properties.health();
    this.shouldRun = properties.dispatcher().enabled();
  }

  @Override
  protected void doHealthCheck(org.springframework.boot.health.contributor.Health.Builder builder) {
    DispatcherStatus dispatcher = state.dispatcher();
    builder.withDetail("dispatcher", state.describe(dispatcher));
    OutboxFigures outbox = state.outbox();
    Capacity capacity = state.capacity();
    builder.withDetail("outbox", state.describe(outbox));
    builder.withDetail("ids", state.describe(capacity));
    List<String> problems = new ArrayList<>();
    judge(dispatcher, problems);
    judge(outbox, problems);
    if (capacity.free() == 0) {
      problems.add("no ID is free");
    }
    if (problems.isEmpty()) {
      builder.up();
    } else {
      builder.down().withDetail("problems", problems);
    }
  }

  /** A node that sends nothing is judged by its store alone. */
  private void judge(DispatcherStatus dispatcher, List<String> problems) {
    if (!shouldRun) {
      return;
    }
    if (!dispatcher.isRunning()) {
      problems.add("the dispatcher does not run");
    }
    dispatcher
        .lastFailure()
        .ifPresent(failure -> problems.add("the last round of deliveries failed: " + failure));
    dispatcher
        .refusal()
        .ifPresent(refusal -> problems.add("the mail server takes nothing: " + refusal));
    if (dispatcher.isPaused()) {
      problems.add("too many deliveries hang");
    }
  }

  private void judge(OutboxFigures outbox, List<String> problems) {
    outbox
        .oldestDue()
        .map(state::age)
        .filter(age -> age.compareTo(thresholds.oldestDue()) > 0)
        .ifPresent(age -> problems.add("a due message has waited for " + age));
    if (exceeds(outbox.leasesRunOut(), thresholds.leasesRunOut())) {
      problems.add(outbox.leasesRunOut() + " messages have a lease that ran out");
    }
    if (exceeds(outbox.failed(), thresholds.failed())) {
      problems.add(outbox.failed() + " messages have failed");
    }
  }

  private static boolean exceeds(long figure, @Nullable Long threshold) {
    return threshold != null && figure > threshold;
  }
}
