package org.conferenceid.spring;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.conferenceid.InvalidValueException;
import org.conferenceid.administration.Administration;
import org.conferenceid.bulk.BulkReport;
import org.conferenceid.bulk.Rotation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.scheduling.support.CronTrigger;

/**
 * Prunes the audit and rotates old IDs at their times, if the application wants it. Several nodes
 * may do it at once. A task that fails is logged, and done at its next time.
 */
final class NightlyTasks implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger("org.conferenceid.spring");

  private final Map<Runnable, CronTrigger> tasks;
  private @Nullable ThreadPoolTaskScheduler scheduler;

  private NightlyTasks(Map<Runnable, CronTrigger> tasks) {
    this.tasks = tasks;
  }

  static NightlyTasks of(Administration administration, ConferenceProperties properties) {
    Map<Runnable, CronTrigger> tasks = new LinkedHashMap<>();
    Duration retention = properties.audit().retention();
    if (retention != null) {
      Settings.apply("audit.retention", retention, NightlyTasks::requireRetention);
      tasks.put(
          () -> prune(administration, retention), trigger("audit.cron", properties.audit().cron()));
    }
    Rotation rotation = Settings.rotation(properties.rotation());
    if (rotation != null) {
      tasks.put(
          () -> rotate(administration, rotation),
          trigger("rotation.cron", properties.rotation().cron()));
    }
    return new NightlyTasks(tasks);
  }

  private static void requireRetention(Duration retention) {
    if (retention.compareTo(Duration.ofDays(1)) < 0
        || retention.compareTo(Duration.ofDays(36_500)) > 0) {
      throw new InvalidValueException(
          "audit retention", "must be from 1 to 36500 days", retention.toString());
    }
  }

  private static CronTrigger trigger(String property, String cron) {
    Settings.apply(
        property,
        cron,
        text -> {
          if (!CronExpression.isValidExpression(text)) {
            throw new InvalidValueException("time", "must be a cron expression of Spring's", text);
          }
        });
    return new CronTrigger(cron);
  }

  private static void prune(Administration administration, Duration retention) {
    run(
        "the audit was not pruned",
        () -> {
          int removed = administration.pruneAudit(retention);
          log.info("{} audit entries older than {} were removed", removed, retention);
        });
  }

  private static void rotate(Administration administration, Rotation rotation) {
    run(
        "old IDs were not reset",
        () -> {
          BulkReport report = administration.bulkResets().rotate(rotation, progress -> {});
          log.info("old IDs were reset: {}", report);
        });
  }

  private static void run(String failure, Runnable work) {
    try {
      work.run();
    } catch (Throwable e) { // a scheduled task that throws would not be run again
      log.error("{}", failure, e);
    }
  }

  @Override
  public synchronized void start() {
    if (scheduler != null || tasks.isEmpty()) {
      return;
    }
    ThreadPoolTaskScheduler started = new ThreadPoolTaskScheduler();
    started.setThreadNamePrefix("conference-nightly-");
    started.setDaemon(true);
    started.initialize();
    tasks.forEach(
        (task, trigger) -> {
          Future<?> unused = started.schedule(task, trigger);
        });
    scheduler = started;
  }

  /** A task that is under way is interrupted: a bulk run ends after the batch that it is in. */
  @Override
  public synchronized void stop() {
    if (scheduler != null) {
      scheduler.shutdown();
      scheduler = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return scheduler != null;
  }
}
