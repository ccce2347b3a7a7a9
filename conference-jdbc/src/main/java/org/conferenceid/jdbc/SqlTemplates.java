package org.conferenceid.jdbc;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Completes statements for one database, one table prefix and, in tests, one clock. */
final class SqlTemplates {
  private final Database database;
  private final String prefix;
  private final @Nullable Clock clock;
  private final Map<String, String> completed = new ConcurrentHashMap<>();

  SqlTemplates(Database database, String prefix, @Nullable Clock clock) {
    this.database = database;
    this.prefix = prefix;
    this.clock = clock;
  }

  Database database() {
    return database;
  }

  String complete(String sql) {
    String text = completed.computeIfAbsent(sql, this::replace);
    return clock == null ? text : text.replace("{now}", "" + EpochMicros.of(clock.instant()));
  }

  private String replace(String sql) {
    String text =
        withPrefix(sql)
            .replace("{now when locked}", clock == null ? database.nowWhenLocked() : "{now}")
            .replace(" {for update}", database.forUpdate())
            .replace(" {skip locked}", database.skipLocked());
    return clock == null ? text.replace("{now}", database.now()) : text;
  }

  String withPrefix(String sql) {
    return sql.replace("cid_", prefix);
  }
}
