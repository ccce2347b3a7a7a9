package org.conferenceid.spring.console.audit;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.conferenceid.EventKind;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Text;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;

/**
 * What somebody looks for in the audit, as it was entered. Who did what may be an address, so links
 * hold a filter as a reference only: its {@linkplain #text() text} is what that stands for.
 *
 * @param values what was entered, by field; without those that were left empty
 */
record AuditFilter(Map<String, String> values) {
  /** Everything. */
  static final AuditFilter ALL = new AuditFilter(Map.of());

  static final String USER = "user";
  static final String KIND = "kind";
  static final String ACTOR = "actor";
  static final String KEY = "key";
  static final String MAIL = "mail";
  static final String FROM = "from";
  static final String UNTIL = "until";

  private static final int MAX_TEXT = 255;
  private static final String BETWEEN = "\n";

  AuditFilter {
    values = Map.copyOf(values);
  }

  /** Takes what a form holds. */
  static AuditFilter entered(Map<String, String> form) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String field : new String[] {USER, KIND, ACTOR, KEY, MAIL, FROM, UNTIL}) {
      String value = Text.trimmed(Text.storable(form.getOrDefault(field, ""), MAX_TEXT));
      if (!value.isEmpty()) {
        values.put(field, value);
      }
    }
    return new AuditFilter(values);
  }

  static AuditFilter ofUser(UserId user) {
    return new AuditFilter(Map.of(USER, user.value()));
  }

  static AuditFilter withKey(IdempotencyKey key) {
    return new AuditFilter(Map.of(KEY, key.value()));
  }

  /** One line for each field; values have none of their own. */
  String text() {
    return values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(BETWEEN));
  }

  static AuditFilter parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : text.split(BETWEEN, -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return entered(values);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** What was entered into a field; empty if nothing was. */
  String value(String field) {
    return values.getOrDefault(field, "");
  }

  /**
   * The conditions.
   *
   * @param zone where days begin
   * @throws InvalidValueException if something cannot be what its field says
   */
  AuditQuery query(ZoneId zone) {
    AuditQuery query = AuditQuery.all().newestFirst();
    query = entered(USER).map(UserId::of).map(query::ofUser).orElse(query);
    query = entered(KIND).map(kind -> one(EventKind.class, kind)).map(query::ofKind).orElse(query);
    query = entered(ACTOR).map(query::byActor).orElse(query);
    query = entered(KEY).map(IdempotencyKey::new).map(query::withKey).orElse(query);
    query =
        entered(MAIL)
            .map(state -> one(DeliveryState.class, state))
            .map(query::withDelivery)
            .orElse(query);
    query =
        entered(FROM)
            .map(day -> day(day).atStartOfDay(zone).toInstant())
            .map(query::from)
            .orElse(query);
    return entered(UNTIL)
        .map(day -> day(day).plusDays(1).atStartOfDay(zone).toInstant())
        .map(query::until)
        .orElse(query);
  }

  private Optional<String> entered(String field) {
    return Optional.ofNullable(values.get(field));
  }

  private static <T extends Enum<T>> T one(Class<T> type, String name) {
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new InvalidValueException(type.getSimpleName(), "must be one of those offered");
    }
  }

  private static LocalDate day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() >= 1 && day.getYear() <= 9999) {
        return day;
      }
    } catch (DateTimeException e) {
      // refused like one that is too far away
    }
    throw new InvalidValueException("day", "must be a day such as 2026-11-26");
  }

  /** The fields' names alone: what was entered may be an address. */
  @Override
  public String toString() {
    return "AuditFilter" + values.keySet();
  }
}
