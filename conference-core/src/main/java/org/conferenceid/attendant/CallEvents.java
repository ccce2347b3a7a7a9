package org.conferenceid.attendant;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.Lookup;
import org.conferenceid.guard.ApplicationCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what the listeners may learn about calls to a thread of the library's own, which has them
 * called one after the other. So nothing that a listener or its executor does harms a call (B23).
 */
final class CallEvents {
  static final int MAX_HANGING = 16;
  private static final Logger log = LoggerFactory.getLogger("org.conferenceid.attendant");

  private final List<CallListener> listeners;
  private final Executor queue;
  private final LimitedCalls calls;
  private final AtomicLong dropped = new AtomicLong();

  /**
   * Takes listeners.
   *
   * @param queue never waits; throws what is too much
   */
  CallEvents(List<CallListener> listeners, Executor queue, LimitedCalls calls) {
    this.listeners = List.copyOf(listeners);
    this.queue = queue;
    this.calls = calls;
  }

  void attackBegan(CallerGroup group, boolean attested) {
    later(
        () -> {
          log.warn("IDs are being guessed by callers of the group {}", named(group, attested));
          publish(new CallEvent.AttackBegan(group, attested));
        });
  }

  void attackEnded(CallerGroup group, boolean attested) {
    later(
        () -> {
          log.info("IDs are no longer guessed by callers of the group {}", named(group, attested));
          publish(new CallEvent.AttackEnded(group, attested));
        });
  }

  private static String named(CallerGroup group, boolean attested) {
    return attested ? group + " (attested)" : group.toString();
  }

  /**
   * A caller was refused. What the keyed ID is decides nothing here: the same is done for every
   * one, so that the caller's answer takes no longer for a retired one (B3).
   */
  void refused(Refusal refusal) {
    later(
        () -> {
          refusal
              .lockout()
              .ifPresent(time -> publish(new CallEvent.CallerLockedOut(refusal.caller(), time)));
          if (refusal.found() instanceof Lookup.Retired retired) {
            publish(
                new CallEvent.RetiredIdUsed(
                    refusal.id(), retired.lastOwner(), retired.retiredAt(), refusal.caller()));
          }
        });
  }

  private void later(Runnable task) {
    try {
      queue.execute(task);
    } catch (Throwable e) {
      if (dropped.getAndIncrement() == 0) {
        log.warn("call listeners are too slow, events are dropped");
      }
      return;
    }
    long lost = dropped.getAndSet(0);
    if (lost > 0) {
      log.warn("{} call events were dropped", lost);
    }
  }

  private void publish(CallEvent event) {
    for (CallListener listener : listeners) {
      try {
        calls.call(
            () -> {
              listener.onCallEvent(event);
              return true;
            },
            late -> {});
      } catch (InterruptedException | TimeoutException | ExecutionException e) {
        ApplicationCode.failed(
            log, "call listener " + listener.getClass().getName() + " on " + event, e);
      }
      Thread.interrupted(); // the thread is the library's own, whoever interrupted it
    }
  }

  /** All that is known of an attempt that failed. */
  record Refusal(Caller caller, ConferenceId id, Lookup found, Optional<Duration> lockout) {}
}
