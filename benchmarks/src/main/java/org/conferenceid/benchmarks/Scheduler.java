package org.conferenceid.benchmarks;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** db-scheduler as an outbox: a one-time task for each message. */
final class Scheduler {
  private static final int BATCH = 1000;
  private static final long MILLISECOND = 1_000_000;

  private Scheduler() {}

  /** As its documentation gives it for PostgreSQL. */
  static void createTable(DataSource pool) throws SQLException {
    Tables.execute(
        pool,
        """
        CREATE TABLE scheduled_tasks (
          task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,
          execution_time timestamp with time zone NOT NULL, picked boolean NOT NULL, picked_by text,
          last_success timestamp with time zone, last_failure timestamp with time zone,
          consecutive_failures int, last_heartbeat timestamp with time zone,
          version bigint NOT NULL, priority smallint,
          PRIMARY KEY (task_name, task_instance))""");
    Tables.execute(pool, "CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time)");
    Tables.execute(pool, "CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat)");
  }

  static double drain(DataSource pool, int messages, int workers) throws Exception {
    AtomicLong delivered = new AtomicLong();
    OneTimeTask<Void> task =
        Tasks.oneTime("mail").execute((instance, context) -> delivered.incrementAndGet());
    SchedulerClient client = SchedulerClient.Builder.create(pool, task).build();
    Instant due = Instant.now().minusSeconds(1);
    for (int i = 0; i < messages; i += BATCH) {
      List<TaskInstance<?>> batch = new ArrayList<>();
      for (int j = i; j < Math.min(messages, i + BATCH); j++) {
        batch.add(task.instance("message " + j));
      }
      client.scheduleBatch(batch, due);
    }
    Tables.execute(pool, "VACUUM ANALYZE scheduled_tasks");
    var scheduler =
        com.github.kagkarlsson.scheduler.Scheduler.create(pool, task)
            .threads(workers)
            .pollUsingLockAndFetch(0.5, 4.0)
            .pollingInterval(Duration.ofMillis(10))
            .build();
    double rate =
        DrainOutbox.rate(
            messages,
            () -> {
              scheduler.start();
              while (delivered.get() < messages || Tables.count(pool, "scheduled_tasks") > 0) {
                LockSupport.parkNanos(MILLISECOND);
              }
            });
    scheduler.stop();
    DrainOutbox.requireAll(messages, delivered.get());
    return rate;
  }
}
