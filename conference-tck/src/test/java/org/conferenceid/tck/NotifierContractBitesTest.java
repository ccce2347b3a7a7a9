package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.conferenceid.EmailAddress;
import org.conferenceid.spi.Notifier;
import org.conferenceid.tck.FaultyPost.Trouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs the contract against notifiers with one fault each: the rule that it breaks is named. */
class NotifierContractBitesTest {

  /** What the contract tests in this class; one test at a time. */
  private static NotifierFault present = NotifierFault.NONE;

  static class Run extends NotifierContract {
    private FaultyPost post = new FaultyPost(NotifierFault.NONE);

    @Override
    protected Notifier createNotifier() {
      post = new FaultyPost(present);
      return post;
    }

    @Override
    protected List<Arrival> arrivals() {
      return post.arrived();
    }

    @Override
    protected void withoutNextHop(Runnable work) {
      post.during(Trouble.AWAY, work);
    }

    @Override
    protected void whileRefused(Runnable work) {
      post.during(Trouble.SENDER_REFUSED, work);
    }

    @Override
    protected void withoutAnswer(Runnable work) {
      post.during(Trouble.SILENT, work);
    }

    @Override
    protected void whileTaking(Runnable meanwhile, Runnable work) {
      post.meanwhile(meanwhile);
      work.run();
      post.meanwhile(() -> {});
    }

    @Override
    protected EmailAddress busyAddress() {
      return FaultyPost.FULL;
    }

    @Override
    protected EmailAddress refusedAddress() {
      return FaultyPost.NOBODY;
    }

    @Override
    protected List<Locale> languages() {
      return List.of(Locale.FRENCH, Locale.ITALIAN);
    }
  }

  static Stream<NotifierFault> faults() {
    return Stream.of(NotifierFault.values()).filter(fault -> fault != NotifierFault.NONE);
  }

  /**
   * Runs the contract, and shows nothing of what a fault prints. Some faults take the machine's
   * language: on a machine with other digits they would break more rules than their own.
   */
  private static List<String> failures(NotifierFault fault) {
    present = fault;
    List<String> failures = new ArrayList<>();
    Locale machines = Locale.getDefault();
    if (fault != NotifierFault.NONE) {
      Locale.setDefault(Locale.ENGLISH);
    }
    try {
      Printed.during(() -> failures.addAll(run()));
    } finally {
      Locale.setDefault(machines);
    }
    return failures;
  }

  private static List<String> run() {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Run.class))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(event -> event.getTestDescriptor().getDisplayName())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldNameTheRuleAndNoOther(NotifierFault fault) {
    List<String> failures = failures(fault);
    assertThat(failures).anyMatch(name -> name.startsWith(fault.rule + ":"));
    assertThat(failures)
        .allMatch(name -> name.startsWith(fault.rule + ":") || name.startsWith(fault.also));
    assertThat(failures(NotifierFault.NONE)).isEmpty();
  }
}
