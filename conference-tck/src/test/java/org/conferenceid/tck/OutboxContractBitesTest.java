package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.testkit.MutableClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/**
 * Runs the outbox's contract against outboxes with one fault each: a test that cites the broken
 * rule must fail. Of each contract only those tests are run, until one fails.
 */
class OutboxContractBitesTest {
  private static final OutboxFault SOUND =
      OutboxFault.of("OB-1", "is sound", store -> new MapOutbox(store));

  /** What the contract tests in this class; one test at a time. */
  private static OutboxFault present = SOUND;

  static class Run extends OutboxContract {
    private final MutableClock clock = new MutableClock();

    @Override
    protected ConferenceStore createStore() {
      return present.store().apply(clock);
    }

    @Override
    protected Instant now() {
      return clock.instant();
    }

    @Override
    protected void advance(Duration step) {
      clock.advance(step);
    }

    @Override
    protected ConferenceStore reopen(ConferenceStore store) {
      ((MapOutbox) store.outbox()).restart();
      return store;
    }

    @Override
    protected ConferenceStore secondNode(ConferenceStore store) {
      return ((MapOutbox) store.outbox()).secondNode();
    }
  }

  /** A test of the contract, and the rules that its name cites. */
  private record Rule(Class<?> group, Method test, List<String> cited) {
    DiscoverySelector selector() {
      return selectNestedMethod(List.of(Run.class), group, test);
    }

    /** Those with thousands of messages come last. */
    boolean isLong() {
      return group.getSuperclass() == BacklogRules.class;
    }
  }

  private static final List<Rule> RULES = rules();

  private static List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (Class<?> group : OutboxContract.class.getDeclaredClasses()) {
      if (group.isAnnotationPresent(Nested.class)) {
        for (Method test : Objects.requireNonNull(group.getSuperclass()).getDeclaredMethods()) {
          if (test.isAnnotationPresent(Test.class)) {
            rules.add(new Rule(group, test, cited(test)));
          }
        }
      }
    }
    rules.sort((one, other) -> Boolean.compare(one.isLong(), other.isLong()));
    return rules;
  }

  private static List<String> cited(Method test) {
    String name = test.getAnnotation(DisplayName.class).value();
    return Arrays.asList(name.substring(0, name.indexOf(':')).split(", ", -1));
  }

  private static List<Event> failures(OutboxFault fault, Stream<Rule> tests) {
    present = fault;
    return EngineTestKit.engine("junit-jupiter")
        .selectors(tests.map(Rule::selector).toArray(DiscoverySelector[]::new))
        .execute()
        .testEvents()
        .failed()
        .list();
  }

  static Stream<OutboxFault> faults() {
    return OutboxFault.all();
  }

  static Stream<OutboxFault> firstOfEachRule() {
    return FaultSamples.first(faults(), OutboxFault::rule);
  }

  static Stream<OutboxFault> others() {
    return FaultSamples.others(faults(), OutboxFault::rule);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("firstOfEachRule")
  void shouldNameTheRule(OutboxFault fault) {
    check(fault);
  }

  @Tag("thorough")
  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void shouldNameTheRuleOfOthers(OutboxFault fault) {
    check(fault);
  }

  private static void check(OutboxFault fault) {
    List<Rule> tests = RULES.stream().filter(one -> one.cited().contains(fault.rule())).toList();
    List<Event> failures = List.of();
    for (int i = 0; i < tests.size() && failures.isEmpty(); i++) {
      failures = failures(fault, Stream.of(tests.get(i)));
    }
    assertThat(failures).as("tests of %s that fail", fault.rule()).isNotEmpty();
    Throwable thrown =
        failures.get(0).getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
    if (thrown instanceof AssertionError) {
      assertThat(thrown)
          .as("the message, which says what the rule wants and where its text stands")
          .hasMessageStartingWith(failures.get(0).getTestDescriptor().getDisplayName())
          .hasMessageContaining("The text of " + fault.rule());
    }
  }

  @Test
  @DisplayName("The list of faults that the contract finds is that of this test")
  void shouldBeWrittenDown() throws IOException {
    String table =
        OutboxFault.all()
            .map(fault -> "| " + fault.rule() + " | " + fault.text() + " |\n")
            .collect(Collectors.joining());

    assertThat(Files.readString(Path.of("FAULTS.md"))).endsWith("|---|---|\n" + table);
  }

  @Test
  @DisplayName("Every rule that a test cites has its text in the javadoc of a port")
  void shouldCiteWhatIsThere() throws IOException {
    Path ports = Path.of("../conference-core/src/main/java/org/conferenceid/spi");
    String text =
        Files.readString(ports.resolve("Outbox.java"))
            + Files.readString(ports.resolve("ConferenceStore.java"));
    assertThat(RULES.stream().flatMap(rule -> rule.cited().stream()).distinct())
        .isNotEmpty()
        .allMatch(rule -> text.contains("<dt id=\"" + rule + "\">" + rule));
  }

  @Test
  @DisplayName("A sound outbox breaks no rule, and no fault stands there twice")
  void shouldLetASoundOutboxPass() {
    assertThat(failures(SOUND, RULES.stream())).isEmpty();
    assertThat(OutboxFault.all().map(fault -> Map.entry(fault.rule(), fault.text())))
        .doesNotHaveDuplicates();
  }
}
