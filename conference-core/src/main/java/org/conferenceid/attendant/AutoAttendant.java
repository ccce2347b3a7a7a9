package org.conferenceid.attendant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.InvalidConferenceIdException;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lockout;
import org.conferenceid.Lookup;
import org.conferenceid.StoreException;
import org.conferenceid.TimeSource;
import org.conferenceid.guard.GuardedTimeSource;
import org.conferenceid.internal.MetricsRecorder;
import org.conferenceid.internal.Threads;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.GuessLimiter;
import org.conferenceid.spi.Metrics;
import org.conferenceid.spi.Metrics.CallOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Decides for the phone system whether a caller is let in (S2), and stands against guessing (B4).
 *
 * <pre>{@code
 * Admission admission = attendant.admit("483 9201#", Caller.of(callerId));
 * if (admission instanceof Admission.Admitted admitted) {
 *   connect(admitted.organizer());
 * }
 * }</pre>
 *
 * <p>Safe for use by any number of threads. What it answers is true at that moment: an ID that was
 * reset before the call is refused (S9).
 *
 * @since 0.1.0
 */
public final class AutoAttendant {
  private static final int MAX_LOCKOUTS = 1_000;

  private final ConferenceStore store;
  private final GuessLimiter limiter;
  private final CallEvents events;
  private final MetricsRecorder metrics;

  private AutoAttendant(Builder settings) {
    TimeSource time = settings.timeSource;
    this.store = settings.store;
    this.metrics = new MetricsRecorder(settings.metrics, time::nanoTime);
    this.events =
        new CallEvents(
            settings.listeners,
            Threads.callEvents(),
            new LimitedCalls(
                Objects.requireNonNullElseGet(settings.listenerExecutor, Threads::callListeners),
                CallEvents.MAX_HANGING,
                settings.listenerTimeout,
                late -> {}));
    InProcessGuessLimiter own =
        new InProcessGuessLimiter(settings.guessLimits, time::nanoTime, events);
    GuessLimiter plugged = settings.guessLimiter;
    this.limiter =
        plugged == null
            ? own
            : new GuardedGuessLimiter(plugged, own, settings.guessLimiterTimeout, time::nanoTime);
  }

  /**
   * Starts with the default settings.
   *
   * @param store where IDs are looked up
   * @return a new builder
   */
  public static Builder builder(ConferenceStore store) {
    return new Builder(store);
  }

  /**
   * Judges the digits that a caller keyed. They are read as a phone system would: grouping spaces
   * and one trailing {@code #} do not matter. Anything that is not the ID of an enabled user is
   * refused in the same way, whether it is malformed, retired or unknown (B3).
   *
   * <p>A retired or unknown ID counts as a failed attempt of the caller (B4). After too many of
   * them, here or on the whole bridge, the digits are not looked at: see {@link GuessLimits}. What
   * cannot be an ID, such as nothing at all or too few digits, is no guess: it is refused, and
   * neither counts nor is limited.
   *
   * <p>Call it for each ID that is keyed, also for several in one call.
   *
   * @param keyed what the caller keyed
   * @param caller who calls, as the network says
   * @return admitted, with the organizer, or refused, or throttled
   * @throws StoreException if the store cannot be used; it does not count as an attempt, as the
   *     caller has learnt nothing
   */
  public Admission admit(String keyed, Caller caller) {
    Objects.requireNonNull(keyed, "keyed");
    Objects.requireNonNull(caller, "caller");
    Optional<ConferenceId> id = read(keyed);
    return id.isPresent()
        ? metrics.measure(
            () -> judge(id.get(), caller), AutoAttendant::outcome, CallOutcome.ERROR, Metrics::call)
        : metrics.<Admission, CallOutcome>measure(
            Admission.Refused::new, refused -> CallOutcome.NO_ID, CallOutcome.ERROR, Metrics::call);
  }

  /**
   * Returns the callers who are locked out now, for an administrator (B20, B22): people whose
   * number somebody forges are among them.
   *
   * @param limit how many at most; from 1 to 1000
   * @return those with the longest time remaining first
   * @throws InvalidValueException if the limit is out of its range
   * @throws UnsupportedOperationException if the limiter that was plugged in cannot list them
   */
  public List<Lockout> lockouts(int limit) {
    if (limit < 1 || limit > MAX_LOCKOUTS) {
      throw new InvalidValueException("limit", "must be from 1 to " + MAX_LOCKOUTS, "" + limit);
    }
    return limiter.lockouts(limit);
  }

  /**
   * Lifts a caller's lock-out (B20): the failed attempts are forgotten. The number as the network
   * vouches for it and as it only presents it are two callers.
   *
   * @param caller who
   * @return whether the caller was locked out
   * @throws UnsupportedOperationException if the limiter that was plugged in cannot do that
   */
  public boolean lift(Caller caller) {
    return limiter.lift(Objects.requireNonNull(caller, "caller"));
  }

  private static CallOutcome outcome(Admission admission) {
    if (admission instanceof Admission.Admitted) {
      return CallOutcome.ADMITTED;
    }
    return admission instanceof Admission.Throttled ? CallOutcome.THROTTLED : CallOutcome.REFUSED;
  }

  private Admission judge(ConferenceId id, Caller caller) {
    GuessLimiter.Reservation reservation = limiter.reserve(caller);
    if (reservation instanceof GuessLimiter.Denied denied) {
      return new Admission.Throttled(denied.retryAfter());
    }
    GuessLimiter.Granted granted = (GuessLimiter.Granted) reservation;
    Lookup found = lookup(id, granted);
    if (found instanceof Lookup.Active active) {
      granted.admitted(active.owner());
      return new Admission.Admitted(active.owner());
    }
    events.refused(new CallEvents.Refusal(caller, id, found, granted.lockout()));
    return new Admission.Refused();
  }

  private static Optional<ConferenceId> read(String keyed) {
    try {
      return Optional.of(ConferenceId.parse(keyed));
    } catch (InvalidConferenceIdException malformed) {
      return Optional.empty();
    }
  }

  private Lookup lookup(ConferenceId id, GuessLimiter.Granted granted) {
    boolean judged = false;
    try {
      Lookup found = Objects.requireNonNull(store.lookup(id), "lookup");
      judged = true;
      return found;
    } finally {
      if (!judged) {
        granted.withdrawn();
      }
    }
  }

  /** Collects what an {@link AutoAttendant} needs. Not safe for use by several threads. */
  public static final class Builder {
    private final ConferenceStore store;
    private GuessLimits guessLimits = GuessLimits.ofDefaults();
    private @Nullable GuessLimiter guessLimiter;
    private Duration guessLimiterTimeout = Duration.ofSeconds(1);
    private final List<CallListener> listeners = new ArrayList<>();
    private @Nullable Executor listenerExecutor;
    private Duration listenerTimeout = Duration.ofSeconds(10);
    private @Nullable Metrics metrics;
    private TimeSource timeSource = TimeSource.system();

    private Builder(ConferenceStore store) {
      this.store = Objects.requireNonNull(store, "store");
    }

    /**
     * Sets how many failed attempts callers have (B4). Default: {@link GuessLimits#ofDefaults}.
     *
     * @param limits the limits
     * @return this builder
     */
    public Builder guessLimits(GuessLimits limits) {
      this.guessLimits = Objects.requireNonNull(limits, "limits");
      return this;
    }

    /**
     * Sets what counts failed attempts of callers, for instance for several nodes together (B4). It
     * is called on threads of the library's own, at most 64 at once. While it throws or hangs, they
     * are counted in this process by the {@linkplain #guessLimits limits}. Default: they are always
     * counted so.
     *
     * @param limiter the limiter
     * @return this builder
     */
    public Builder guessLimiter(GuessLimiter limiter) {
      this.guessLimiter = Objects.requireNonNull(limiter, "limiter");
      return this;
    }

    /**
     * Sets how long a caller waits for an answer of the {@linkplain #guessLimiter limiter} that was
     * plugged in, before the one in this process decides. Default: 1 second.
     *
     * @param timeout from 1 millisecond to 1 minute
     * @return this builder
     * @throws InvalidValueException if it is out of its range
     */
    public Builder guessLimiterTimeout(Duration timeout) {
      Objects.requireNonNull(timeout, "timeout");
      this.guessLimiterTimeout = requireTimeout("guess limiter timeout", timeout);
      return this;
    }

    /**
     * Adds a listener that learns of callers who guess and callers who use a retired ID (B3, B4).
     * Default: none.
     *
     * @param listener the listener
     * @return this builder
     */
    public Builder listener(CallListener listener) {
      this.listeners.add(Objects.requireNonNull(listener, "listener"));
      return this;
    }

    /**
     * Sets where listeners are called. A thread of the library's own hands it one event after the
     * other, of which 1000 can wait; the rest is dropped. No call waits for it. Default: daemon
     * threads of the library's own.
     *
     * @param executor the executor
     * @return this builder
     */
    public Builder listenerExecutor(Executor executor) {
      this.listenerExecutor = Objects.requireNonNull(executor, "executor");
      return this;
    }

    /**
     * Sets how long a listener may take for an event. Then its thread is interrupted, and the next
     * event goes on. Default: 10 seconds.
     *
     * @param timeout from 1 millisecond to 1 minute
     * @return this builder
     * @throws InvalidValueException if it is out of its range
     */
    public Builder listenerTimeout(Duration timeout) {
      Objects.requireNonNull(timeout, "timeout");
      this.listenerTimeout = requireTimeout("call listener timeout", timeout);
      return this;
    }

    private static Duration requireTimeout(String field, Duration timeout) {
      if (timeout.compareTo(Duration.ofMillis(1)) < 0
          || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
        throw new InvalidValueException(
            field, "must be from 1 millisecond to 1 minute", timeout.toString());
      }
      return timeout;
    }

    /**
     * Sets what learns how often callers are admitted, and how long that takes. Default: nothing
     * does.
     *
     * @param newMetrics the metrics
     * @return this builder
     */
    public Builder metrics(Metrics newMetrics) {
      this.metrics = Objects.requireNonNull(newMetrics, "metrics");
      return this;
    }

    /**
     * Sets where the time comes from, for tests. Default: {@link TimeSource#system}.
     *
     * @param newTimeSource the time source
     * @return this builder
     */
    public Builder timeSource(TimeSource newTimeSource) {
      this.timeSource = GuardedTimeSource.of(newTimeSource);
      return this;
    }

    /**
     * Makes the attendant. Does not touch the store.
     *
     * @return a new attendant
     */
    public AutoAttendant build() {
      return new AutoAttendant(this);
    }
  }
}
