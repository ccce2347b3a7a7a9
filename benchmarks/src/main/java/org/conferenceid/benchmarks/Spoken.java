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
 * The prepared statements that a store sends: listened to, so that they can be sent without the
 * store.
 */
final class Spoken {
  private final List<Said> said = new ArrayList<>();

  private Spoken() {}

  /**
   * One statement.
   *
   * @param sql the text
   * @param values the parameters by their numbers
   */
  record Said(String sql, Map<Integer, @Nullable Object> values) {}

  /** What is said while a call is made with the given source of connections. */
  static List<Said> during(DataSource source, Consumer<DataSource> call) {
    Spoken spoken = new Spoken();
    call.accept(spoken.listening(DataSource.class, source, null));
    return spoken.said;
  }

  private <T> T listening(Class<T> type, Object target, @Nullable Said prepared) {
    return type.cast(
        Proxy.newProxyInstance(
            Spoken.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> heard(target, method, arguments, prepared)));
  }

  private @Nullable Object heard(
      Object target,
      Method method,
      @Nullable Object @Nullable [] arguments,
      @Nullable Said prepared)
      throws Throwable {
    Object result;
    try {
      result = method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
    String name = method.getName();
    if (prepared != null && name.startsWith("execute")) {
      said.add(prepared);
    } else if (arguments != null && prepared != null && name.equals("setObject")) {
      Object value = arguments[1];
      prepared
          .values()
          .put((Integer) arguments[0], value instanceof Array array ? array.getArray() : value);
    } else if (arguments != null && name.equals("prepareStatement")) {
      Said statement = new Said((String) arguments[0], new TreeMap<>());
      return listening(PreparedStatement.class, result, statement);
    } else if (name.equals("getConnection") && result instanceof Connection) {
      return listening(Connection.class, result, null);
    }
    return result;
  }
}
