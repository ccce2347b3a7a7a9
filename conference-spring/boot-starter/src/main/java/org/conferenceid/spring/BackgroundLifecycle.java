package org.conferenceid.spring;

import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;

/**
 * Starts what works in the background when the application is ready, and stops it before anything
 * else: nothing new is taken, what is in hand is finished, the rest is put back. Beans such as the
 * connection pool are destroyed after that.
 */
final class BackgroundLifecycle implements SmartLifecycle {
  private static final String PHASE_LIMIT = "spring.lifecycle.timeout-per-shutdown-phase";

  private final Runnable start;
  private final Consumer<Duration> stop;
  private final Duration wait;
  private volatile boolean running;

  /**
   * Prepares one.
   *
   * @param start starts it
   * @param stop stops it, and waits for so long at most
   */
  BackgroundLifecycle(Runnable start, Consumer<Duration> stop, Environment environment) {
    this.start = start;
    this.stop = stop;
    Duration limit = environment.getProperty(PHASE_LIMIT, Duration.class, Duration.ofSeconds(30));
    this.wait = limit.multipliedBy(9).dividedBy(10); // what is put back takes some of it
  }

  @Override
  public void start() {
    start.run();
    running = true;
  }

  @Override
  public void stop() {
    stop.accept(wait);
    running = false;
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
    return running;
  }
}
