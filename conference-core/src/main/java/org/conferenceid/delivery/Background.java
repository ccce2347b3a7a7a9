package org.conferenceid.delivery;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.conferenceid.guard.ApplicationCode;
import org.conferenceid.internal.Polling;
import org.conferenceid.internal.Threads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rounds of a started dispatcher, and what becomes of their messages when it is stopped. */
final class Background {
  private static final Logger log = LoggerFactory.getLogger("org.conferenceid.delivery");

  private final Round.Parts parts;
  private final Polling polling;

  /** The rounds that are under way. */
  private final Set<Round> rounds = ConcurrentHashMap.newKeySet();

  Background(Round.Parts parts, Threads threads) {
    this.parts = parts;
    this.polling =
        new Polling(
            threads, parts.settings.workers(), parts.settings.pollInterval(), log, this::run);
  }

  boolean isRunning() {
    return polling.isRunning();
  }

  void start() {
    polling.start();
  }

  void nudge() {
    polling.nudge();
  }

  private void run(BooleanSupplier mayGoOn) {
    Round round = new Round(parts, mayGoOn);
    rounds.add(round);
    boolean failedBefore = parts.failed();
    try {
      if (!round.run()) {
        // One waits for all workers: each round takes as much as may be sent, and polls do the
        // rest.
        polling.later(parts.rateLimiter.untilFull());
      }
      if (failedBefore) {
        ApplicationCode.run(log, () -> "the log", () -> log.info("the store can be used again"));
      }
    } catch (Throwable thrown) {
      ApplicationCode.run(log, () -> "the log", () -> tell(thrown, failedBefore));
    } finally {
      rounds.remove(round);
    }
  }

  private static void tell(Throwable thrown, boolean again) {
    if (again) {
      log.error("the store still fails: {}", thrown.toString());
    } else {
      log.error("the store fails, messages are delivered when it can be used again", thrown);
    }
  }

  /** Stops, if it is running, and waits for what the notifier has in hand. */
  void stop(Duration wait) {
    if (!polling.stop(wait, () -> rounds.forEach(this::putBack))) {
      log.warn("a delivery has not ended in {}: its message is perhaps sent twice", wait);
    }
  }

  private void putBack(Round round) {
    try {
      parts.settlements.write(round.release());
    } catch (Throwable thrown) {
      ApplicationCode.run(
          log,
          () -> "the log",
          () -> log.warn("messages are put back when their leases end", thrown));
    }
  }
}
