package org.conferenceid.calendar.caldav;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.conferenceid.InvalidValueException;
import org.conferenceid.TimeSource;
import org.conferenceid.UserId;
import org.conferenceid.calendar.Destination;
import org.conferenceid.calendar.caldav.DavClient.Answer;
import org.conferenceid.calendar.caldav.DavClient.Request;
import org.conferenceid.calendar.follower.Meetings;
import org.conferenceid.calendar.follower.StoredMeeting;
import org.conferenceid.guard.Durations;
import org.conferenceid.guard.GuardedTimeSource;
import org.conferenceid.internal.RateLimiter;
import org.jspecify.annotations.Nullable;

/**
 * Meetings on a CalDAV server (RFC 4791).
 *
 * <pre>{@code
 * Meetings meetings =
 *     CalDavMeetings.builder(
 *             user ->
 *                 Optional.of(
 *                     CalDavAccount.withPassword(
 *                         URI.create("https://calendar.example.org/" + user.value() + "/"),
 *                         "conference-service",
 *                         password)))
 *         .build();
 * }</pre>
 *
 * <p>A meeting is saved only if it is still as it was read: {@code If-Match} with its ETag, and
 * {@code If-Schedule-Tag-Match} if the server has one (RFC 6638 section 3.2.10). A server that
 * schedules by itself tells the invitees of the change, see {@link #tellsInvitees}.
 *
 * <p>Credentials go to the account's own scheme, host and port alone, whatever the server says, and
 * stand in no message and no log. Answers have a limit of size and of time. No document type and no
 * entity of an answer is read.
 *
 * <p>Whatever goes wrong is a {@link CalDavException}. Safe for use by any number of threads.
 *
 * @since 0.1.0
 */
public final class CalDavMeetings implements Meetings {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String QUERY =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">\
      <D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name="VCALENDAR">\
      <C:comp-filter name="VEVENT"><C:time-range start="%s"/></C:comp-filter>\
      </C:comp-filter></C:filter></C:calendar-query>
      """;

  private static final String AUTO_SCHEDULE = "calendar-auto-schedule";
  private static final int MULTISTATUS = 207;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int CHANGED = 412;

  private final CalDavAccounts accounts;
  private final DavClient client;

  private CalDavMeetings(Builder settings) {
    this.accounts = settings.accounts;
    HttpClient http = settings.httpClient;
    TimeSource time = settings.timeSource;
    this.client =
        new DavClient(
            http != null
                ? http
                : HttpClient.newBuilder().connectTimeout(settings.requestTimeout).build(),
            settings.requestTimeout,
            settings.maxBytes,
            settings.plainHttp,
            new RateLimiter(settings.requestsPerSecond, Duration.ofSeconds(1), time::nanoTime),
            time);
  }

  /**
   * Starts with the default settings.
   *
   * @param accounts where organizers have their calendars
   * @return a new builder
   */
  public static Builder builder(CalDavAccounts accounts) {
    return new Builder(Objects.requireNonNull(accounts, "accounts"));
  }

  /**
   * {@inheritDoc}
   *
   * @throws CalDavException if the calendars cannot be found or read
   */
  @Override
  public List<String> find(UserId organizer, Instant from) {
    Objects.requireNonNull(organizer, "organizer");
    Objects.requireNonNull(from, "from");
    Optional<CalDavAccount> account = account(organizer);
    if (account.isEmpty()) {
      return List.of();
    }
    Set<String> names = new LinkedHashSet<>();
    Request query = Request.xml("REPORT", 1, QUERY.replace("%s", UTC.format(from)));
    for (URI calendar : new Discovery(client, account.get()).find()) {
      Answer answer = client.send(account.get(), calendar, query).successful("REPORT");
      if (answer.status() != MULTISTATUS) {
        throw new CalDavException("REPORT was answered by HTTP " + answer.status(), null);
      }
      for (Multistatus.Response found : Multistatus.read(answer.response().body())) {
        if (found.isCutOff()) {
          throw new CalDavException("the server leaves meetings out: there are too many", null);
        }
        if (found.isThere()) {
          names.add(DavClient.resolved(answer.address(), found.href()).toString());
        }
      }
    }
    return List.copyOf(names);
  }

  /**
   * {@inheritDoc}
   *
   * @throws CalDavException if the meeting cannot be read
   */
  @Override
  public Optional<StoredMeeting> read(UserId organizer, String name) {
    Objects.requireNonNull(organizer, "organizer");
    Objects.requireNonNull(name, "name");
    Answer answer = client.send(known(organizer), address(name), Request.get());
    if (answer.status() == NOT_FOUND || answer.status() == GONE) {
      return Optional.empty();
    }
    Answer found = answer.successful("GET");
    return Optional.of(
        StoredMeeting.of(
            name,
            found.header("ETag") + "\n" + found.header("Schedule-Tag"),
            found.response().body()));
  }

  /**
   * {@inheritDoc}
   *
   * @throws CalDavException if the meeting cannot be saved, or was read without an ETag
   */
  @Override
  public boolean save(UserId organizer, StoredMeeting read, byte[] content) {
    Objects.requireNonNull(organizer, "organizer");
    Objects.requireNonNull(read, "read");
    Objects.requireNonNull(content, "content");
    String[] tags = read.revision().split("\n", -1);
    if (tags.length != 2 || tags[0].isEmpty()) {
      throw new CalDavException("the server gave no ETag, without which nothing is saved", null);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "text/calendar; charset=utf-8");
    headers.put("If-Match", tags[0]);
    if (!tags[1].isEmpty()) {
      headers.put("If-Schedule-Tag-Match", tags[1]);
    }
    Answer answer =
        client.send(
            known(organizer),
            address(read.name()),
            new Request("PUT", headers, BodyPublishers.ofByteArray(content.clone())));
    if (answer.status() == CHANGED || answer.status() == NOT_FOUND) {
      return false;
    }
    Answer unused = answer.successful("PUT");
    return true;
  }

  /**
   * Returns whether the server tells the invitees of a meeting that is saved, by itself (RFC 6638).
   * Where it does not, the application may mail them the updated meeting; where it does, a mail
   * would be the second one.
   *
   * @param organizer the organizer
   * @return {@code false} also for somebody without a calendar
   * @throws CalDavException if the server cannot be asked
   */
  public boolean tellsInvitees(UserId organizer) {
    Objects.requireNonNull(organizer, "organizer");
    Optional<CalDavAccount> account = account(organizer);
    if (account.isEmpty()) {
      return false;
    }
    Request options = new Request("OPTIONS", Map.of(), BodyPublishers.noBody());
    for (URI calendar : new Discovery(client, account.get()).find()) {
      Answer answer = client.send(account.get(), calendar, options).successful("OPTIONS");
      if (!answer.offers(AUTO_SCHEDULE)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Destination destination() {
    return Destination.CALDAV;
  }

  private Optional<CalDavAccount> account(UserId organizer) {
    return Objects.requireNonNull(accounts.find(organizer), "account");
  }

  private CalDavAccount known(UserId organizer) {
    return account(organizer)
        .orElseThrow(() -> new CalDavException("the organizer has no calendar any more", null));
  }

  private static URI address(String name) {
    try {
      return URI.create(name);
    } catch (IllegalArgumentException e) {
      throw new CalDavException("this is no name of a meeting on a CalDAV server", null);
    }
  }

  @Override
  public String toString() {
    return "CalDavMeetings";
  }

  /** Collects the settings of {@link CalDavMeetings}. Not safe for use by several threads. */
  public static final class Builder {
    private static final Duration MAX_TIMEOUT = Duration.ofDays(1);
    private static final int MEBIBYTE = 1024 * 1024;

    private final CalDavAccounts accounts;
    private @Nullable HttpClient httpClient;
    private Duration requestTimeout = Duration.ofSeconds(30);
    private double requestsPerSecond = 20;
    private int maxBytes = 16 * MEBIBYTE;
    private boolean plainHttp;
    private TimeSource timeSource = GuardedTimeSource.of(TimeSource.system());

    private Builder(CalDavAccounts accounts) {
      this.accounts = accounts;
    }

    /**
     * Sets the client, such as for a proxy or certificates of your own. Default: one that uses the
     * JDK's certificates.
     *
     * @param newClient a client that follows no redirects, as is its default: it would take the
     *     credentials to other hosts
     * @return this builder
     * @throws InvalidValueException if it follows redirects
     */
    public Builder httpClient(HttpClient newClient) {
      Objects.requireNonNull(newClient, "client");
      if (newClient.followRedirects() != HttpClient.Redirect.NEVER) {
        throw new InvalidValueException("HTTP client", "must follow no redirects by itself");
      }
      this.httpClient = newClient;
      return this;
    }

    /**
     * Sets how long a request may take, with all of its answer. Default: 30 seconds.
     *
     * @param timeout positive, at most one day
     * @return this builder
     * @throws InvalidValueException if it is out of its range
     */
    public Builder requestTimeout(Duration timeout) {
      Objects.requireNonNull(timeout, "timeout");
      this.requestTimeout = Durations.require("request timeout", timeout, MAX_TIMEOUT);
      return this;
    }

    /**
     * Sets how many requests are sent in a second at most, to all servers together. A meeting takes
     * one or two. Default: 20.
     *
     * @param requests positive; {@link Double#POSITIVE_INFINITY} for no limit
     * @return this builder
     * @throws InvalidValueException if it is not positive
     */
    public Builder requestsPerSecond(double requests) {
      if (!(requests > 0)) {
        throw new InvalidValueException("requests a second", "must be positive", "" + requests);
      }
      this.requestsPerSecond = requests;
      return this;
    }

    /**
     * Sets how many bytes an answer may have, such as a meeting or the list of meetings of a
     * calendar. Default: 16 MiB.
     *
     * @param bytes at least 1
     * @return this builder
     * @throws InvalidValueException if it is less than 1
     */
    public Builder maxBytes(int bytes) {
      if (bytes < 1) {
        throw new InvalidValueException("bytes of an answer", "must be at least 1", "" + bytes);
      }
      this.maxBytes = bytes;
      return this;
    }

    /**
     * Allows addresses with {@code http}, over which everybody on the way reads the credentials:
     * for a server on the same machine, or behind a proxy that encrypts. Default: {@code https}
     * only.
     *
     * @return this builder
     */
    public Builder allowPlainHttp() {
      this.plainHttp = true;
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
     * Makes the meetings. Nothing is connected to yet.
     *
     * @return new meetings
     */
    public CalDavMeetings build() {
      return new CalDavMeetings(this);
    }
  }
}
