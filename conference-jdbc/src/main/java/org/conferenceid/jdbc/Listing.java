package org.conferenceid.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.capacity.AllocationRate;
import org.conferenceid.spi.OrganizerQuery;

/** Reads many users, and counts how fast IDs are used up. */
final class Listing {
  private static final String ORGANIZERS =
      "SELECT user_key, current_id, version, since FROM cid_user WHERE current_id IS NOT NULL";

  /** Both counts are of one moment; the audit is scanned, which is for reports to bear. */
  private static final String ALLOCATION_RATE =
      """
      SELECT
        (SELECT count(*) FROM cid_audit
          WHERE kind IN ('ENABLED', 'RESET') AND at > t.now - ?) AS assigned,
        (SELECT count(*) FROM cid_id WHERE free_at > t.now AND free_at <= t.now + ?) AS freed
      FROM (SELECT {now} AS now) AS t""";

  private final Transactions transactions;

  Listing(Transactions transactions) {
    this.transactions = transactions;
  }

  Map<UserId, Organizer> find(Collection<UserId> users) {
    List<String> keys = users.stream().map(UserId::value).toList();
    Map<String, UserRow> found =
        transactions.read(
            "find users", session -> transactions.database().bulk(session).find(keys));
    return found.entrySet().stream()
        .map(user -> user.getValue().organizer(UserId.of(user.getKey())))
        .collect(Collectors.toUnmodifiableMap(Organizer::user, organizer -> organizer));
  }

  List<Organizer> page(OrganizerQuery query) {
    StringBuilder sql = new StringBuilder(ORGANIZERS);
    List<Object> values = new ArrayList<>();
    query
        .olderThan()
        .ifPresent(
            age -> {
              sql.append(" AND since <= (SELECT {now}) - ?");
              values.add(EpochMicros.of(age));
            });
    boolean oldestFirst = query.olderThan().isPresent();
    query
        .after()
        .ifPresent(
            last -> {
              if (oldestFirst) {
                sql.append(" AND (since > ? OR (since = ? AND user_key > ?))");
                long since = EpochMicros.of(last.since());
                values.add(since);
                values.add(since);
              } else {
                sql.append(" AND user_key > ?");
              }
              values.add(last.user().value());
            });
    sql.append(oldestFirst ? " ORDER BY since, user_key LIMIT ?" : " ORDER BY user_key LIMIT ?");
    values.add(query.limit());
    return transactions.read(
        "list users",
        session ->
            session.list(
                sql.toString(),
                row -> UserRow.read(row).organizer(UserId.of(row.getString("user_key"))),
                values.toArray()));
  }

  AllocationRate allocationRate(Duration period) {
    long micros = EpochMicros.of(period);
    return transactions.read(
        "count the assignments",
        session ->
            session
                .first(
                    ALLOCATION_RATE,
                    row ->
                        new AllocationRate(period, row.getLong("assigned"), row.getLong("freed")),
                    micros,
                    micros)
                .orElseThrow());
  }
}
