package org.conferenceid.spring.store;

import java.util.function.Supplier;
import org.conferenceid.spi.ApplicationTransaction;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The transaction of Spring in which a thread is. It counts as over once it has been committed,
 * although Spring shows it as active to those who are told of that: what they change would be in no
 * transaction, and could be lost.
 *
 * <p>As a listener of the transaction managers it learns of each transaction's begin, so that it is
 * told of the commit before the application is, and of every savepoint.
 */
final class SpringTransaction implements ApplicationTransaction, TransactionExecutionListener {
  private final Supplier<@Nullable PlatformTransactionManager> manager;

  /**
   * Takes part in transactions.
   *
   * @param manager of the transactions; asked after a commit only. {@code null} if it is not known
   */
  SpringTransaction(Supplier<@Nullable PlatformTransactionManager> manager) {
    this.manager = manager;
  }

  @Override
  public boolean active() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()
        || !TransactionSynchronizationManager.isSynchronizationActive()) {
      return false;
    }
    CommitTasks present = present();
    return present == null || !present.isOver();
  }

  @Override
  public void afterCommit(Runnable task) {
    CommitTasks present = present();
    if (present == null) {
      present = new CommitTasks(this::runOutside);
      TransactionSynchronizationManager.registerSynchronization(present);
    }
    present.add(task);
  }

  @Override
  public void afterBegin(TransactionExecution transaction, @Nullable Throwable beginFailure) {
    if (beginFailure == null
        && TransactionSynchronizationManager.isSynchronizationActive()
        && present() == null) {
      TransactionSynchronizationManager.registerSynchronization(new CommitTasks(this::runOutside));
    }
  }

  private static @Nullable CommitTasks present() {
    return (CommitTasks)
        TransactionSynchronizationManager.getSynchronizations().stream()
            .filter(CommitTasks.class::isInstance)
            .findFirst()
            .orElse(null);
  }

  /**
   * Runs a task outside the transaction that is over, whose resources are still bound to the
   * thread: what a listener of the application does in a transaction of its own is committed then.
   */
  private void runOutside(Runnable task) {
    PlatformTransactionManager known = manager.get();
    if (known == null) {
      task.run();
      return;
    }
    TransactionTemplate outside = new TransactionTemplate(known);
    outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    outside.executeWithoutResult(status -> task.run());
  }
}
