package org.conferenceid.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One use of a connection. Statements are written with the table prefix {@code cid_}, and with
 * {@code {now}}, {@code {now when locked}}, {@code {for update}} and {@code {skip locked}} for what
 * differs between databases.
 *
 * @param connection the connection
 * @param texts completes statements
 * @param owned whether the store decides about the transaction; otherwise the application does
 * @param alone whether each statement commits by itself what it changes
 */
record Session(Connection connection, SqlTemplates texts, boolean owned, boolean alone) {

  /** Makes something of a row. */
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Takes what it wants from a row. */
  interface Taker {
    void take(ResultSet row) throws SQLException;
  }

  /** Runs a query that has one row at most. */
  <T> Optional<T> first(String sql, Reader<T> reader, @Nullable Object... values)
      throws SQLException {
    return list(sql, reader, values).stream().findFirst();
  }

  <T> List<T> list(String sql, Reader<T> reader, @Nullable Object... values) throws SQLException {
    List<T> read = new ArrayList<>();
    each(sql, row -> read.add(reader.read(row)), values);
    return read;
  }

  void each(String sql, Taker taker, @Nullable Object... values) throws SQLException {
    String query = texts.database().caughtUp(texts.complete(sql));
    try (PreparedStatement statement = prepare(query, values);
        ResultSet rows = statement.executeQuery()) {
      confirm(statement);
      while (rows.next()) {
        taker.take(rows);
      }
    }
  }

  int update(String sql, @Nullable Object... values) throws SQLException {
    return updateCompleted(texts.complete(sql), values);
  }

  private int updateCompleted(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values)) {
      int changed = statement.executeUpdate();
      confirm(statement);
      return changed;
    }
  }

  private void confirm(Statement statement) throws SQLException {
    if (alone) {
      texts.database().confirmCommit(statement.getWarnings());
    }
  }

  /**
   * Inserts a row for each of some things by one statement, which ends in the {@code VALUES} of one
   * row.
   *
   * @return how many rows that were
   */
  <T> int insertAll(String sql, List<T> things, Function<T, @Nullable Object[]> values)
      throws SQLException {
    if (things.isEmpty()) {
      return 0;
    }
    String one = texts.complete(sql);
    String row = one.substring(one.lastIndexOf('('));
    return updateCompleted(
        one + (", " + row).repeat(things.size() - 1),
        things.stream().map(values).flatMap(Arrays::stream).toArray());
  }

  /**
   * Runs a statement for each of some things, in their order.
   *
   * @return those for which it has changed a row
   */
  <T> List<T> batch(String sql, List<T> things, Function<T, @Nullable Object[]> values)
      throws SQLException {
    if (things.isEmpty()) {
      return List.of();
    }
    try (PreparedStatement statement = connection.prepareStatement(texts.complete(sql))) {
      for (T thing : things) {
        bind(statement, values.apply(thing));
        statement.addBatch();
      }
      int[] changed = counted(statement.executeBatch());
      return IntStream.range(0, changed.length)
          .filter(i -> changed[i] != 0)
          .<T>mapToObj(things::get)
          .toList();
    }
  }

  /** Whether a lease was lost is told by these counts: no answer is better than a wrong one. */
  private static int[] counted(int[] counts) throws SQLException {
    for (int count : counts) {
      if (count < 0) {
        throw new SQLException(
            "the driver does not count the rows of a batch: turn its bulk statements off");
      }
    }
    return counts;
  }

  /**
   * Runs a query with an IN list, for which the statement has a {@code %s}. The list is filled up
   * to a power of two with its last value, so that there are few different statements.
   */
  void eachIn(String sql, Taker taker, List<?> values) throws SQLException {
    if (!values.isEmpty()) {
      List<Object> filled = filled(values);
      each(sql.replace("%s", marks(filled)), taker, filled.toArray());
    }
  }

  /** Keeps the rows of users, which this transaction goes by, from being changed by others. */
  void rely(List<String> users) throws SQLException {
    for (String sql : users.isEmpty() ? List.<String>of() : texts.database().rely()) {
      updateIn(sql, users);
    }
  }

  /** Runs an update with an IN list in the same way. */
  int updateIn(String sql, List<?> values) throws SQLException {
    List<Object> filled = filled(values);
    return update(sql.replace("%s", marks(filled)), filled.toArray());
  }

  private static List<Object> filled(List<?> values) {
    List<Object> filled = new ArrayList<>(values);
    while (Integer.bitCount(filled.size()) != 1) {
      filled.add(values.get(values.size() - 1));
    }
    return filled;
  }

  private static String marks(List<Object> values) {
    return "?" + ", ?".repeat(values.size() - 1);
  }

  private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      bind(statement, values);
      return statement;
    } catch (Throwable thrown) {
      statement.close();
      throw thrown;
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
