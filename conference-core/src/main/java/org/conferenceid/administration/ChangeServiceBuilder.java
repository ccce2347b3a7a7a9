package org.conferenceid.administration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.ConferenceListener;
import org.conferenceid.InvalidValueException;
import org.conferenceid.TimeSource;
import org.conferenceid.guard.Durations;
import org.conferenceid.guard.GuardedTimeSource;
import org.conferenceid.internal.ChangeExecutor;
import org.conferenceid.internal.MetricsRecorder;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Metrics;
import org.conferenceid.spi.UserDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the services that change IDs need. Only the store must be given. Not safe for use
 * by several threads.
 *
 * @param <B> the kind of builder
 * @since 0.1.0
 */
public abstract sealed class ChangeServiceBuilder<B extends ChangeServiceBuilder<B>>
    permits Administration.Builder, ResetService.Builder {
  final ConferenceStore store;
  Optional<UserDirectory> directory = Optional.empty();
  Duration quarantine = Duration.ofDays(365);
  TimeSource timeSource = TimeSource.system();
  private ConferenceIdGenerator generator = ConferenceIdGenerator.secure();
  private boolean mail = true;
  private final List<ConferenceListener> listeners = new ArrayList<>();
  private @Nullable Metrics metrics;
  private Runnable whenQueued = () -> {};

  ChangeServiceBuilder(ConferenceStore store) {
    this.store = Objects.requireNonNull(store, "store");
  }

  abstract B self();

  ChangeExecutor executor() {
    return new ChangeExecutor(
        store,
        new ChangeExecutor.Settings(
            generator, quarantine, mail, List.copyOf(listeners), whenQueued),
        new MetricsRecorder(metrics, timeSource::nanoTime));
  }

  /**
   * Sets where a preview reads who would get mail. Without it, a preview cannot tell.
   *
   * @param newDirectory the application's directory
   * @return this builder
   */
  public B directory(UserDirectory newDirectory) {
    this.directory = Optional.of(Objects.requireNonNull(newDirectory, "directory"));
    return self();
  }

  /**
   * Sets how long a retired ID is given to nobody (B2). Default: 365 days.
   *
   * @param duration positive, at most 36500 days
   * @return this builder
   * @throws InvalidValueException if it is out of that range
   */
  public B quarantine(Duration duration) {
    Objects.requireNonNull(duration, "duration");
    this.quarantine = Durations.require("quarantine", duration);
    return self();
  }

  /**
   * Sets whether users get an e-mail about changes for which a request does not decide (S6).
   * Default: {@code true}.
   *
   * @param on whether e-mails are sent
   * @return this builder
   */
  public B mail(boolean on) {
    this.mail = on;
    return self();
  }

  /**
   * Adds somebody who is told of each change after its commit (B9).
   *
   * @param listener the listener
   * @return this builder
   */
  public B listener(ConferenceListener listener) {
    this.listeners.add(Objects.requireNonNull(listener, "listener"));
    return self();
  }

  /**
   * Sets where IDs are drawn. Default: {@link ConferenceIdGenerator#secure}.
   *
   * @param newGenerator the generator
   * @return this builder
   */
  public B generator(ConferenceIdGenerator newGenerator) {
    this.generator = Objects.requireNonNull(newGenerator, "generator");
    return self();
  }

  /**
   * Sets what learns how often changes happen, and how they end. Default: nothing does.
   *
   * @param newMetrics the metrics
   * @return this builder
   */
  public B metrics(Metrics newMetrics) {
    this.metrics = Objects.requireNonNull(newMetrics, "metrics");
    return self();
  }

  /**
   * Sets where the time comes from, for tests. Default: {@link TimeSource#system}.
   *
   * @param newTimeSource the time source
   * @return this builder
   */
  public B timeSource(TimeSource newTimeSource) {
    this.timeSource = GuardedTimeSource.of(newTimeSource);
    return self();
  }

  /**
   * Sets what is run after the commit of changes that may have queued messages: {@code
   * dispatcher::nudge} of a dispatcher in this process, so that mail goes out without waiting for
   * the next poll. Default: nothing.
   *
   * @param action must be quick; whatever it throws is logged
   * @return this builder
   */
  public B whenQueued(Runnable action) {
    this.whenQueued = Objects.requireNonNull(action, "action");
    return self();
  }
}
