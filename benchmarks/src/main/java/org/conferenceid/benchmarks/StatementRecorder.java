package org.conferenceid.benchmarks;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Records the prepared statements that a store sends, so that they can be sent without the store.
 */
final class StatementRecorder {
  private final List<Recorded> statements = new ArrayList<>();

  private StatementRecorder() {}

  /**
   * One statement.
   *
   * @param sql the text
   * @param values the parameters by their numbers
   */
  record Recorded(String sql, Map<Integer, @Nullable Object> values) {}

  /** Returns the statements of a call that is made with the given source of connections. */
  static List<Recorded> during(DataSource source, Consumer<DataSource> call) {
    StatementRecorder recorder = new StatementRecorder();
    call.accept(recorder.recording(DataSource.class, source, null));
    return recorder.statements;
  }

  private <T> T recording(Class<T> type, Object target, @Nullable Recorded prepared) {
    return type.cast(
        Proxy.newProxyInstance(
            StatementRecorder.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> invoked(target, method, arguments, prepared)));
  }

  private @Nullable Object invoked(
      Object target,
      Method method,
      @Nullable Object @Nullable [] arguments,
      @Nullable Recorded prepared)
      throws Throwable {
    Object result;
    try {
      result = method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
    String name = method.getName();
    if (prepared != null && name.startsWith("execute")) {
      statements.add(prepared);
    } else if (arguments != null && prepared != null && name.equals("setObject")) {
      Object value = arguments[1];
      prepared
          .values()
          .put((Integer) arguments[0], value instanceof Array array ? array.getArray() : value);
    } else if (arguments != null && name.equals("prepareStatement")) {
      Recorded statement = new Recorded((String) arguments[0], new TreeMap<>());
      return recording(PreparedStatement.class, result, statement);
    } else if (name.equals("getConnection") && result instanceof Connection) {
      return recording(Connection.class, result, null);
    }
    return result;
  }
}
