package org.conferenceid.behaviour;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import org.conferenceid.Admission;
import org.conferenceid.AudioConferencingBuilder;
import org.conferenceid.AutoAttendant;
import org.conferenceid.Caller;
import org.conferenceid.CallerGroup;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.GuessLimits;
import org.conferenceid.UserId;
import org.conferenceid.spi.GuessLimiter;

/**
 * A bridge with organizers and honest callers, and somebody who dials it all day to find IDs. Time
 * is simulated; the same seed gives the same day.
 *
 * <p>Honest callers: {@value #HONEST_CALLS_PER_HOUR} calls an hour, spread at random; of them 80 %
 * from {@value #REGULARS} numbers that were let in on the day before, 15 % from numbers never seen,
 * 5 % withheld. Of the IDs that they key, 3 % are mistyped. Who is refused keys again after 5 to 60
 * seconds, who is throttled so long after the time that the answer says; after three tries they
 * give up.
 */
final class WarDialler {
  static final long SEED = 20_240_607;
  private static final int REGULARS = 20_000;
  private static final int HONEST_CALLS_PER_HOUR = 1_000;
  private static final int TRIES = 3;
  private static final double MISTYPED = 0.03;
  private static final int NUMBERS = 10_000;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** What the dialler's calls look like. */
  enum Numbers {
    NONE("nobody dials"),
    ONE("one number"),
    MANY("10,000 numbers"),
    ENDLESS("another number for each call"),
    PATIENT("another number for each call, and again when it is told to"),
    KNOWN("10,000 numbers, each let in before with an ID that the dialler has"),
    WITHHELD("withheld");

    final String words;

    Numbers(String words) {
      this.words = words;
    }
  }

  /** How a group of honest callers fared. */
  static final class Honest {
    int calls;
    int first;
    int withinThree;
  }

  /** What came of a day. */
  static final class Day {
    int guesses;
    int lookedAt;
    final Set<UserId> found = new HashSet<>();
    final Map<CallerGroup, Honest> honest = new EnumMap<>(CallerGroup.class);

    Honest honest(CallerGroup group) {
      return honest.computeIfAbsent(group, unused -> new Honest());
    }
  }

  private final World world = new World();
  private final List<ConferenceId> ids = new ArrayList<>();

  /** With so many organizers. */
  WarDialler(int organizers) {
    for (int i = 0; i < organizers; i++) {
      ids.add(world.enable(UserId.of("organizer" + i)));
    }
  }

  /** A day's dialling; without limits, nobody is ever throttled. */
  Day day(Numbers numbers, double guessesPerSecond, Optional<GuessLimits> limits, Duration length) {
    return new Run(numbers, guessesPerSecond, limits).over(length);
  }

  private record Event(long at, long order, Runnable what) {}

  private final class Run {
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final PriorityQueue<Event> agenda =
        new PriorityQueue<>(
            (a, b) -> a.at == b.at ? Long.compare(a.order, b.order) : Long.compare(a.at, b.at));
    private final Day day = new Day();
    private final Numbers numbers;
    private final double guessesPerSecond;
    private final AutoAttendant attendant;
    private long now;
    private long order;
    private int calls;
    private long end;

    Run(Numbers numbers, double guessesPerSecond, Optional<GuessLimits> limits) {
      this.numbers = numbers;
      this.guessesPerSecond = guessesPerSecond;
      AudioConferencingBuilder builder = world.builder().nanoTime(() -> now);
      limits.ifPresentOrElse(
          builder::guessLimits, () -> builder.guessLimiter(caller -> new Unlimited()));
      this.attendant = builder.build().autoAttendant();
    }

    Day over(Duration length) {
      dayBefore();
      end = now + length.toNanos();
      later(0, this::honestCall);
      if (numbers != Numbers.NONE) {
        later(0, this::guess);
      }
      while (!agenda.isEmpty()) {
        Event next = agenda.remove();
        now = next.at;
        next.what.run();
      }
      return day;
    }

    private void later(long after, Runnable what) {
      agenda.add(new Event(now + after, order++, what));
    }

    /** Regular callers are let in, and so is the dialler who has an ID. */
    private void dayBefore() {
      for (int i = 0; i < REGULARS; i++) {
        attendant.admit(right(), regular(i));
        now += SECOND;
      }
      if (numbers == Numbers.KNOWN) {
        for (int i = 0; i < NUMBERS; i++) {
          attendant.admit(right(), dialler(i));
        }
      }
    }

    private void guess() {
      if (now >= end) {
        return;
      }
      int call = calls++;
      Caller caller =
          switch (numbers) {
            case ONE -> dialler(0);
            case WITHHELD -> Caller.withheld();
            case ENDLESS, PATIENT -> dialler(call);
            default -> dialler(call % NUMBERS);
          };
      Admission answer = guess(caller);
      if (numbers == Numbers.PATIENT && answer instanceof Admission.Throttled throttled) {
        later(throttled.retryAfter().toNanos(), () -> guess(caller));
      }
      later((long) (SECOND / guessesPerSecond), this::guess);
    }

    private Admission guess(Caller caller) {
      day.guesses++;
      String guessed =
          Integer.toString(
              ConferenceIdPolicy.LOWEST + random.nextInt(ConferenceIdPolicy.WELL_FORMED));
      Admission answer = attendant.admit(guessed, caller);
      if (answer instanceof Admission.Admitted hit) {
        day.found.add(hit.organizer());
      }
      if (!(answer instanceof Admission.Throttled)) {
        day.lookedAt++;
      }
      return answer;
    }

    private void honestCall() {
      if (now >= end) {
        return;
      }
      int kind = random.nextInt(100);
      if (kind < 80) {
        honestTry(CallerGroup.REGULARS, regular(random.nextInt(REGULARS)), 1);
      } else if (kind < 95) {
        honestTry(CallerGroup.STRANGERS, Caller.of("+" + (49_000_000_000L + order)), 1);
      } else {
        honestTry(CallerGroup.WITHHELD, Caller.withheld(), 1);
      }
      double hours = -Math.log(1 - random.nextDouble()) / HONEST_CALLS_PER_HOUR;
      later((long) (hours * 3600 * SECOND), this::honestCall);
    }

    private void honestTry(CallerGroup group, Caller caller, int attempt) {
      Honest honest = day.honest(group);
      if (attempt == 1) {
        honest.calls++;
      }
      String right = right();
      String keyed = random.nextDouble() < MISTYPED ? right.substring(1) : right;
      Admission answer = attendant.admit(keyed, caller);
      if (answer instanceof Admission.Admitted) {
        honest.first += attempt == 1 ? 1 : 0;
        honest.withinThree++;
      } else if (attempt < TRIES) {
        long wait =
            answer instanceof Admission.Throttled throttled ? throttled.retryAfter().toNanos() : 0;
        later(
            wait + random.nextLong(5 * SECOND, 60 * SECOND),
            () -> honestTry(group, caller, attempt + 1));
      }
    }

    private String right() {
      return ids.get(random.nextInt(ids.size())).digits();
    }
  }

  private static Caller regular(int number) {
    return Caller.of("+" + (33_000_000_000L + number));
  }

  private static Caller dialler(int number) {
    return Caller.of("+" + (44_000_000_000L + number));
  }

  private static final class Unlimited implements GuessLimiter.Granted {

    @Override
    public Optional<Duration> lockout() {
      return Optional.empty();
    }

    @Override
    public void admitted() {}

    @Override
    public void withdrawn() {}
  }
}
