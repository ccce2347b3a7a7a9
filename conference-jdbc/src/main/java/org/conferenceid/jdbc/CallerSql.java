package org.conferenceid.jdbc;

import java.time.Duration;
import java.util.regex.Pattern;
import org.conferenceid.attendant.GuessLimits;

/**
 * The statements of a {@link JdbcGuessLimiter}, with its limits in them. What decides about an
 * attempt is one statement about one row, which the database runs for one caller after the other.
 */
final class CallerSql {
  private static final Pattern NEW = Pattern.compile("\\{new ([a-z_]+)}");

  /** Longer than any list. */
  private static final long ALL = 1_000_000_000;

  private static final String STATE =
      "latest, era, failures, locked_until, last_at, known_at, {now} AS now";

  private final Dialect dialect;
  private final GuessLimits limits;

  CallerSql(Dialect dialect, GuessLimits limits) {
    this.dialect = dialect;
    this.limits = limits;
  }

  /**
   * Counts an attempt, unless its caller is locked out or of a group that may not try. Values: the
   * caller, 1 if attested, the attempt's name, and its name. In the row that comes back, {@code
   * latest} is the attempt's name if it was counted.
   *
   * <p>MariaDB has assigned a column before it works out the next one, and the others have not: so
   * what decides is written down first, and each column is assigned after those that look at it.
   */
  String reserve(boolean mayKnown, boolean mayUnknown) {
    String go = dialect == Dialect.MARIADB ? "cid_caller.latest = {new latest}" : "{verdict}";
    String sql =
        """
        INSERT INTO cid_caller
          (caller, attested, era, latest, failures, last_at, before_at, locked_until, known_at)
        VALUES (?, ?, ?, ?, 1, {now}, 0, {now} + {first lockout}, 0)
        {on conflict caller}
          latest = CASE WHEN {verdict} THEN {new latest} ELSE cid_caller.latest END,
          era = CASE WHEN {go} AND {forgotten} THEN {new era} ELSE cid_caller.era END,
          locked_until = CASE WHEN {go} THEN {new last_at} + {lockout} ELSE cid_caller.locked_until END,
          failures = CASE WHEN {go} THEN {counted} ELSE cid_caller.failures END,
          before_at = CASE WHEN {go} THEN cid_caller.last_at ELSE cid_caller.before_at END,
          last_at = CASE WHEN {go} THEN {new last_at} ELSE cid_caller.last_at END
        RETURNING {state}\
        """;
    return completed(
        sql.replace("{state}", STATE)
            .replace("{go}", go)
            .replace("{verdict}", verdict(mayKnown, mayUnknown))
            .replace("{first lockout}", "" + micros(lockout(1, /* known= */ false)))
            .replace("{lockout}", "CASE WHEN {known} THEN {if known} ELSE {if unknown} END")
            .replace("{if known}", lockouts(/* known= */ true))
            .replace("{if unknown}", lockouts(/* known= */ false))
            .replace("{counted}", "CASE WHEN {forgotten} THEN 1 ELSE cid_caller.failures + 1 END"),
        "{new last_at}");
  }

  /** A lock-out that ends too far ahead is one of a clock that was set back, and is over. */
  private String verdict(boolean mayKnown, boolean mayUnknown) {
    String locked =
        "cid_caller.locked_until > {at} AND cid_caller.locked_until <= {at} + "
            + micros(limits.maxLockout());
    String group =
        "CASE WHEN {known} THEN " + (mayKnown ? 1 : 0) + " ELSE " + (mayUnknown ? 1 : 0) + " END";
    return "(NOT (" + locked + ") AND " + group + " = 1)";
  }

  /** The lock-out that the number of failures brings, as {@link GuessLimits} says. */
  private String lockouts(boolean known) {
    StringBuilder cases = new StringBuilder("CASE WHEN {counted} < ");
    int failures = limits.freeAttempts();
    cases.append(failures).append(" THEN 0");
    while (lockout(failures, known).compareTo(longest(known)) < 0) {
      long micros = micros(lockout(failures, known));
      cases.append(" WHEN {counted} = ").append(failures).append(" THEN ").append(micros);
      failures++;
    }
    return cases.append(" ELSE ").append(micros(longest(known))).append(" END").toString();
  }

  /** Returns the lock-out that a failure brings; zero if it brings none. */
  Duration lockout(int failures, boolean known) {
    Duration lockout = failures < limits.freeAttempts() ? Duration.ZERO : limits.initialLockout();
    for (int i = limits.freeAttempts(); i < failures; i++) {
      lockout = lockout.multipliedBy(2);
      if (lockout.compareTo(longest(known)) >= 0) {
        break;
      }
    }
    return lockout.compareTo(longest(known)) > 0 ? longest(known) : lockout;
  }

  private Duration longest(boolean known) {
    return known && limits.maxKnownLockout().compareTo(limits.maxLockout()) < 0
        ? limits.maxKnownLockout()
        : limits.maxLockout();
  }

  /** The row of a caller. */
  String read() {
    return "SELECT " + STATE + " FROM cid_caller WHERE caller = ?";
  }

  /** Gives an attempt back. Values: its name twice, the caller, the era. */
  String withdraw() {
    return """
    UPDATE cid_caller SET
      last_at = CASE WHEN latest = ? THEN before_at ELSE last_at END,
      locked_until = CASE WHEN latest = ? OR failures <= {free} THEN 0 ELSE locked_until END,
      failures = failures - 1
    WHERE caller = ? AND era = ? AND failures > 0\
    """
        .replace("{free}", "" + limits.freeAttempts());
  }

  /**
   * Gives an attempt back whose caller was let in, who is known from now on. Values: the caller, 1
   * if attested, the attempt's era, its name, the organizer.
   */
  String admit() {
    return completed(
        """
        INSERT INTO cid_caller
          (caller, attested, era, latest, failures, last_at, before_at, locked_until, known_by, known_at)
        VALUES (?, ?, ?, ?, 0, 0, 0, 0, ?, {now})
        {on conflict caller}
          last_at = CASE WHEN {own} AND cid_caller.latest = {new latest}
            THEN cid_caller.before_at ELSE cid_caller.last_at END,
          locked_until = CASE
            WHEN {own} AND (cid_caller.latest = {new latest} OR cid_caller.failures <= {free})
            THEN 0 ELSE cid_caller.locked_until END,
          failures = cid_caller.failures - CASE WHEN {own} THEN 1 ELSE 0 END,
          known_by = CASE WHEN {known} THEN cid_caller.known_by ELSE {new known_by} END,
          known_at = {new known_at}\
        """
            .replace("{own}", "(cid_caller.era = {new era} AND cid_caller.failures > 0)")
            .replace("{free}", "" + limits.freeAttempts()),
        "{new known_at}");
  }

  /**
   * Makes those callers of an organizer unknown who were let in longest ago. Value: the organizer.
   */
  String forgetKnownOfOrganizer() {
    return forgetKnown("known_by = ?", limits.knownPerOrganizer());
  }

  /** Makes those callers unknown who were let in longest ago. Value: 1 for attested ones. */
  String forgetKnown() {
    return forgetKnown("attested = ? AND known_at > 0", knownLeft());
  }

  /**
   * How many stay known when there are too many: so few that it is some time until the next time.
   */
  int knownLeft() {
    return limits.trackedCallers() - Math.max(1, limits.trackedCallers() / 10);
  }

  private static String forgetKnown(String which, int left) {
    return "UPDATE cid_caller SET known_by = NULL, known_at = 0 WHERE caller IN (SELECT caller FROM"
        + " (SELECT caller FROM cid_caller WHERE "
        + which
        + " ORDER BY known_at DESC, caller LIMIT "
        + ALL
        + " OFFSET "
        + left
        + ") AS oldest)";
  }

  /** Callers of whom nothing is to be remembered any more. */
  String ended() {
    return "SELECT caller FROM cid_caller WHERE " + end() + " LIMIT " + Transactions.PORTION;
  }

  /** Removes those of them that are so still. */
  String remove() {
    return "DELETE FROM cid_caller WHERE caller IN (%s) AND " + end();
  }

  private String end() {
    return completed("{forgotten} AND NOT {known}", "{now}");
  }

  /** How many callers have failed, and how many are known, by kind. */
  String count() {
    return completed(
        """
        SELECT attested, sum(CASE WHEN {forgotten} THEN 0 ELSE 1 END) AS failing,
          sum(CASE WHEN {known} THEN 1 ELSE 0 END) AS known
        FROM cid_caller GROUP BY attested\
        """,
        "{now}");
  }

  /** Who is locked out, the longest first. Value: how many at most. */
  String lockouts() {
    return "SELECT caller, failures, locked_until - {now} AS remaining FROM cid_caller"
        + " WHERE locked_until > {now} AND locked_until <= {now} + "
        + micros(limits.maxLockout())
        + " ORDER BY locked_until DESC LIMIT ?";
  }

  /** Forgets a caller's failures. Value: the caller. */
  String lift() {
    return "UPDATE cid_caller SET era = 0, failures = 0, locked_until = 0 WHERE caller = ?";
  }

  /**
   * Takes as many attempts from a group as there are, up to a portion. Value: the group. Those that
   * come back stand between {@code began} and {@code full_at}: each is there again a step after the
   * one before it.
   */
  String borrow(int attempts, int portion) {
    long step = step(limits, attempts);
    long all = step * attempts;
    String from = least(greatest("cid_caller_group.full_at", "{at}"), "{at} + " + all);
    String free = whole("(" + all + " + {at} - " + from + ")", step);
    return completed(
        "INSERT INTO cid_caller_group (name, began, full_at) VALUES (?, {now}, {now} + "
            + step * portion
            + ") {on conflict name} began = "
            + from
            + ", full_at = "
            + from
            + " + "
            + step
            + " * "
            + least("" + portion, free)
            + " RETURNING began, full_at, {now} AS now",
        "{new began}");
  }

  /** How long it takes until one attempt of a group comes back. */
  static long step(GuessLimits limits, int attempts) {
    return micros(limits.window()) / attempts;
  }

  String readKey() {
    return "SELECT secret FROM cid_caller_key WHERE name = 'callers'";
  }

  /** The first key stays. Value: the key. */
  String enterKey() {
    return completed(
        "INSERT INTO cid_caller_key (name, secret) VALUES ('callers', ?) {on conflict name}"
            + " secret = cid_caller_key.secret",
        "");
  }

  /** Completes what is common: the parts of conditions, and what databases write differently. */
  private String completed(String sql, String at) {
    String conflict =
        dialect == Dialect.MARIADB ? "ON DUPLICATE KEY UPDATE" : "ON CONFLICT ($1) DO UPDATE SET";
    String fresh = dialect == Dialect.MARIADB ? "VALUES($1)" : "excluded.$1";
    String text =
        sql.replace(
                "{forgotten}",
                "(cid_caller.failures = 0 OR cid_caller.last_at <= {at} - "
                    + micros(limits.forgetAfter())
                    + ")")
            .replace("{known}", "(cid_caller.known_at > {at} - " + micros(limits.knownFor()) + ")")
            .replace("{at}", at)
            .replaceAll("\\{on conflict ([a-z]+)}", conflict);
    return NEW.matcher(text).replaceAll(fresh);
  }

  private String greatest(String one, String other) {
    return (dialect == Dialect.SQLITE ? "max(" : "greatest(") + one + ", " + other + ")";
  }

  private String least(String one, String other) {
    return (dialect == Dialect.SQLITE ? "min(" : "least(") + one + ", " + other + ")";
  }

  /** Division without a fraction. */
  private String whole(String dividend, long divisor) {
    return dividend + (dialect == Dialect.MARIADB ? " DIV " : " / ") + divisor;
  }

  static long micros(Duration duration) {
    return EpochMicros.of(duration);
  }
}
