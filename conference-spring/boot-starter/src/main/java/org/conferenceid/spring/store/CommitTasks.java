package org.conferenceid.spring.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * What is to be done after the commit of one transaction. A roll-back to a savepoint takes back
 * what came after that savepoint. Used by one thread.
 */
final class CommitTasks implements TransactionSynchronization {
  private final Consumer<Runnable> runner;
  private final List<Runnable> tasks = new ArrayList<>();
  private final List<Savepoint> savepoints = new ArrayList<>();
  private boolean over;

  CommitTasks(Consumer<Runnable> runner) {
    this.runner = runner;
  }

  /** A savepoint, and how many tasks there were before it. */
  private record Savepoint(Object key, int tasks) {}

  void add(Runnable task) {
    tasks.add(task);
  }

  /** Returns whether the transaction has ended, although Spring still shows it to the thread. */
  boolean isOver() {
    return over;
  }

  /** Before the application's own: they meet a transaction that is over. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public void savepoint(Object key) {
    savepoints.add(new Savepoint(key, tasks.size()));
  }

  @Override
  public void savepointRollback(Object key) {
    int known = savepoints.size() - 1;
    while (known >= 0 && savepoints.get(known).key() != key) {
      known--;
    }
    // One that is not known is older than all that is known here.
    int kept = known < 0 ? 0 : savepoints.get(known).tasks();
    tasks.subList(kept, tasks.size()).clear();
    savepoints.subList(known + 1, savepoints.size()).clear();
  }

  @Override
  public void afterCommit() {
    over = true;
    List<Runnable> due = List.copyOf(tasks);
    tasks.clear();
    if (!due.isEmpty()) {
      runner.accept(() -> due.forEach(Runnable::run));
    }
  }

  /** What was committed is told even if another synchronization kept {@link #afterCommit} off. */
  @Override
  public void afterCompletion(int status) {
    over = true;
    if (status == STATUS_COMMITTED) {
      afterCommit();
    }
  }
}
