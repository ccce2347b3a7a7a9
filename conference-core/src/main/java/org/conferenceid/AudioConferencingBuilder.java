package org.conferenceid;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.conferenceid.administration.Administration;
import org.conferenceid.attendant.AutoAttendant;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.guard.Durations;
import org.conferenceid.guard.GuardedTimeSource;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.InvitationTexts;
import org.conferenceid.invitation.PhoneNumberFormat;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.DialInNumbers;
import org.conferenceid.spi.Metrics;
import org.conferenceid.spi.Notifier;
import org.conferenceid.spi.UserDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Collects what {@link AudioConferencing} is composed of. Store, directory, notifier, and bridge or
 * dial-in numbers must be given. What stands here is what most applications set; each component has
 * more settings at its own builder, which {@link #administration}, {@link #attendant} and {@link
 * #delivery} hand out. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class AudioConferencingBuilder {
  private @Nullable ConferenceStore store;
  private @Nullable UserDirectory directory;
  private @Nullable Notifier notifier;
  private @Nullable DialInNumbers dialInNumbers;
  private boolean sameNumbersForAll;
  private PhoneNumberFormat phoneNumberFormat = PhoneNumberFormat.asWritten();
  private InvitationTexts invitationTexts = InvitationTexts.ofDefaults();
  private final List<Consumer<? super Administration.Builder>> administration = new ArrayList<>();
  private final List<Consumer<? super AutoAttendant.Builder>> attendant = new ArrayList<>();
  private final List<Consumer<? super NotificationDispatcher.Builder>> delivery = new ArrayList<>();

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
   * Sets the dial-in numbers, the same for all users.
   *
   * @param bridge the bridge
   * @return this builder
   */
  public AudioConferencingBuilder bridge(Bridge bridge) {
    this.dialInNumbers = DialInNumbers.sameForAll(bridge);
    this.sameNumbersForAll = true;
    return this;
  }

  /**
   * Sets what tells which dial-in numbers are a user's, in messages and footers. It replaces {@link
   * #bridge}, and is replaced by it.
   *
   * @param newNumbers the numbers by user
   * @return this builder
   */
  public AudioConferencingBuilder dialInNumbers(DialInNumbers newNumbers) {
    this.dialInNumbers = Objects.requireNonNull(newNumbers, "numbers");
    this.sameNumbersForAll = false;
    return this;
  }

  /**
   * Sets how dial-in numbers are shown in the footer. Default: as the application wrote them.
   *
   * @param format the format
   * @return this builder
   */
  public AudioConferencingBuilder phoneNumberFormat(PhoneNumberFormat format) {
    this.phoneNumberFormat = Objects.requireNonNull(format, "format");
    return this;
  }

  /**
   * Sets the words of the footer. Default: those that the library brings.
   *
   * @param texts the words
   * @return this builder
   */
  public AudioConferencingBuilder invitationTexts(InvitationTexts texts) {
    this.invitationTexts = Objects.requireNonNull(texts, "texts");
    return this;
  }

  /**
   * Sets how long a retired ID is given to nobody (B2). Default: 365 days.
   *
   * @param duration positive, at most 36500 days
   * @return this builder
   * @throws InvalidValueException if it is out of that range
   */
  public AudioConferencingBuilder quarantine(Duration duration) {
    Objects.requireNonNull(duration, "duration");
    Durations.require("quarantine", duration);
    return administration(component -> component.quarantine(duration));
  }

  /**
   * Sets whether users get an e-mail about changes for which a request does not decide (S6).
   * Default: {@code true}.
   *
   * @param on whether e-mails are sent
   * @return this builder
   */
  public AudioConferencingBuilder mail(boolean on) {
    return administration(component -> component.mail(on));
  }

  /**
   * Adds somebody who is told of each change after its commit (B9).
   *
   * @param listener the listener
   * @return this builder
   */
  public AudioConferencingBuilder listener(ConferenceListener listener) {
    Objects.requireNonNull(listener, "listener");
    return administration(component -> component.listener(listener));
  }

  /**
   * Sets what learns how often things happen, in all three components. Default: nothing does.
   *
   * @param metrics the metrics
   * @return this builder
   */
  public AudioConferencingBuilder metrics(Metrics metrics) {
    Objects.requireNonNull(metrics, "metrics");
    return administration(component -> component.metrics(metrics))
        .attendant(component -> component.metrics(metrics))
        .delivery(component -> component.metrics(metrics));
  }

  /**
   * Sets where the time comes from in all three components, for tests. Default: {@link
   * TimeSource#system}.
   *
   * @param timeSource the time source
   * @return this builder
   */
  public AudioConferencingBuilder timeSource(TimeSource timeSource) {
    TimeSource guarded = GuardedTimeSource.of(timeSource);
    return administration(component -> component.timeSource(guarded))
        .attendant(component -> component.timeSource(guarded))
        .delivery(component -> component.timeSource(guarded));
  }

  /**
   * Adds settings of the administration.
   *
   * @param customizer called once by {@link #build}, in the order in which they were added
   * @return this builder
   */
  public AudioConferencingBuilder administration(
      Consumer<? super Administration.Builder> customizer) {
    administration.add(Objects.requireNonNull(customizer, "customizer"));
    return this;
  }

  /**
   * Adds settings of the attendant.
   *
   * @param customizer called once by {@link #build}, in the order in which they were added
   * @return this builder
   */
  public AudioConferencingBuilder attendant(Consumer<? super AutoAttendant.Builder> customizer) {
    attendant.add(Objects.requireNonNull(customizer, "customizer"));
    return this;
  }

  /**
   * Adds settings of the dispatcher.
   *
   * @param customizer called once by {@link #build}, in the order in which they were added
   * @return this builder
   */
  public AudioConferencingBuilder delivery(
      Consumer<? super NotificationDispatcher.Builder> customizer) {
    delivery.add(Objects.requireNonNull(customizer, "customizer"));
    return this;
  }

  /**
   * Composes the parts. Touches neither the store nor a mail server.
   *
   * @return a new instance
   * @throws InvalidValueException if a part is missing, or a setting is out of its range
   */
  public AudioConferencing build() {
    ConferenceStore givenStore = required(store, "store");
    UserDirectory givenDirectory = required(directory, "directory");
    DialInNumbers givenNumbers = required(dialInNumbers, "bridge");
    NotificationDispatcher.Builder dispatcherBuilder =
        NotificationDispatcher.builder(givenStore)
            .directory(givenDirectory)
            .notifier(required(notifier, "notifier"))
            .dialInNumbers(givenNumbers);
    delivery.forEach(customizer -> customizer.accept(dispatcherBuilder));
    NotificationDispatcher dispatcher = dispatcherBuilder.build();
    Administration.Builder administrationBuilder =
        Administration.builder(givenStore).directory(givenDirectory).whenQueued(dispatcher::nudge);
    administration.forEach(customizer -> customizer.accept(administrationBuilder));
    AutoAttendant.Builder attendantBuilder = AutoAttendant.builder(givenStore);
    attendant.forEach(customizer -> customizer.accept(attendantBuilder));
    return new AudioConferencing(
        administrationBuilder.build(),
        attendantBuilder.build(),
        dispatcher,
        sameNumbersForAll ? user -> Optional.empty() : givenDirectory,
        givenNumbers,
        phoneNumberFormat,
        invitationTexts);
  }

  private static <T> T required(@Nullable T part, String name) {
    if (part == null) {
      throw new InvalidValueException(name, "must be given to the builder");
    }
    return part;
  }
}
