package org.conferenceid.tck;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.conferenceid.Caller;
import org.conferenceid.spi.GuessLimiter.Granted;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is given back, and when: GL-3. */
abstract class GivingBackRules extends GuessLimiterRules {
  private static final List<Consumer<Granted>> WAYS =
      List.of(Granted::withdrawn, granted -> granted.admitted(AMELIE));

  GivingBackRules(GuessLimiterContract hooks) {
    super(hooks);
  }

  private List<Granted> reserve(Caller caller, int times) {
    return Stream.generate(() -> granted(caller, "it is within the limits")).limit(times).toList();
  }

  @Test
  @DisplayName("GL-3: an attempt that is given back can be made again, once")
  void shouldGiveOneBack() {
    for (int which = 0; which < FREE; which++) {
      for (Consumer<Granted> giveBack : WAYS) {
        createLimiter();
        giveBack.accept(reserve(CALLER, FREE).get(which));
        granted(CALLER, "one of its " + FREE + " attempts was given back");
        denied(CALLER, "no more than one attempt was given back");
      }
    }
  }

  @Test
  @DisplayName("GL-3: an attempt without a number that is given back can be made again, once")
  void shouldGiveOneOfTheGroupBack() {
    for (Consumer<Granted> giveBack : WAYS) {
      createLimiter();
      giveBack.accept(reserve(Caller.anonymous(), ANONYMOUS).get(1));
      granted(Caller.anonymous(), "one attempt of the group was given back");
      denied(Caller.anonymous(), "no more than one attempt was given back");
    }
  }

  @Test
  @DisplayName("GL-3: a success washes no earlier failure off")
  void shouldKeepEarlierFailures() {
    fails(CALLER, FREE - 1);
    for (int i = 0; i < 10; i++) {
      letIn(CALLER, AMELIE);
    }
    fails(CALLER, 1);
    denied(CALLER, "successes in between take no failure off, or whoever has an ID may guess");
  }

  @Test
  @DisplayName("GL-3: a success ends no lock-out that came after it was reserved")
  void shouldKeepALaterLockOut() {
    Granted first = granted(CALLER, "nothing has failed");
    fails(CALLER, FREE - 1);
    advance(limits.maxLockout());
    fails(CALLER, 1);
    first.admitted(AMELIE);
    denied(CALLER, "its " + FREE + " other attempts have failed");
  }

  @Test
  @DisplayName("GL-3: what time has given back to a group is not given back again")
  void shouldNotGiveBackToTheGroupTwice() {
    for (Consumer<Granted> giveBack : WAYS) {
      createLimiter();
      List<Granted> late = reserve(Caller.anonymous(), ANONYMOUS);
      awaitBudgets();
      reserve(Caller.anonymous(), ANONYMOUS);
      late.forEach(giveBack);
      denied(Caller.anonymous(), "time has given back what is given back late, and it is used up");
    }
  }

  @Test
  @DisplayName("GL-3: what time has taken off a number is not taken off again")
  void shouldNotGiveBackToTheNumberTwice() {
    for (Consumer<Granted> giveBack : WAYS) {
      createLimiter();
      List<Granted> late = reserve(CALLER, FREE - 1);
      advance(limits.forgetAfter());
      fails(CALLER, FREE - 1);
      late.forEach(giveBack);
      fails(CALLER, 1);
      denied(CALLER, "its forgotten attempts were given back late, and allow none more");
    }
  }

  @Test
  @DisplayName("GL-3: what was forgotten by lifting is not taken off again")
  void shouldNotGiveBackWhatWasLifted() {
    for (Consumer<Granted> giveBack : WAYS) {
      createLimiter();
      List<Granted> late = reserve(CALLER, FREE);
      lift();
      fails(CALLER, FREE - 1);
      late.forEach(giveBack);
      fails(CALLER, 1);
      denied(CALLER, "its lifted attempts were given back late, and allow none more");
    }
  }

  private void lift() {
    try {
      limiter.lift(CALLER);
    } catch (UnsupportedOperationException e) {
      Assumptions.abort("GL-11: this limiter cannot lift lock-outs");
    }
  }

  @Test
  @DisplayName("GL-3: an attempt may be given back late, and on another thread")
  void shouldTakeBackFromAnotherThread() {
    List<Granted> attempts = reserve(CALLER, FREE);
    strangersFail(0, 10);
    Race.of(
        FREE,
        racer ->
            () -> {
              attempts.get(racer).withdrawn();
              return true;
            });
    lockOut(CALLER);
    denied(CALLER, "it has failed as often as it may");
  }

  @Test
  @DisplayName("GL-3, GL-9: a success that is told late still makes its caller known")
  void shouldKnowWhoWasLetInLate() {
    Granted late = granted(CALLER, "nothing has failed");
    awaitBudgets();
    late.admitted(AMELIE);
    useUpTheUnknown();
    granted(CALLER, "it was let in, and so is known");
  }
}
