package org.conferenceid.attendant;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.conferenceid.Caller;
import org.conferenceid.Lockout;
import org.conferenceid.UserId;
import org.conferenceid.guard.ApplicationCode;
import org.conferenceid.internal.Threads;
import org.conferenceid.spi.GuessLimiter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the faults of a limiter that is plugged in away from callers (B23). While it throws or
 * hangs, the library's own decides: to let everybody try would make an outage the guesser's hour,
 * and to let nobody in would make every outage one of the bridge. The library's own learns all the
 * time who was let in, so that an outage does not make known callers unknown.
 */
final class GuardedGuessLimiter implements GuessLimiter {
  private static final int MAX_AT_ONCE = 64;
  private static final Logger log = LoggerFactory.getLogger("org.conferenceid.attendant");

  private final GuessLimiter plugged;
  private final InProcessGuessLimiter own;
  private final LimitedCalls calls;
  private final Outage outage;

  GuardedGuessLimiter(
      GuessLimiter plugged, InProcessGuessLimiter own, Duration timeout, LongSupplier nanoTime) {
    this.plugged = plugged;
    this.own = own;
    this.outage = new Outage(nanoTime);
    this.calls = new LimitedCalls(Threads.guessLimiter(), MAX_AT_ONCE, timeout, this::failed);
  }

  @Override
  public Reservation reserve(Caller caller) {
    return ask(() -> guarded(caller, plugged.reserve(caller)), this::withdraw)
        .orElseGet(() -> own.reserve(caller));
  }

  private Reservation guarded(Caller caller, Reservation answer) {
    return Objects.requireNonNull(answer, "reservation") instanceof Granted granted
        ? new Guarded(caller, granted, Objects.requireNonNull(granted.lockout(), "lockout"))
        : answer;
  }

  /** Another limiter has decided on an attempt that is granted too late. */
  private void withdraw(Reservation late) {
    if (late instanceof Guarded guarded) {
      ApplicationCode.run(
          log, () -> "an attempt stays counted: the guess limiter", guarded.granted::withdrawn);
    }
  }

  /** While there is an outage, those of this process, which decides. */
  @Override
  public List<Lockout> lockouts(int limit) {
    return outage.isUnderWay() ? own.lockouts(limit) : plugged.lockouts(limit);
  }

  @Override
  public boolean lift(Caller caller) {
    boolean lifted = own.lift(caller);
    return plugged.lift(caller) || lifted;
  }

  /** Returns nothing while there is an outage, and if the limiter fails. */
  private <T> Optional<T> ask(Callable<T> question, Consumer<? super T> ifLate) {
    int outages = outage.begun();
    if (!outage.mayAsk()) {
      return Optional.empty();
    }
    try {
      Optional<T> answer =
          calls.call(
              () -> outage.begun() == outages ? Optional.of(question.call()) : Optional.empty(),
              late -> late.ifPresent(ifLate));
      if (answer.isPresent() && outage.worked()) {
        log.info("the guess limiter works again");
      }
      return answer;
    } catch (InterruptedException e) {
      outage.noAnswer();
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      failed(e);
    } catch (TimeoutException e) {
      // noticed already, before anybody else could wait for the same
    }
    return Optional.empty();
  }

  private void failed(Exception problem) {
    if (outage.failed()) {
      ApplicationCode.failed(
          log, "attempts are counted in this process until it works: the guess limiter", problem);
    }
  }

  /** What cannot be given back stays counted; the caller's answer is the same. */
  private final class Guarded implements Granted {
    private final Caller caller;
    private final Granted granted;
    private final Optional<Duration> lockout;

    Guarded(Caller caller, Granted granted, Optional<Duration> lockout) {
      this.caller = caller;
      this.granted = granted;
      this.lockout = lockout;
    }

    @Override
    public Optional<Duration> lockout() {
      return lockout;
    }

    @Override
    public void admitted(UserId organizer) {
      own.remember(caller, organizer);
      giveBack(() -> granted.admitted(organizer));
    }

    @Override
    public void withdrawn() {
      giveBack(granted::withdrawn);
    }

    private void giveBack(Runnable call) {
      ask(
          () -> {
            call.run();
            return true;
          },
          late -> {});
    }
  }
}
