package org.conferenceid.spring;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.conferenceid.attendant.CallerGroup;
import org.conferenceid.invitation.DialInNumber;
import org.conferenceid.jdbc.Dialect;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * The properties {@code conference.*}. What is not set is the library's default, which the metadata
 * tells. Immutable.
 *
 * @param quarantine for how long a retired ID is given to nobody
 * @param bridge what callers dial
 * @param mail the messages to users
 * @param store where IDs are kept
 * @param dispatcher how messages are sent by this node
 * @param meetings how meetings are updated by this node
 * @param guessLimits how many failed attempts callers have
 * @param capacity from when on the space of IDs deserves a warning
 * @param audit how long the audit is kept
 * @param rotation the reset of old IDs
 * @param health from when on health is not UP
 * @param web how results look to users of the application's own web interface
 * @since 0.1.0
 */
@ConfigurationProperties("conference")
public record ConferenceProperties(
    @Nullable Duration quarantine,
    @DefaultValue BridgeProperties bridge,
    @DefaultValue Mail mail,
    @DefaultValue Store store,
    @DefaultValue Dispatcher dispatcher,
    @DefaultValue MeetingProperties meetings,
    @DefaultValue GuessLimitProperties guessLimits,
    @DefaultValue Capacity capacity,
    @DefaultValue Audit audit,
    @DefaultValue RotationProperties rotation,
    @DefaultValue Health health,
    @DefaultValue Web web) {

  /**
   * What callers dial.
   *
   * @param numbers the default dial-in numbers, in the order in which they are shown
   * @param meetingUpdateLink the web page that tells how to update meetings
   */
  public record BridgeProperties(
      @DefaultValue List<DialIn> numbers, @Nullable URI meetingUpdateLink) {}

  /**
   * A dial-in number.
   *
   * @param number in international form, grouped as people read it
   * @param label the place or country
   * @param kind whether the caller pays
   */
  public record DialIn(
      @Nullable String number,
      @Nullable String label,
      @DefaultValue("toll") DialInNumber.Kind kind) {}

  /**
   * The messages to users.
   *
   * @param enabled whether users get an e-mail about a change for which the request does not decide
   * @param from the sender: an address, with or without a name
   * @param senderNames the sender's name by language
   * @param replyTo addresses to which answers go
   * @param organization who speaks in the messages, on one line
   * @param support whom to ask, on one line
   * @param defaultLanguage the language for users whose language is not known or not offered
   * @param logo a picture for the head of the messages: PNG, JPEG or GIF of at most 100,000 bytes
   * @param logoDescription what the logo says, for people who do not see it
   */
  public record Mail(
      @DefaultValue("true") boolean enabled,
      @Nullable String from,
      @DefaultValue Map<String, String> senderNames,
      @DefaultValue List<String> replyTo,
      @Nullable String organization,
      @Nullable String support,
      @Nullable Locale defaultLanguage,
      @Nullable Resource logo,
      @Nullable String logoDescription) {}

  /**
   * Where IDs are kept.
   *
   * @param migrate who makes the tables
   * @param tablePrefix what the names of all tables begin with
   * @param dialect the database; found from the first connection if it is not set
   * @param joinTransactions whether the store takes part in Spring's transactions
   */
  public record Store(
      @Nullable Migrate migrate,
      @Nullable String tablePrefix,
      @Nullable Dialect dialect,
      @DefaultValue("true") boolean joinTransactions) {}

  /** Who makes the tables. */
  public enum Migrate {
    /** Flyway, with a history of its own, after the application's migrations. */
    FLYWAY,
    /** The store itself, if they are missing. */
    CREATE,
    /** Somebody else. The tables are checked at the start. */
    NONE
  }

  /**
   * How messages are sent by this node.
   *
   * @param enabled whether this node sends messages, prunes the audit and rotates IDs
   * @param workers how many messages are delivered at once
   * @param pollInterval how often the dispatcher looks for due messages
   * @param batch how many messages a worker leases at once
   * @param lease how long a worker has messages to itself
   * @param deliveryTimeout how long one delivery may take
   * @param messagesPerSecond how many messages are handed to the mail server per second at most
   * @param retry when a message is tried again
   */
  public record Dispatcher(
      @DefaultValue("true") boolean enabled,
      @Nullable Integer workers,
      @Nullable Duration pollInterval,
      @Nullable Integer batch,
      @Nullable Duration lease,
      @Nullable Duration deliveryTimeout,
      @Nullable Double messagesPerSecond,
      @DefaultValue Retry retry) {}

  /**
   * How meetings are updated by this node. It matters where {@code conference-calendar} is there,
   * and a bean that tells where the meetings are.
   *
   * @param enabled whether this node updates the meetings of whoever got another ID
   */
  public record MeetingProperties(@DefaultValue("true") boolean enabled) {}

  /**
   * When a message is tried again.
   *
   * @param initialDelay the delay after the first attempt; it doubles each time
   * @param maxDelay the limit that the doubling stops at
   * @param jitter the share by which a delay is shortened or lengthened at random
   * @param maxAttempts the number of attempts after which a message has failed
   */
  public record Retry(
      @Nullable Duration initialDelay,
      @Nullable Duration maxDelay,
      @Nullable Double jitter,
      @Nullable Integer maxAttempts) {}

  /**
   * How many failed attempts callers have.
   *
   * @param freeAttempts how often a number may fail before it is locked out
   * @param initialLockout how long a number is locked out at first
   * @param maxLockout the longest lock-out
   * @param maxKnownLockout the longest lock-out of a number that was let in not long ago
   * @param forgetAfter after which time without a failed attempt a number's are forgotten
   * @param window the time for which a group of callers has its budget
   * @param budget how many attempts of a group of callers may fail in a window
   * @param knownFor how long a number is known after it was let in
   * @param trackedCallers how many numbers are remembered at most
   * @param knownPerOrganizer how many numbers are known at most because of one organizer's ID
   * @param shared whether all nodes count together, in the store's database
   * @param key at least 32 random bytes in Base64, with which the numbers of callers are encrypted
   *     in that database, the same on all nodes. Without it, a key is made at random and kept in
   *     the database
   */
  public record GuessLimitProperties(
      @Nullable Integer freeAttempts,
      @Nullable Duration initialLockout,
      @Nullable Duration maxLockout,
      @Nullable Duration maxKnownLockout,
      @Nullable Duration forgetAfter,
      @Nullable Duration window,
      @DefaultValue Map<CallerGroup, Integer> budget,
      @Nullable Duration knownFor,
      @Nullable Integer trackedCallers,
      @Nullable Integer knownPerOrganizer,
      @DefaultValue("false") boolean shared,
      @Nullable String key) {

    /**
     * Shows none of the settings, of which one is a secret.
     *
     * @return the name of the type
     */
    @Override
    public String toString() {
      return "GuessLimitProperties";
    }
  }

  /**
   * From when on the space of IDs deserves a warning.
   *
   * @param liveDensity the share of IDs that open a meeting
   * @param occupancy the share of IDs that cannot be assigned
   * @param notice how long before exhaustion at the present rate
   */
  public record Capacity(
      @Nullable Double liveDensity, @Nullable Double occupancy, @Nullable Duration notice) {}

  /**
   * How long the audit is kept.
   *
   * @param retention entries that are older are removed; without it, none is
   * @param cron when they are removed, as Spring's cron expression
   */
  public record Audit(@Nullable Duration retention, @DefaultValue("0 30 2 * * *") String cron) {}

  /**
   * The reset of old IDs.
   *
   * @param olderThan IDs that are older are reset; without it, none is
   * @param batchSize how many are reset each time
   * @param mail whether the users get an e-mail
   * @param cron when they are reset, as Spring's cron expression
   */
  public record RotationProperties(
      @Nullable Duration olderThan,
      @Nullable Integer batchSize,
      @Nullable Boolean mail,
      @DefaultValue("0 0 3 * * *") String cron) {}

  /**
   * From when on health is not UP.
   *
   * @param oldestDue how long a due message may wait
   * @param leasesRunOut how many messages may have a lease that ran out; without it, any number
   * @param failed how many messages may have failed; without it, any number
   * @param oldestMeetings how long a change may wait to stand in meetings; without it, any time
   * @param failedMeetings of how many organizers the meetings may have been given up; without it,
   *     of any number
   */
  public record Health(
      @DefaultValue("15m") Duration oldestDue,
      @Nullable Long leasesRunOut,
      @Nullable Long failed,
      @Nullable Duration oldestMeetings,
      @Nullable Long failedMeetings) {}

  /**
   * How results look to users of the application's own web interface.
   *
   * @param problemDetails whether refusals and exceptions of the library are answered with a
   *     problem (RFC 9457)
   * @param showIds whether JSON shows conference IDs in full; otherwise they are masked
   */
  public record Web(
      @DefaultValue("false") boolean problemDetails, @DefaultValue("false") boolean showIds) {}
}
