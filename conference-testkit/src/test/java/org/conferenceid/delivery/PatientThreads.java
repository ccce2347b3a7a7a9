package org.conferenceid.delivery;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/**
 * A thread for each task, which has ended or hangs before the next task is taken: so a limit of
 * time, however short, only ever ends tasks that hang, on the slowest machine.
 */
final class PatientThreads implements Executor {
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile CompletableFuture<Void> hangs = new CompletableFuture<>();

  @Override
  public void execute(Runnable task) {
    CompletableFuture<Void> hanging = new CompletableFuture<>();
    hangs = hanging;
    CompletableFuture<Void> done =
        CompletableFuture.runAsync(task, command -> new Thread(command).start());
    CompletableFuture.anyOf(done.exceptionally(thrown -> null), hanging).join();
  }

  /** Hangs, on a thread of these, whatever interrupts it, until it is released. */
  void hang() {
    hangs.complete(null);
    boolean over = false;
    while (!over) {
      try {
        released.await();
        over = true;
      } catch (InterruptedException ignored) {
        // that is what it does
      }
    }
  }

  /** Lets go of whatever hangs. */
  void release() {
    released.countDown();
  }
}
