package org.conferenceid.jdbc;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.conferenceid.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attempts that were given back and are yet to be written to the table: a caller who is let in does
 * not wait for that. What this node has given back counts at once for its own next decisions.
 */
final class GiveBacks {
  private static final Logger log = LoggerFactory.getLogger(JdbcGuessLimiter.class);

  /** What more is given back while the database does not keep up stays counted. */
  private static final int MAX = 10_000;

  private final Executor executor;
  private final Consumer<GivenBack> writer;
  private final Queue<GivenBack> waiting = new ConcurrentLinkedQueue<>();

  /** How many of each caller are not written yet. */
  private final Map<Caller, Integer> open = new ConcurrentHashMap<>();

  private final ReentrantLock writing = new ReentrantLock();

  GiveBacks(Executor executor, Consumer<GivenBack> writer) {
    this.executor = executor;
    this.writer = writer;
  }

  void add(GivenBack attempt) {
    if (open.size() >= MAX) {
      log.debug("an attempt stays counted, because too many wait to be given back");
      return;
    }
    open.merge(attempt.caller(), 1, Integer::sum);
    waiting.add(attempt);
    try {
      executor.execute(this::writeInBackground); // the first task writes all that wait
    } catch (Throwable e) { // of the application's executor
      Transactions.keepInterrupt(e);
      writeInBackground();
    }
  }

  private void writeInBackground() {
    try {
      writeAll();
    } catch (Throwable e) {
      log.debug("attempts stay counted, because they could not be given back", e);
    }
  }

  /** Waits until what this node gave back to a caller is written. */
  void await(Caller caller) {
    if (open.containsKey(caller)) {
      writeAll();
    }
  }

  /** After a failure the rest stays counted, too: a database that is away keeps nobody waiting. */
  void writeAll() {
    writing.lock();
    try {
      for (GivenBack next = waiting.poll(); next != null; next = waiting.poll()) {
        try {
          writer.accept(next);
        } finally {
          close(next);
        }
      }
    } catch (Throwable e) {
      for (GivenBack next = waiting.poll(); next != null; next = waiting.poll()) {
        close(next);
      }
      throw e;
    } finally {
      writing.unlock();
    }
  }

  private void close(GivenBack attempt) {
    open.computeIfPresent(attempt.caller(), (caller, number) -> number == 1 ? null : number - 1);
  }
}
