package org.conferenceid;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.conferenceid.attendant.CallListener;
import org.conferenceid.attendant.GuessLimits;
import org.conferenceid.capacity.CapacityThresholds;
import org.conferenceid.delivery.DeliverySettings;
import org.conferenceid.internal.Durations;
import org.conferenceid.internal.GuardedClock;
import org.conferenceid.internal.GuardedRandom;
import org.conferenceid.internal.Sleeper;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.PhoneNumberFormat;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.GuessLimiter;
import org.conferenceid.spi.Metrics;
import org.conferenceid.spi.Notifier;
import org.conferenceid.spi.UserDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Collects the parts and the settings. Store, directory, notifier and bridge must be given. Not
 * safe for use by several threads.
 */
public final class AudioConferencingBuilder {
  @Nullable ConferenceStore store;
  @Nullable UserDirectory directory;
  @Nullable Notifier notifier;
  @Nullable Bridge bridge;
  PhoneNumberFormat phoneNumberFormat = PhoneNumberFormat.asWritten();
  DeliverySettings delivery = DeliverySettings.ofDefaults();
  @Nullable ScheduledExecutorService scheduler;
  @Nullable Executor deliveryExecutor;
  public LongSupplier nanoTime = MachineTime.NANO_TIME;
  DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
  public final List<ConferenceListener> listeners = new ArrayList<>();
  public ConferenceIdGenerator generator = ConferenceIdGenerator.secure();
  public Duration quarantine = Duration.ofDays(365);
  public boolean mail = true;
  CapacityThresholds capacityThresholds = CapacityThresholds.ofDefaults();
  Sleeper sleeper = MachineTime.SLEEPER;
  public GuessLimits guessLimits = GuessLimits.ofDefaults();
  public @Nullable GuessLimiter guessLimiter;
  public Duration guessLimiterTimeout = Duration.ofSeconds(1);
  public final List<CallListener> callListeners = new ArrayList<>();
  public @Nullable Executor callEventExecutor;
  public Duration callListenerTimeout = Duration.ofSeconds(10);
  @Nullable Metrics metrics;

  AudioConferencingBuilder() {}

  /**
   * Sets where everything is kept.
   *
   * @param newStore the store
   * @return this builder
   */
  public AudioConferencingBuilder store(ConferenceStore newStore) {
    this.store = Objects.requireNonNull(newStore, "store");
    return this;
  }

  /**
   * Sets where addresses, names and languages of users are read.
   *
   * @param newDirectory the application's directory
   * @return this builder
   */
  public AudioConferencingBuilder directory(UserDirectory newDirectory) {
    this.directory = Objects.requireNonNull(newDirectory, "directory");
    return this;
  }

  /**
   * Sets what brings messages to users.
   *
   * @param newNotifier the notifier
   * @return this builder
   */
  public AudioConferencingBuilder notifier(Notifier newNotifier) {
    this.notifier = Objects.requireNonNull(newNotifier, "notifier");
    return this;
  }

  /**
   * Sets the default dial-in numbers.
   *
   * @param newBridge the bridge
   * @return this builder
   */
  public AudioConferencingBuilder bridge(Bridge newBridge) {
    this.bridge = Objects.requireNonNull(newBridge, "bridge");
    return this;
  }

  /**
   * Sets how long a retired ID is given to nobody (B2). Default: 365 days.
   *
   * @param duration positive, at most 36500 days
   * @return this builder
   * @throws InvalidValueException if it is out of its range
   */
  public AudioConferencingBuilder quarantine(Duration duration) {
    this.quarantine = Durations.require("quarantine", duration);
    return this;
  }

  /**
   * Switches the e-mails on enabling, reset and disabling on or off (S6). A request can decide
   * otherwise for itself. Default: on.
   *
   * @param on whether e-mails are sent
   * @return this builder
   */
  public AudioConferencingBuilder mail(boolean on) {
    this.mail = on;
    return this;
  }

  /**
   * Adds a listener that learns of each change after its commit (B9). Default: none.
   *
   * @param listener the listener
   * @return this builder
   */
  public AudioConferencingBuilder listener(ConferenceListener listener) {
    this.listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Sets how invitations show phone numbers. Default: as the {@link Bridge} was given them.
   *
   * @param format the format
   * @return this builder
   */
  public AudioConferencingBuilder phoneNumberFormat(PhoneNumberFormat format) {
    this.phoneNumberFormat = Objects.requireNonNull(format, "format");
    return this;
  }

  /**
   * Sets how messages are delivered. Default: {@link DeliverySettings#ofDefaults}.
   *
   * @param settings the settings
   * @return this builder
   */
  public AudioConferencingBuilder delivery(DeliverySettings settings) {
    this.delivery = Objects.requireNonNull(settings, "settings");
    return this;
  }

  /**
   * Sets where new IDs come from. Default: {@link ConferenceIdGenerator#secure()}. Anything that
   * can be predicted lets strangers into meetings.
   *
   * @param newGenerator the generator
   * @return this builder
   */
  public AudioConferencingBuilder generator(ConferenceIdGenerator newGenerator) {
    this.generator = Objects.requireNonNull(newGenerator, "generator");
    return this;
  }

  /**
   * Sets where the started dispatcher polls. The application shuts it down. Default: daemon threads
   * of the library's own, one for each worker.
   *
   * @param executor with a thread for each worker
   * @return this builder
   */
  public AudioConferencingBuilder scheduler(ScheduledExecutorService executor) {
    this.scheduler = Objects.requireNonNull(executor, "executor");
    return this;
  }

  /**
   * Sets where messages are delivered: the directory is asked and the notifier called there, in one
   * task for each message. It must start each task at once, on a thread that can be interrupted:
   * one that runs it on the calling thread does without the delivery time-out. A task that it
   * refuses or drops is a message that is tried again. Default: daemon threads of the library's
   * own.
   *
   * @param executor the executor
   * @return this builder
   */
  public AudioConferencingBuilder deliveryExecutor(Executor executor) {
    this.deliveryExecutor = Objects.requireNonNull(executor, "executor");
    return this;
  }

  /**
   * Sets the clock by which the dispatcher knows how long it has held leases, how many messages it
   * may send, and since when nothing is taken from it; by which a bulk run knows how fast it is; by
   * which failed attempts of callers are forgotten; and by which metrics measure. While it throws,
   * time stands still. Default: {@link System#nanoTime}.
   *
   * @param clock nanoseconds that only grow
   * @return this builder
   */
  public AudioConferencingBuilder nanoTime(LongSupplier clock) {
    this.nanoTime = new GuardedClock(Objects.requireNonNull(clock, "clock"));
    return this;
  }

  /**
   * Sets how a bulk run waits where its rate is limited. Default: the thread sleeps.
   *
   * @param newSleeper the way to wait
   * @return this builder
   */
  public AudioConferencingBuilder sleeper(Sleeper newSleeper) {
    this.sleeper = Objects.requireNonNull(newSleeper, "sleeper");
    return this;
  }

  /**
   * Sets from when on {@link AudioConferencing#capacityReport} warns. Default: {@link
   * CapacityThresholds#ofDefaults}.
   *
   * @param thresholds the thresholds
   * @return this builder
   */
  public AudioConferencingBuilder capacityThresholds(CapacityThresholds thresholds) {
    this.capacityThresholds = Objects.requireNonNull(thresholds, "thresholds");
    return this;
  }

  /**
   * Sets the randomness that spreads retries. Default: {@link ThreadLocalRandom}.
   *
   * @param source numbers from 0 (inclusive) to 1 (exclusive)
   * @return this builder
   */
  public AudioConferencingBuilder retryRandom(DoubleSupplier source) {
    this.random = new GuardedRandom(Objects.requireNonNull(source, "source"));
    return this;
  }

  /**
   * Sets how many failed attempts callers have (B4). Default: {@link GuessLimits#ofDefaults}.
   *
   * @param limits the limits
   * @return this builder
   */
  public AudioConferencingBuilder guessLimits(GuessLimits limits) {
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
  public AudioConferencingBuilder guessLimiter(GuessLimiter limiter) {
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
  public AudioConferencingBuilder guessLimiterTimeout(Duration timeout) {
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
  public AudioConferencingBuilder callListener(CallListener listener) {
    this.callListeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Sets where call listeners are called. A thread of the library's own hands it one event after
   * the other, of which 1000 can wait; the rest is dropped. No call waits for it. Default: daemon
   * threads of the library's own.
   *
   * @param executor the executor
   * @return this builder
   */
  public AudioConferencingBuilder callEventExecutor(Executor executor) {
    this.callEventExecutor = Objects.requireNonNull(executor, "executor");
    return this;
  }

  /**
   * Sets how long a call listener may take for an event. Then its thread is interrupted, and the
   * next event goes on. Default: 10 seconds.
   *
   * @param timeout from 1 millisecond to 1 minute
   * @return this builder
   * @throws InvalidValueException if it is out of its range
   */
  public AudioConferencingBuilder callListenerTimeout(Duration timeout) {
    this.callListenerTimeout = requireTimeout("call listener timeout", timeout);
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
   * Sets what counts and times changes, mails and calls for the application's monitoring. Default:
   * nothing.
   *
   * @param newMetrics the metrics
   * @return this builder
   */
  public AudioConferencingBuilder metrics(Metrics newMetrics) {
    this.metrics = Objects.requireNonNull(newMetrics, "metrics");
    return this;
  }

  /**
   * Makes the instance. Nothing is started yet.
   *
   * @return an instance with the parts and settings given so far
   * @throws InvalidValueException if store, directory, notifier or bridge is missing
   */
  public AudioConferencing build() {
    return new AudioConferencing(this);
  }
}
