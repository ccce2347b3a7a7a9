package org.conferenceid.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call of the application's code that is made on a thread of its own and may be given up. What
 * comes after that has no effect.
 */
final class TimedCall<T> implements Runnable {

  /** How far a call has come. */
  enum Stage {
    /** No thread has taken it up. */
    WAITING,
    /** It is being made, and can still be kept from what cannot be taken back. */
    BEGUN,
    /** What cannot be taken back has begun. */
    HANDED_OVER,
    /** There is a result. */
    ENDED
  }

  private final Function<BooleanSupplier, T> work;
  private final Consumer<T> afterwards;
  private final AtomicInteger hanging;
  private final Thread owner = Thread.currentThread();
  private final CountDownLatch over = new CountDownLatch(1);

  private Stage stage = Stage.WAITING;
  private boolean givenUp;
  private @Nullable Thread thread;
  private @Nullable T result;

  /**
   * A call.
   *
   * @param work what is called; it is given what to ask before it does what cannot be taken back
   * @param afterwards gets the result, on the same thread
   * @param hanging counts the calls that were given up and keep their thread
   */
  TimedCall(Function<BooleanSupplier, T> work, Consumer<T> afterwards, AtomicInteger hanging) {
    this.work = work;
    this.afterwards = afterwards;
    this.hanging = hanging;
  }

  @Override
  public void run() {
    if (!begin()) {
      return;
    }
    try {
      T made = work.apply(this::handOver);
      if (end(made)) {
        afterwards.accept(made);
      }
    } finally {
      leave();
    }
  }

  private synchronized boolean begin() {
    if (givenUp || stage != Stage.WAITING) {
      return false;
    }
    stage = Stage.BEGUN;
    thread = Thread.currentThread();
    return true;
  }

  private synchronized boolean handOver() {
    if (givenUp) {
      return false;
    }
    forgetInterruption(); // whoever was asked before may have left one
    stage = Stage.HANDED_OVER;
    return true;
  }

  private synchronized boolean end(T made) {
    if (givenUp) {
      return false;
    }
    stage = Stage.ENDED;
    result = made;
    return true;
  }

  private synchronized void leave() {
    thread = null;
    forgetInterruption(); // the thread's next task has nothing to do with it
    if (givenUp) {
      hanging.decrementAndGet();
    }
    over.countDown();
  }

  /** Unless the waiting thread makes the call itself: its interruption is meant for us. */
  private void forgetInterruption() {
    if (Thread.currentThread() != owner) {
      boolean unused = Thread.interrupted();
    }
  }

  /** Waits until the call is over, and tells whether it is. */
  boolean await(Duration time) throws InterruptedException {
    return over.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  synchronized Stage stage() {
    return stage;
  }

  synchronized Optional<T> result() {
    return Optional.ofNullable(result);
  }

  /**
   * Gives the call up, if it is not over, and interrupts its thread.
   *
   * @param handedOverToo whether to do so after what cannot be taken back has begun
   * @return how far it had come
   */
  synchronized Stage giveUp(boolean handedOverToo) {
    boolean spared = stage == Stage.HANDED_OVER && !handedOverToo;
    if (!spared && !givenUp && over.getCount() > 0) {
      givenUp = true;
      if (thread != null) {
        hanging.incrementAndGet();
        thread.interrupt();
      }
    }
    return stage;
  }
}
