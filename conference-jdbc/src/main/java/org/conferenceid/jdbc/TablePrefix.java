package org.conferenceid.jdbc;

import java.util.Objects;
import java.util.regex.Pattern;
import org.conferenceid.InvalidValueException;

/** What the names of all tables and indexes begin with. */
final class TablePrefix {
  /** As in the scripts. */
  static final String DEFAULT = "cid_";

  private static final Pattern PREFIX = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,29}");

  /** Makes names that a database keeps for itself, or hides: pg_user is a view of PostgreSQL's. */
  private static final Pattern RESERVED =
      Pattern.compile(
          "(pg_|sqlite_).*|(current|session|system|delete_domain|ref_system)_",
          Pattern.CASE_INSENSITIVE);

  private TablePrefix() {}

  static String require(String prefix) {
    Objects.requireNonNull(prefix, "prefix");
    if (!PREFIX.matcher(prefix).matches()) {
      throw new InvalidValueException(
          "table prefix",
          "must be a letter or underscore, then letters, digits and underscores, at most 30 in all",
          prefix);
    }
    if (RESERVED.matcher(prefix).matches()) {
      throw new InvalidValueException(
          "table prefix",
          "must not make names that a database reserves or hides: not pg_ or sqlite_ at its"
              + " beginning, and not current_, session_, system_, delete_domain_ or ref_system_",
          prefix);
    }
    return prefix;
  }
}
