package org.conferenceid;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what the listeners may learn about calls to another thread. */
final class CallEvents {
  private static final Logger log = LoggerFactory.getLogger(AutoAttendant.class);

  private final List<CallListener> listeners;
  private final Executor executor;
  private final AtomicLong dropped = new AtomicLong();

  CallEvents(List<CallListener> listeners, Executor executor) {
    this.listeners = List.copyOf(listeners);
    this.executor = executor;
  }

  void attackBegan(CallerGroup group) {
    later(
        () -> {
          log.warn("IDs are being guessed by callers of the group {}", group);
          publish(new CallEvent.AttackBegan(group));
        });
  }

  void attackEnded(CallerGroup group) {
    later(
        () -> {
          log.info("IDs are no longer guessed by callers of the group {}", group);
          publish(new CallEvent.AttackEnded(group));
        });
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
                    refusal.id().orElseThrow(),
                    retired.lastOwner(),
                    retired.retiredAt(),
                    refusal.caller()));
          }
        });
  }

  private void later(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      if (dropped.getAndIncrement() == 0) {
        log.warn("call listeners are too slow or their executor is shut down, events are dropped");
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
        listener.onCallEvent(event);
      } catch (RuntimeException e) {
        log.error("call listener {} failed on {}", listener, event, e);
      }
    }
  }

  /** All that is known of an attempt that failed. */
  record Refusal(
      Caller caller, Optional<ConferenceId> id, Lookup found, Optional<Duration> lockout) {}
}
