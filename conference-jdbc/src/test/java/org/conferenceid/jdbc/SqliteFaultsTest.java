package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.tck.ConferenceStoreContract;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.discovery.NestedMethodSelector;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs the contract against this store with one statement changed: the rule must notice it. */
@Tag("thorough")
class SqliteFaultsTest {

  /**
   * A fault in a statement.
   *
   * @param rule the rule that must notice it
   * @param what the fault, as a sentence
   * @param part what is replaced in each statement, a regular expression
   * @param by what it is replaced by
   */
  record Fault(String rule, String what, String part, String by) {
    @Override
    public String toString() {
      return rule + " is broken: " + what;
    }
  }

  private static final AtomicBoolean MET = new AtomicBoolean();
  private static Fault present = new Fault("", "", "$^", "");

  static Stream<Fault> faults() {
    return Stream.of(
        new Fault(
            "CS-1",
            "An ID is retired when it was assigned.",
            "since = \\?, free_at = \\?",
            "since = since + 0 * ?, free_at = ?"),
        new Fault(
            "CS-4",
            "A quarantine is a second short.",
            "since = \\?, free_at = \\?",
            "since = ?, free_at = ? - 1000000"),
        new Fault(
            "CS-8",
            "Idempotency keys are compared without case.",
            "idempotency_key = \\?",
            "lower(idempotency_key) = lower(?)"),
        new Fault(
            "CS-8",
            "Idempotency keys count for all users.",
            "a\\.user_key = \\? AND a\\.idem",
            "a.user_key >= substr(?, 1, 0) AND a.idem"),
        new Fault(
            "CS-10",
            "The two reasons are exchanged.",
            "actor, reason, public_reason,",
            "actor, public_reason, reason,"),
        new Fault(
            "CS-10",
            "Actors are compared without case.",
            " AND actor = \\?",
            " AND lower(actor) = lower(?)"),
        new Fault("CS-10", "\"Until\" includes its end.", " AND at < \\?", " AND at <= ?"),
        new Fault(
            "CS-11",
            "An ID is retired at the moment at which its quarantine ends.",
            "WHEN free_at > (\\d+) THEN",
            "WHEN free_at >= $1 THEN"),
        new Fault(
            "CS-12",
            "An erased user stays the last owner.",
            "(SET owner = NULL WHERE owner = \\?)",
            "$1 AND id < 0"),
        new Fault(
            "CS-12",
            "An actor stays in entries whose message is not open.",
            "WHERE actor = \\? AND number",
            "WHERE mail_due IS NOT NULL AND actor = ? AND number"),
        new Fault(
            "CS-12",
            "Whoever begins like an erased actor is forgotten, too.",
            "WHERE actor = \\? AND number",
            "WHERE actor LIKE ? || '%' AND number"),
        new Fault(
            "CS-12",
            "An erased user's ID is retired when it was assigned.",
            "SET since = \\d+, free_at",
            "SET since = since, free_at"),
        new Fault(
            "CS-13",
            "An entry is removed when it is older than the age.",
            "WHERE at <= \\?",
            "WHERE at < ?"),
        new Fault(
            "CS-13",
            "An entry is removed though its message is open.",
            "mail_due IS NULL AND number",
            "number"),
        new Fault(
            "CS-14",
            "An ID whose quarantine is over is counted as reserved.",
            "free_at > t\\.now THEN",
            "free_at > 0 THEN"),
        new Fault(
            "CS-17",
            "No key is known in a chunk.",
            "\\(user_key = \\? AND idempotency_key = \\?\\)",
            "(user_key = ? AND ? IS NULL)"),
        new Fault(
            "CS-19",
            "Of users who are equally old one is read.",
            "since = \\? AND user_key > \\?",
            "since = ? AND user_key > ? AND 1 = 0"),
        new Fault(
            "CS-20",
            "An assignment counts when it is as old as the period.",
            "at > t\\.now - \\?",
            "at >= t.now - ?"),
        new Fault(
            "CS-20",
            "A quarantine that ends with the period is not counted.",
            "free_at <= t\\.now \\+ \\?",
            "free_at < t.now + ?"),
        new Fault(
            "CS-21",
            "An ID that was taken away by disabling is forgotten.",
            "kind IN \\('RESET', 'DISABLED'\\)",
            "kind IN ('RESET')"));
  }

  static class Run extends ConferenceStoreContract {
    private final Fixture fixture = new Fixture(TestDatabase.SQLITE);

    @Override
    protected ConferenceStore createStore() {
      fixture.createStore();
      return fixture.store(faulty(TestDatabase.SQLITE.pool()));
    }

    @Override
    protected Instant now() {
      return fixture.now();
    }

    @Override
    protected void advance(Duration step) {
      fixture.advance(step);
    }
  }

  private static DataSource faulty(DataSource sound) {
    return proxy(DataSource.class, sound);
  }

  private static <T> T proxy(Class<T> type, Object target) {
    return type.cast(
        Proxy.newProxyInstance(
            SqliteFaultsTest.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getName().equals("prepareStatement")) {
                arguments[0] = spoil((String) arguments[0]);
              }
              Object result = invoke(method, target, arguments);
              return result instanceof Connection ? proxy(Connection.class, result) : result;
            }));
  }

  private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static String spoil(String sql) {
    String spoiled = Pattern.compile(present.part).matcher(sql).replaceAll(present.by);
    MET.compareAndSet(false, !spoiled.equals(sql));
    return spoiled;
  }

  private static Stream<NestedMethodSelector> tests(String rule) {
    return Arrays.stream(ConferenceStoreContract.class.getDeclaredClasses())
        .filter(group -> group.isAnnotationPresent(Nested.class))
        .flatMap(
            group ->
                Arrays.stream(Objects.requireNonNull(group.getSuperclass()).getDeclaredMethods())
                    .filter(test -> test.isAnnotationPresent(Test.class) && cites(test, rule))
                    .map(test -> selectNestedMethod(List.of(Run.class), group, test)));
  }

  private static boolean cites(Method test, String rule) {
    String name = test.getAnnotation(DisplayName.class).value();
    return List.of(name.substring(0, name.indexOf(':')).split(", ", -1)).contains(rule);
  }

  private static boolean fails(NestedMethodSelector test) {
    return EngineTestKit.engine("junit-jupiter")
            .selectors(test)
            .execute()
            .testEvents()
            .failed()
            .count()
        > 0;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void shouldNameTheRule(Fault fault) {
    Assumptions.assumeTrue(TestDatabase.SQLITE.isWanted(), "this is about SQLite");
    present = fault;
    MET.set(false);
    assertThat(tests(fault.rule()).anyMatch(SqliteFaultsTest::fails))
        .as("whether a test of %s notices: %s", fault.rule(), fault.what())
        .isTrue();
    assertThat(MET).as("whether a statement has the part that is replaced").isTrue();
  }
}
