package org.conferenceid.spring;

import java.time.Duration;
import org.conferenceid.delivery.NotificationDispatcher;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;

/**
 * Starts the dispatcher when the application is ready, and stops it before anything else: nothing
 * new is taken, what is in hand is finished, the rest is put back. Beans such as the connection
 * pool are destroyed after that.
 */
final class DispatcherLifecycle implements SmartLifecycle {
  private static final String PHASE_LIMIT = "spring.lifecycle.timeout-per-shutdown-phase";

  private final NotificationDispatcher dispatcher;
  private final Duration wait;

  DispatcherLifecycle(NotificationDispatcher dispatcher, Environment environment) {
    this.dispatcher = dispatcher;
    Duration limit = environment.getProperty(PHASE_LIMIT, Duration.class, Duration.ofSeconds(30));
    this.wait = limit.multipliedBy(9).dividedBy(10); // what is put back takes some of it
  }

  @Override
  public void start() {
    dispatcher.start();
  }

  @Override
  public void stop() {
    dispatcher.stop(wait);
  }

  /** In a thread of its own: others of this phase stop meanwhile, and share the limit. */
  @Override
  public void stop(Runnable callback) {
    Thread stopping =
        new Thread(
            () -> {
              try {
                stop();
              } finally {
                callback.run();
              }
            },
            "conference-stop");
    stopping.setDaemon(true);
    stopping.start();
  }

  @Override
  public boolean isRunning() {
    return dispatcher.status().isRunning();
  }
}
