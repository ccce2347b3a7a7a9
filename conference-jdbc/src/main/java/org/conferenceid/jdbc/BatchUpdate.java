package org.conferenceid.jdbc;

import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * An UPDATE that is run for many rows of values and changes one row of its table for each at most.
 * Values are marked by their types, such as {@code {bigint}}.
 */
final class BatchUpdate {
  private static final Pattern VALUE = Pattern.compile("\\{(bigint|integer|varchar)}");

  private final List<String> types;
  private final String single;
  private final String joined;

  BatchUpdate(String sql) {
    this.types = VALUE.matcher(sql).results().map(mark -> mark.group(1)).toList();
    this.single = VALUE.matcher(sql).replaceAll("?");
    this.joined = joined(sql, types);
  }

  /** The types of the values of a row. */
  List<String> types() {
    return types;
  }

  /** The statement for one row of values. */
  String single() {
    return single;
  }

  /**
   * One statement for all rows, on PostgreSQL: it takes an array for each value, and answers with
   * the {@code place} of each row of values that has changed something, counting from 1.
   */
  String joined() {
    return joined;
  }

  private static String joined(String sql, List<String> types) {
    String text = sql;
    StringJoiner arrays = new StringJoiner(", ", "FROM unnest(", ")");
    StringJoiner names = new StringJoiner(", ", " WITH ORDINALITY AS v (", ", place)\nWHERE");
    for (int i = 0; i < types.size(); i++) {
      text = VALUE.matcher(text).replaceFirst("v.v" + i);
      arrays.add("CAST(? AS " + types.get(i) + "[])");
      names.add("v" + i);
    }
    int where = text.lastIndexOf("WHERE"); // that of the update, which is the last one
    return text.substring(0, where)
        + arrays
        + names
        + text.substring(where + "WHERE".length())
        + "\nRETURNING v.place";
  }
}
