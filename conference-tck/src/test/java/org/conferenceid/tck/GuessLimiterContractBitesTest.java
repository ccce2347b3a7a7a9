package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.conferenceid.TimeSource;
import org.conferenceid.attendant.GuessLimits;
import org.conferenceid.spi.GuessLimiter;
import org.conferenceid.testkit.MutableTimeSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs the contract against limiters with one fault each: the rule that it breaks is named. */
class GuessLimiterContractBitesTest {

  /** What the contract tests in this class; one test at a time. */
  private static Limiters present = MapGuessLimiter::new;

  private interface Limiters {
    MapGuessLimiter create(GuessLimits limits, TimeSource time, MapGuessLimiter.Shared shared);
  }

  static class Run extends MapGuessLimiterTest {
    private final MutableTimeSource time = new MutableTimeSource();

    @Override
    protected GuessLimiter createLimiter(GuessLimits limits) {
      return present.create(limits, time, new MapGuessLimiter.Shared());
    }

    @Override
    protected void advance(Duration step) {
      time.advance(step);
    }

    @Override
    protected GuessLimiter onAnotherNode(GuessLimiter limiter) {
      MapGuessLimiter first = (MapGuessLimiter) limiter;
      return present.create(first.limits, time, first.shared);
    }
  }

  /**
   * What breaks a rule.
   *
   * @param basic whether other rules build on it, so that tests of them fail, too
   */
  record Fault(String rule, Limiters limiters, boolean basic) {
    String name() {
      return limiters
          .create(GuessLimits.ofDefaults(), new MutableTimeSource(), new MapGuessLimiter.Shared())
          .getClass()
          .getSimpleName();
    }

    /** The rule and the fault, for the name of the test. */
    @Override
    public String toString() {
      return rule + " names a limiter that " + name();
    }
  }

  private static Fault fault(String rule, Limiters limiters) {
    return new Fault(rule, limiters, false);
  }

  private static Fault basic(String rule, Limiters limiters) {
    return new Fault(rule, limiters, true);
  }

  static Stream<Fault> faults() {
    return Stream.of(
        basic("GL-1", FaultyCounts.CountsAfterTheLook::new),
        fault("GL-1", FaultyCounts.ChecksThenActs::new),
        basic("GL-1", FaultyCounts.DeniesEverybodyAfterOneFailure::new),
        basic("GL-1", FaultyCounts.CountsOnEachNode::new),
        fault("GL-2", FaultyCounts.ForgetsFailuresSoon::new),
        fault("GL-3", FaultyCounts.GivesBackAnothersAttempt::new),
        fault("GL-3", FaultyCounts.ResetsEverythingOnSuccess::new),
        basic("GL-3", FaultyCounts.GivesNothingBack::new),
        fault("GL-3", FaultyCounts.GivesBackToTheGroupTwice::new),
        fault("GL-3", FaultyCounts.GivesBackToTheNumberTwice::new),
        fault("GL-3", FaultyCounts.LosesLateSuccesses::new),
        basic("GL-4", FaultyCounts.LengthensTheLockOut::new),
        basic("GL-4", FaultyCounts.TakesFromTheGroupWhenDenied::new),
        fault("GL-4", FaultyCounts.CountsWhatTheGroupIsDenied::new),
        basic("GL-5", FaultyGroups.HasOneBudgetForAll::new),
        basic("GL-5", FaultyGroups.LetsTheAnonymousTryForEver::new),
        basic("GL-5", FaultyGroups.LimitsNumbersOnly::new),
        basic("GL-5", FaultyGroups.TrustsTheKnown::new),
        basic("GL-5", FaultyGroups.HasABudgetOnEachNode::new),
        fault("GL-6", FaultyGroups.EvictsLockOuts::new),
        fault("GL-6", FaultyGroups.ClearsWhenFull::new),
        fault("GL-6", FaultyGroups.GrowsForEver::new),
        fault("GL-6", FaultyGroups.LetsAllInWhenFull::new),
        fault("GL-7", FaultyLockouts.ShowsNumbers::new),
        basic("GL-8", FaultyGroups.TakesAttestedForPresented::new),
        basic("GL-8", FaultyGroups.SharesBudgetsWithTheAttested::new),
        basic("GL-8", FaultyGroups.CutsNumbers::new),
        basic("GL-8", FaultyGroups.DropsThePlus::new),
        basic("GL-9", FaultyGroups.KnowsNobody::new),
        fault("GL-9", FaultyGroups.KnowsForEver::new),
        fault("GL-9", FaultyGroups.KnowsWhoeverWasWithdrawn::new),
        fault("GL-9", FaultyGroups.LocksTheKnownOutForLong::new),
        fault("GL-9", FaultyGroups.WashesTheKnownOff::new),
        fault("GL-11", FaultyLockouts.ListsInAnyOrder::new),
        fault("GL-11", FaultyLockouts.ListsAll::new),
        fault("GL-11", FaultyLockouts.ListsNobody::new),
        fault("GL-11", FaultyLockouts.ListsWhatHasEnded::new),
        basic("GL-11", FaultyLockouts.LiftsNothing::new),
        basic("GL-11", FaultyLockouts.LiftsTheLockOutAlone::new),
        fault("GL-11", FaultyLockouts.LiftsEverybody::new),
        fault("GL-11", FaultyLockouts.LiftsForTheGroup::new),
        fault("GL-11", FaultyLockouts.RemembersDenials::new),
        fault("GL-13", FaultyLockouts.TellsTooShortATime::new),
        basic("GL-13", FaultyLockouts.TellsNoTime::new),
        basic("GL-13", FaultyLockouts.LocksOutForLongerThanItSays::new),
        basic("GL-13", FaultyLockouts.LocksOutForEver::new));
  }

  private static List<String> failures(Limiters limiters) {
    present = limiters;
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Run.class))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(Event::getTestDescriptor)
        .map(test -> test.getDisplayName())
        .toList();
  }

  static Stream<Fault> firstOfEachRule() {
    return FaultSamples.first(faults(), Fault::rule);
  }

  static Stream<Fault> others() {
    return FaultSamples.others(faults(), Fault::rule);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("firstOfEachRule")
  void shouldNameTheRuleAndNoOther(Fault fault) {
    check(fault);
  }

  @Tag("thorough")
  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void shouldNameTheRuleOfOthersAndNoOther(Fault fault) {
    check(fault);
  }

  private static void check(Fault fault) {
    List<String> failures = failures(fault.limiters());

    assertThat(failures).anyMatch(test -> rules(test).contains(fault.rule()));
    if (!fault.basic()) {
      assertThat(failures).allMatch(test -> rules(test).contains(fault.rule()));
    }
  }

  /** The rules that the name of a test cites before its colon. */
  private static List<String> rules(String test) {
    return List.of(test.substring(0, test.indexOf(':')).split(", "));
  }
}
