package org.conferenceid.delivery;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.conferenceid.InvalidValueException;
import org.conferenceid.StoreException;
import org.conferenceid.TimeSource;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.guard.Durations;
import org.conferenceid.guard.GuardedTimeSource;
import org.conferenceid.internal.MetricsRecorder;
import org.conferenceid.internal.Threads;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.DialInNumbers;
import org.conferenceid.spi.Metrics;
import org.conferenceid.spi.Notifier;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.UserDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Brings the queued messages to the users: in the background after {@link #start}, or on the
 * caller's thread with {@link #deliverDue}.
 *
 * <p>Delivery is at least once. A message is leased, then sent, then acknowledged; if the process
 * dies in between, another dispatcher on the same store sends it when the lease has ended. What the
 * mail server cannot take now is tried again by the {@link RetryPolicy}; what it never will, or was
 * tried often enough, is listed as {@link DeliveryState#FAILED} by the audit, and {@link #resend}
 * tries it again. A message that a later change has made untrue is dropped: the user's state is
 * read right before the message is handed to the notifier.
 *
 * <p>One message harms no other, whatever the directory, the dial-in numbers or the notifier do
 * with it (B23): they may throw anything, answer {@code null}, or hang. After 16 deliveries that
 * hang no more messages are sent until one of them ends; that is the one exception. While the next
 * hop {@linkplain org.conferenceid.spi.Delivery.Unavailable takes nothing from us}, messages wait,
 * and a single one is tried after a growing delay. {@link #status} tells both.
 *
 * <p>Safe for use by any number of threads; any number of dispatchers, in one process or in many,
 * share the work of one store.
 *
 * @since 0.1.0
 */
public final class NotificationDispatcher implements AutoCloseable {
  private static final Duration STOP_WAIT = Duration.ofSeconds(20);

  private final ConferenceStore store;
  private final Outbox outbox;
  private final Round.Parts parts;
  private final Background background;

  private NotificationDispatcher(Builder settings) {
    TimeSource time = settings.timeSource;
    Threads threads = new Threads("dispatcher", settings.scheduler, settings.executor);
    Notifier notifier = required(settings.notifier, "notifier");
    DeliverySettings delivery = settings.settings;
    Attempt attempt =
        new Attempt(
            settings.store,
            required(settings.directory, "directory"),
            required(settings.dialInNumbers, "bridge"),
            notifier,
            delivery.retry(),
            time::jitter);
    this.store = settings.store;
    this.outbox = store.outbox();
    this.parts =
        new Round.Parts(
            delivery,
            new Settlements(outbox),
            new DeliveryThreads(
                attempt,
                notifier,
                new MetricsRecorder(settings.metrics, time::nanoTime),
                delivery.deliveryTimeout(),
                threads.calls()),
            new DeliveryHealth(delivery.retry(), time::jitter, time::nanoTime),
            time::nanoTime);
    this.background = new Background(parts, threads);
  }

  private static <T> T required(@Nullable T part, String name) {
    if (part == null) {
      throw new InvalidValueException(name, "must be given to the builder");
    }
    return part;
  }

  /**
   * Starts with the default settings.
   *
   * @param store where messages wait
   * @return a new builder
   */
  public static Builder builder(ConferenceStore store) {
    return new Builder(store);
  }

  /**
   * Delivers what is due now, until nothing is or the {@linkplain
   * DeliverySettings#messagesPerSecond limit of messages per second} is reached. Returns when that
   * is done. It must not be called in a transaction of the application.
   *
   * <p>If this thread is interrupted, the messages that have not been handed to the notifier are
   * put back untouched. One that the notifier has at that moment stays leased, and is sent again
   * when the lease has ended.
   *
   * @return what was done
   * @throws StoreException if the store cannot be used; what was sent is acknowledged when it can
   *     be used again
   * @throws IllegalStateException in a transaction of the application
   */
  public DispatchReport deliverDue() {
    if (store.inApplicationTransaction()) {
      throw new IllegalStateException(
          "messages must not be delivered in a transaction of the application, because a mail cannot"
              + " be rolled back; nothing was sent");
    }
    Thread caller = Thread.currentThread();
    Round round = new Round(parts, () -> !caller.isInterrupted());
    boolean unused = round.run();
    return round.report();
  }

  /**
   * Starts to deliver in the background. Does nothing if it was started before.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the application gave an executor
   *     that has been shut down
   */
  public void start() {
    background.start();
  }

  /**
   * Makes a started dispatcher look for due messages at once. The library does so after each change
   * that it commits itself; call it after changes in transactions of your own.
   */
  public void nudge() {
    background.nudge();
  }

  /** Stops as {@link #stop(Duration)} does, and waits for 20 seconds at most. */
  public void stop() {
    stop(STOP_WAIT);
  }

  /**
   * Stops to deliver in the background. Messages that have not been handed to the notifier are put
   * back at once. Those that the notifier has are waited for; one whose delivery does not end in
   * time stays leased, and is sent again when the lease has ended, because nobody knows whether it
   * was sent. Does nothing if it was not started.
   *
   * @param wait how long to wait at most, from zero to 36500 days
   * @throws InvalidValueException if it is out of its range
   */
  public void stop(Duration wait) {
    Objects.requireNonNull(wait, "wait");
    background.stop(Durations.requireNotNegative("time to wait", wait));
  }

  /** The same as {@link #stop()}. */
  @Override
  public void close() {
    stop();
  }

  /**
   * Returns how it is at this moment. Takes no lock that a delivery holds, and does not ask the
   * store.
   *
   * @return what a health check can show
   */
  public DispatcherStatus status() {
    DispatcherStatus.Builder status =
        new DispatcherStatus.Builder()
            .running(background.isRunning())
            .hangingDeliveries(parts.threads.hanging());
    parts.describeLastRound(status);
    parts.health.describe(status);
    return status.build();
  }

  /**
   * Queues messages again that have {@linkplain DeliveryState#FAILED failed}, due at once.
   *
   * @param numbers the numbers of their audit entries
   * @return how many of them had failed and are queued now
   * @throws StoreException if the store cannot be used
   */
  public int resend(long... numbers) {
    Objects.requireNonNull(numbers, "numbers");
    int queued = outbox.resend(Arrays.stream(numbers).boxed().toList());
    nudge();
    return queued;
  }

  /**
   * Collects what a {@link NotificationDispatcher} needs. Directory, notifier, and bridge or
   * dial-in numbers must be given. Not safe for use by several threads.
   */
  public static final class Builder {
    private final ConferenceStore store;
    private @Nullable UserDirectory directory;
    private @Nullable Notifier notifier;
    private @Nullable DialInNumbers dialInNumbers;
    private DeliverySettings settings = DeliverySettings.ofDefaults();
    private @Nullable ScheduledExecutorService scheduler;
    private @Nullable Executor executor;
    private @Nullable Metrics metrics;
    private TimeSource timeSource = TimeSource.system();

    private Builder(ConferenceStore store) {
      this.store = Objects.requireNonNull(store, "store");
    }

    /**
     * Sets where addresses, names and languages of users are read.
     *
     * @param newDirectory the application's directory
     * @return this builder
     */
    public Builder directory(UserDirectory newDirectory) {
      this.directory = Objects.requireNonNull(newDirectory, "directory");
      return this;
    }

    /**
     * Sets what brings messages to users.
     *
     * @param newNotifier the notifier
     * @return this builder
     */
    public Builder notifier(Notifier newNotifier) {
      this.notifier = Objects.requireNonNull(newNotifier, "notifier");
      return this;
    }

    /**
     * Sets the dial-in numbers that stand in the messages, the same for all users.
     *
     * @param bridge the bridge
     * @return this builder
     */
    public Builder bridge(Bridge bridge) {
      return dialInNumbers(DialInNumbers.sameForAll(bridge));
    }

    /**
     * Sets what tells which dial-in numbers stand in a user's messages. It replaces {@link
     * #bridge}, and is replaced by it.
     *
     * @param newNumbers the numbers by user
     * @return this builder
     */
    public Builder dialInNumbers(DialInNumbers newNumbers) {
      this.dialInNumbers = Objects.requireNonNull(newNumbers, "numbers");
      return this;
    }

    /**
     * Sets how messages are delivered. Default: {@link DeliverySettings#ofDefaults}.
     *
     * @param newSettings the settings
     * @return this builder
     */
    public Builder settings(DeliverySettings newSettings) {
      this.settings = Objects.requireNonNull(newSettings, "settings");
      return this;
    }

    /**
     * Sets where the started dispatcher polls. The application shuts it down. Default: daemon
     * threads of the library's own, one for each worker.
     *
     * @param newScheduler with a thread for each worker
     * @return this builder
     */
    public Builder scheduler(ScheduledExecutorService newScheduler) {
      this.scheduler = Objects.requireNonNull(newScheduler, "scheduler");
      return this;
    }

    /**
     * Sets where messages are delivered: the directory is asked and the notifier called there. It
     * must start each task at once, on a thread that can be interrupted: one that runs it on the
     * calling thread does without the delivery time-out. Default: daemon threads of the library's
     * own.
     *
     * @param newExecutor the executor
     * @return this builder
     */
    public Builder executor(Executor newExecutor) {
      this.executor = Objects.requireNonNull(newExecutor, "executor");
      return this;
    }

    /**
     * Sets what learns how often messages are sent, and how long that takes. Default: nothing does.
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
     * Makes the dispatcher. Nothing is started, and the store is not touched.
     *
     * @return a new dispatcher
     * @throws InvalidValueException if directory, notifier, or both bridge and dial-in numbers are
     *     missing
     */
    public NotificationDispatcher build() {
      return new NotificationDispatcher(this);
    }
  }
}
