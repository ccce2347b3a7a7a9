package org.conferenceid.calendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAmount;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells which events are over. A time that cannot be read, a zone that nobody knows and a rule
 * whose end is not easily told count as the future: then a meeting is rather updated in vain than
 * left with an ID that no longer works.
 */
final class EventTimes {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** Where a day begins last, and so ends last. */
  private static final ZoneOffset LAST = ZoneOffset.ofHours(-12);

  private static final int LEAST_DAYS_OF_A_MONTH = 28;

  private final Map<String, ZoneOffset> zones = new HashMap<>();

  /** Reads the time zones of a calendar. */
  EventTimes(Component calendar) {
    calendar.components().stream()
        .filter(component -> component.name().equals("VTIMEZONE"))
        .forEach(
            zone ->
                zone.value("TZID")
                    .ifPresent(id -> latest(zone).ifPresent(offset -> zones.put(id, offset))));
  }

  /** The offset with which a local time is latest. */
  private static Optional<ZoneOffset> latest(Component zone) {
    return zone.components().stream()
        .flatMap(part -> part.value("TZOFFSETTO").flatMap(EventTimes::offset).stream())
        .min((one, other) -> one.getTotalSeconds() - other.getTotalSeconds());
  }

  private static Optional<ZoneOffset> offset(String value) {
    try {
      return Optional.of(ZoneOffset.of(value.strip()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether an event, and every instance of it, has ended. */
  boolean isOver(Component event, Instant now) {
    try {
      Property start = property(event, "DTSTART");
      if (start == null) {
        return false;
      }
      Duration length = length(event, start);
      boolean ranged =
          event.first("RECURRENCE-ID").stream()
              .anyMatch(line -> Property.parse(line.text()).parameter("RANGE").isPresent());
      return !ranged
          && !latest(start).plus(length).isAfter(now)
          && event.lines("RDATE").allMatch(line -> areOver(line, length, now))
          && event
              .lines("RRULE")
              .allMatch(line -> isOver(Property.parse(line.text()).value(), start, length, now));
    } catch (DateTimeException | ArithmeticException | NumberFormatException unreadable) {
      return false;
    }
  }

  private static @Nullable Property property(Component event, String name) {
    return event.first(name).map(line -> Property.parse(line.text())).orElse(null);
  }

  private Duration length(Component event, Property start) {
    Property end = property(event, "DTEND");
    if (end != null) {
      Duration length = Duration.between(latest(start), latest(end));
      return length.isNegative() ? Duration.ZERO : length;
    }
    Property duration = property(event, "DURATION");
    if (duration != null) {
      return duration(duration.value().strip());
    }
    return isDate(start.value()) ? Duration.ofDays(1) : Duration.ZERO;
  }

  /** RFC 5545 section 3.3.6; days have 24 hours here. */
  private static Duration duration(String value) {
    String plain = value.startsWith("+") ? value.substring(1) : value;
    return plain.endsWith("W")
        ? Duration.ofDays(7L * Integer.parseInt(plain.substring(1, plain.length() - 1)))
        : Duration.parse(plain);
  }

  private static boolean isDate(String value) {
    return value.strip().length() == "20261126".length();
  }

  /** The latest instant that a value may mean. */
  private Instant latest(Property property) {
    return latest(property.value(), property.parameter("TZID").orElse(""));
  }

  private Instant latest(String value, String zone) {
    String time = value.strip();
    if (isDate(time)) {
      return LocalDate.parse(time, DATE).atStartOfDay().toInstant(LAST);
    }
    if (time.endsWith("Z")) {
      return LocalDateTime.parse(time.substring(0, time.length() - 1), DATE_TIME)
          .toInstant(ZoneOffset.UTC);
    }
    LocalDateTime local = LocalDateTime.parse(time, DATE_TIME);
    return known(zone)
        .map(id -> local.atZone(id).toInstant())
        .orElseGet(() -> local.toInstant(zones.getOrDefault(zone, LAST)));
  }

  private static Optional<ZoneId> known(String zone) {
    try {
      return zone.contains("/") ? Optional.of(ZoneId.of(zone)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private boolean areOver(ContentLine line, Duration length, Instant now) {
    Property dates = Property.parse(line.text());
    String zone = dates.parameter("TZID").orElse("");
    return Stream.of(dates.value().split(",", -1))
        .map(date -> date.split("/", 2)[0])
        .noneMatch(date -> latest(date, zone).plus(length).isAfter(now));
  }

  /** Whether the last instance of a rule has ended. */
  private boolean isOver(String rule, Property start, Duration length, Instant now) {
    Map<String, String> parts = new HashMap<>();
    for (String part : rule.strip().toUpperCase(Locale.ROOT).split(";", -1)) {
      String[] pair = part.split("=", 2);
      parts.put(pair[0], pair.length == 2 ? pair[1] : "");
    }
    String until = parts.get("UNTIL");
    if (until != null) {
      Duration day = isDate(until) ? Duration.ofDays(1) : Duration.ZERO;
      String zone = start.parameter("TZID").orElse("");
      return !latest(until, zone).plus(day).plus(length).isAfter(now);
    }
    return lastByCount(parts, latest(start))
        .map(last -> !last.plus(length).isAfter(now))
        .orElse(false);
  }

  /** No instance of a rule with a count begins later; empty if that is not easily told. */
  private static Optional<Instant> lastByCount(Map<String, String> parts, Instant start) {
    String count = parts.get("COUNT");
    boolean plain =
        List.of("FREQ", "COUNT", "INTERVAL", "WKST", "BYDAY").containsAll(parts.keySet());
    if (count == null || !plain) {
      return Optional.empty();
    }
    String frequency = parts.getOrDefault("FREQ", "");
    if (parts.containsKey("BYDAY") && !frequency.equals("WEEKLY")) {
      return Optional.empty();
    }
    int steps =
        Math.multiplyExact(
            Integer.parseInt(count), Integer.parseInt(parts.getOrDefault("INTERVAL", "1")));
    LocalDateTime begin = LocalDateTime.ofInstant(start, ZoneOffset.UTC);
    TemporalAmount time =
        switch (frequency) {
          case "DAILY" -> Period.ofDays(steps);
          case "WEEKLY" -> Period.ofWeeks(steps);
          case "MONTHLY" -> Period.ofMonths(steps);
          case "YEARLY" -> Period.ofYears(steps);
          default -> null;
        };
    // Months and years in which the day is missing have no instance.
    boolean everyTime =
        !List.of("MONTHLY", "YEARLY").contains(frequency)
            || begin.getDayOfMonth() <= LEAST_DAYS_OF_A_MONTH - 1;
    // A week begins before its days, and summer time moves an instance by an hour.
    return time == null || !everyTime
        ? Optional.empty()
        : Optional.of(begin.plus(time).plusDays(7).toInstant(ZoneOffset.UTC));
  }
}
