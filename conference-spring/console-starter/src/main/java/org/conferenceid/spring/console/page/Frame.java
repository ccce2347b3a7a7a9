package org.conferenceid.spring.console.page;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.spring.console.ConsoleRole;

/**
 * What is around a page, and for whom it is: templates read it as {@code frame}. Immutable.
 *
 * @since 0.1.0
 */
public final class Frame {
  /** The name under which templates find it. */
  public static final String NAME = "frame";

  private static final char LEFT_TO_RIGHT = '\u2066';
  private static final char END_OF_DIRECTION = '\u2069';

  private final String path;
  private final Locale language;
  private final boolean rightToLeft;
  private final ZoneId zone;
  private final Instant now;
  private final Optional<ConsoleRole> role;
  private final String person;
  private final String signOut;
  private final List<MenuLink> menu;
  private final Assets assets;

  Frame(
      String path,
      Locale language,
      boolean rightToLeft,
      ZoneId zone,
      Instant now,
      Optional<ConsoleRole> role,
      String person,
      String signOut,
      List<MenuLink> menu,
      Assets assets) {
    this.path = path;
    this.language = language;
    this.rightToLeft = rightToLeft;
    this.zone = zone;
    this.now = now;
    this.role = role;
    this.person = person;
    this.signOut = signOut;
    this.menu = List.copyOf(menu);
    this.assets = assets;
  }

  /**
   * A time as the reader knows it.
   *
   * @param machine for {@code datetime}
   * @param local in the reader's zone and language
   * @param utc the same in UTC
   */
  public record Time(String machine, String local, String utc) {

    /**
     * Checks the parts for {@code null}.
     *
     * @param machine for {@code datetime}
     * @param local in the reader's zone and language
     * @param utc the same in UTC
     */
    public Time {
      Objects.requireNonNull(machine, "machine");
      Objects.requireNonNull(local, "local");
      Objects.requireNonNull(utc, "utc");
    }
  }

  /**
   * Returns where the console is mounted.
   *
   * @return a path without the application's own
   */
  public String path() {
    return path;
  }

  /**
   * Returns the reader's language.
   *
   * @return one of those offered
   */
  public Locale language() {
    return language;
  }

  /**
   * Returns the language for {@code lang}.
   *
   * @return a BCP 47 tag
   */
  public String tag() {
    return language.toLanguageTag();
  }

  /**
   * Returns the direction for {@code dir}.
   *
   * @return {@code ltr} or {@code rtl}
   */
  public String direction() {
    return rightToLeft ? "rtl" : "ltr";
  }

  /**
   * Returns who is signed in.
   *
   * @return the name; empty if nobody is
   */
  public String person() {
    return person;
  }

  /**
   * Returns where a form is sent to sign out.
   *
   * @return a path without the application's own, or a whole address; empty if there is no button
   */
  public String signOut() {
    return signOut;
  }

  /**
   * Returns the menu.
   *
   * @return what the reader may see
   */
  public List<MenuLink> menu() {
    return menu;
  }

  /**
   * Returns the files for the browser.
   *
   * @return always the same
   */
  public Assets assets() {
    return assets;
  }

  /**
   * Returns whether the reader may look.
   *
   * @return {@code true} for all roles
   */
  public boolean mayView() {
    return may(ConsoleRole.VIEW);
  }

  /**
   * Returns whether the reader may change one user at a time.
   *
   * @return {@code true} if buttons for it are there
   */
  public boolean mayOperate() {
    return may(ConsoleRole.OPERATE);
  }

  /**
   * Returns whether the reader may change many users at once.
   *
   * @return {@code true} if buttons for it are there
   */
  public boolean mayMany() {
    return may(ConsoleRole.MANY);
  }

  boolean may(ConsoleRole needed) {
    return role.filter(own -> own.includes(needed)).isPresent();
  }

  /**
   * Returns an ID of which only the last digits can be read.
   *
   * @param id the ID
   * @return a text for pages on which nobody asked for the ID
   */
  public String masked(ConferenceId id) {
    return id.toString().replace('*', '\u2022');
  }

  /**
   * Returns the reader's time zone.
   *
   * @return UTC if it is not known
   */
  public ZoneId zone() {
    return zone;
  }

  /**
   * Returns what the reader's time zone is called, and by how much it differs from UTC now.
   *
   * @return such as {@code Europe/Paris (UTC+01:00)}, from left to right
   */
  public String zoneName() {
    ZoneOffset offset = zone.getRules().getOffset(now);
    String difference = offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset;
    return LEFT_TO_RIGHT
        + (zone.equals(ZoneOffset.UTC) ? difference : zone.getId() + " (" + difference + ")")
        + END_OF_DIRECTION;
  }

  /**
   * Returns a number as the reader writes it, in the digits of keyboards and telephones.
   *
   * @param number the number
   * @return the text
   */
  public String number(long number) {
    Locale digits =
        new Locale.Builder().setLocale(language).setUnicodeLocaleKeyword("nu", "latn").build();
    return NumberFormat.getIntegerInstance(digits).format(number);
  }

  /**
   * Returns about how long something takes, in the largest unit of which it has two.
   *
   * @param duration the time
   * @return the number and its unit
   */
  public Amount amount(Duration duration) {
    Objects.requireNonNull(duration, "duration");
    if (duration.toDays() >= 2) {
      return new Amount("days", number(duration.toDays()));
    }
    if (duration.toHours() >= 2) {
      return new Amount("hours", number(duration.toHours()));
    }
    return duration.toMinutes() >= 2
        ? new Amount("minutes", number(duration.toMinutes()))
        : new Amount("seconds", number(duration.toSeconds()));
  }

  /**
   * A number of units of time; the unit's text has the key {@code unit.} with its name.
   *
   * @param unit {@code days}, {@code hours}, {@code minutes} or {@code seconds}
   * @param number how many, as the reader writes it
   */
  public record Amount(String unit, String number) {

    /**
     * Checks the parts for {@code null}.
     *
     * @param unit the unit
     * @param number how many
     */
    public Amount {
      Objects.requireNonNull(unit, "unit");
      Objects.requireNonNull(number, "number");
    }
  }

  /**
   * Returns a time as the reader knows it.
   *
   * @param instant the time
   * @return the texts
   */
  public Time time(Instant instant) {
    Objects.requireNonNull(instant, "instant");
    DateTimeFormatter format =
        new DateTimeFormatterBuilder()
            .appendLocalized(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .toFormatter(language);
    Instant second = instant.truncatedTo(ChronoUnit.SECONDS);
    return new Time(
        second.toString(),
        format.withZone(zone).format(instant),
        format.withZone(ZoneOffset.UTC).format(instant) + " UTC");
  }

  /**
   * Returns a day as the reader knows it.
   *
   * @param instant a time of that day
   * @return the texts
   */
  public Time day(Instant instant) {
    Objects.requireNonNull(instant, "instant");
    DateTimeFormatter format =
        new DateTimeFormatterBuilder()
            .appendLocalized(FormatStyle.LONG, null)
            .toFormatter(language);
    return new Time(
        instant.truncatedTo(ChronoUnit.SECONDS).toString(),
        format.withZone(zone).format(instant),
        time(instant).utc());
  }
}
