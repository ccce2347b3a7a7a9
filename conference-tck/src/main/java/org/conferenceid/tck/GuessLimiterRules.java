package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.conferenceid.Caller;
import org.conferenceid.UserId;
import org.conferenceid.attendant.CallerGroup;
import org.conferenceid.attendant.GuessLimits;
import org.conferenceid.spi.GuessLimiter;
import org.conferenceid.spi.GuessLimiter.Denied;
import org.conferenceid.spi.GuessLimiter.Granted;
import org.conferenceid.spi.GuessLimiter.Reservation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the groups of rules for limiters have in common: a limiter, callers, and their attempts. */
@ExtendWith(NamedRules.class)
abstract class GuessLimiterRules {
  static final Caller CALLER = Caller.of("+33 6 12 34 56 78");
  static final Caller OTHER = Caller.of("+33 6 87 65 43 21");
  static final Caller VOUCHED_FOR = Caller.attested("+33 6 12 34 56 78");
  static final UserId AMELIE = UserId.of("amelie");
  static final UserId BRUNO = UserId.of("bruno");

  static final int FREE = 3;
  static final int KNOWN = 40;
  static final int UNKNOWN = 30;
  static final int ANONYMOUS = 5;

  /** More strangers than any group has attempts. */
  static final int MANY = 200;

  final GuessLimiterContract hooks;
  GuessLimits limits = limits().build();
  GuessLimiter limiter = caller -> new Denied(Duration.ofDays(1));
  private int nextStranger = 5_000;

  GuessLimiterRules(GuessLimiterContract hooks) {
    this.hooks = hooks;
  }

  @BeforeEach
  void createLimiter() {
    create(limits());
  }

  final void create(GuessLimits.Builder settings) {
    limits = settings.build();
    limiter = hooks.createLimiter(limits);
  }

  static GuessLimits.Builder limits() {
    return GuessLimits.builder()
        .freeAttempts(FREE)
        .initialLockout(Duration.ofMinutes(1))
        .maxLockout(Duration.ofHours(1))
        .maxKnownLockout(Duration.ofMinutes(5))
        .forgetAfter(Duration.ofHours(6))
        .window(Duration.ofHours(1))
        .budget(CallerGroup.KNOWN, KNOWN)
        .budget(CallerGroup.UNKNOWN, UNKNOWN)
        .budget(CallerGroup.ANONYMOUS, ANONYMOUS)
        .knownFor(Duration.ofDays(7))
        .trackedCallers(1_000)
        .knownPerOrganizer(10);
  }

  final void advance(Duration step) {
    hooks.advance(step);
  }

  /** Lets so much time pass that every group has its whole budget again. */
  final void awaitBudgets() {
    advance(limits.window().multipliedBy(2));
  }

  /** One of any number of callers whose number nobody vouches for. */
  static Caller stranger(int number) {
    return Caller.of(number(number));
  }

  static Caller attestedStranger(int number) {
    return Caller.attested(number(number));
  }

  private static String number(int number) {
    return String.format(Locale.ROOT, "+44%09d", number);
  }

  final Reservation reserve(Caller caller) {
    return reserve(limiter, caller);
  }

  static Reservation reserve(GuessLimiter limiter, Caller caller) {
    Reservation answer = limiter.reserve(caller);
    assertThat(answer).as("the answer to %s; null is none (GL-12)", caller).isNotNull();
    return answer;
  }

  /** Reserves an attempt that must be looked at. */
  final Granted granted(Caller caller, String why) {
    if (reserve(caller) instanceof Granted granted) {
      return granted;
    }
    return fail("%s was denied, and must be looked at: %s", caller, why);
  }

  /** Reserves an attempt that must not be looked at. */
  final Denied denied(Caller caller, String why) {
    return denied(limiter, caller, why);
  }

  static Denied denied(GuessLimiter limiter, Caller caller, String why) {
    if (reserve(limiter, caller) instanceof Denied denied) {
      return denied;
    }
    return fail("%s was let try, and must be denied: %s", caller, why);
  }

  /** Attempts that must be looked at, and fail. */
  final void fails(Caller caller, int times) {
    for (int i = 1; i <= times; i++) {
      granted(caller, "it is attempt " + i + " of " + times + " within the limits");
    }
  }

  /** As many failed attempts as lock a number out. */
  final void lockOut(Caller caller) {
    fails(caller, FREE);
  }

  /** An attempt that must be looked at, with a valid ID. */
  final void letIn(Caller caller, UserId organizer) {
    granted(caller, "it is within the limits").admitted(organizer);
  }

  /** Lets an attempt of each of so many strangers fail, and counts those that were looked at. */
  final int strangersFail(int first, int count) {
    return lookedAt(IntStream.range(first, first + count).mapToObj(GuessLimiterRules::stranger));
  }

  final int lookedAt(Stream<Caller> callers) {
    return (int) callers.filter(caller -> reserve(caller) instanceof Granted).count();
  }

  /** Uses up what the unknown callers have whose number nobody vouches for. */
  final void useUpTheUnknown() {
    useUpTheUnknown(limiter);
  }

  final void useUpTheUnknown(GuessLimiter used) {
    int lookedAt = 0;
    while (reserve(used, stranger(nextStranger++)) instanceof Granted) {
      lookedAt++;
      assertThat(lookedAt)
          .as("attempts of unknown callers that are looked at; they share one budget (GL-5)")
          .isLessThan(10 * UNKNOWN);
    }
  }
}
