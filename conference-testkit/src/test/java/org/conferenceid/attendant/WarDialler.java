package org.conferenceid.attendant;

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
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.Lookup;
import org.conferenceid.UserId;
import org.conferenceid.behaviour.World;

/**
 * A bridge with organizers and honest callers, and somebody who dials it all day to find IDs. Time
 * is simulated; the same seed gives the same day.
 *
 * <p>Honest callers: {@value #HONEST_CALLS_PER_HOUR} calls an hour, spread at random; of them 80 %
 * from {@value #KNOWN_NUMBERS} numbers that were let in on the day before, 15 % from numbers never
 * seen, 5 % anonymous. The network vouches for every other number. Of the IDs that they key, 3 %
 * are mistyped. Who is refused keys again after 5 to 60 seconds, who is throttled so long after the
 * time that the answer says; after three tries they give up.
 */
final class WarDialler {
  static final long SEED = 20_240_607;
  private static final int KNOWN_NUMBERS = 20_000;
  private static final int HONEST_CALLS_PER_HOUR = 1_000;
  private static final int TRIES = 3;
  private static final double MISTYPED = 0.03;
  private static final int NUMBERS = 10_000;
  private static final int FORGED_NUMBERS = 1_000;
  private static final int MINUTES = 24 * 60;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** What the dialler's calls look like. */
  enum Numbers {
    NONE("nobody dials"),
    ONE("one number"),
    MANY("10,000 numbers"),
    ENDLESS("another number for each call"),
    PATIENT("another number for each call, and again when it is told to"),
    KNOWN("10,000 numbers, each let in before with an ID that the dialler has"),
    FORGED("1,000 numbers of known callers, forged"),
    ANONYMOUS("anonymous");

    final String words;

    Numbers(String words) {
      this.words = words;
    }
  }

  /** Honest callers. */
  enum Group {
    KNOWN_ATTESTED,
    KNOWN,
    FIRST_TIME_ATTESTED,
    FIRST_TIME,
    ANONYMOUS
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
    final Map<Group, Honest> honest = new EnumMap<>(Group.class);

    Honest honest(Group group) {
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

  /**
   * A day on which somebody forges the number of one person, who was let in on the day before and
   * keys a valid ID each minute. The forger calls as soon as a lock-out ends, a moment before the
   * person, and is content with so many failed attempts.
   *
   * @return how many of the person's 1,440 tries succeed
   */
  int person(int forgedCalls, boolean attested) {
    return new Run(Numbers.NONE, 1, Optional.of(GuessLimits.ofDefaults()))
        .person(forgedCalls, attested);
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
    private final Optional<AutoAttendant> attendant;
    private long now;
    private long order;
    private int calls;
    private long end;

    Run(Numbers numbers, double guessesPerSecond, Optional<GuessLimits> limits) {
      this.numbers = numbers;
      this.guessesPerSecond = guessesPerSecond;
      this.attendant = limits.map(this::attendant);
    }

    private AutoAttendant attendant(GuessLimits limits) {
      return world
          .builder()
          .timeSource(World.time(() -> now))
          .attendant(component -> component.guessLimits(limits))
          .build()
          .attendant();
    }

    /** As the attendant answers; without limits, as the store alone would. */
    private Admission admit(String keyed, Caller caller) {
      return attendant.isPresent() ? attendant.get().admit(keyed, caller) : lookUp(keyed);
    }

    private Admission lookUp(String keyed) {
      return world.store.lookup(ConferenceId.parse(keyed)) instanceof Lookup.Active active
          ? new Admission.Admitted(active.owner())
          : new Admission.Refused();
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

    int person(int forgedCalls, boolean attested) {
      String number = "+33612345678";
      Caller person = attested ? Caller.attested(number) : Caller.of(number);
      admit(right(), person);
      int letIn = 0;
      int forged = 0;
      for (int minute = 0; minute < MINUTES; minute++) {
        now += 60 * SECOND;
        while (forged < forgedCalls
            && !(admit(wrong(), Caller.of(number)) instanceof Admission.Throttled)) {
          forged++;
        }
        letIn += admit(right(), person) instanceof Admission.Admitted ? 1 : 0;
      }
      return letIn;
    }

    private void later(long after, Runnable what) {
      agenda.add(new Event(now + after, order++, what));
    }

    /** Known callers are let in, and so is the dialler who has an ID. */
    private void dayBefore() {
      for (int i = 0; i < KNOWN_NUMBERS; i++) {
        admit(right(), known(i));
        now += SECOND;
      }
      if (numbers == Numbers.KNOWN) {
        String one = right();
        for (int i = 0; i < NUMBERS; i++) {
          admit(one, dialler(i));
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
            case ANONYMOUS -> Caller.anonymous();
            case FORGED -> known(2 * (call % FORGED_NUMBERS) + 1); // not attested
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
      Admission answer = admit(guessed, caller);
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
        int number = random.nextInt(KNOWN_NUMBERS);
        honestTry(isAttested(number) ? Group.KNOWN_ATTESTED : Group.KNOWN, known(number), 1);
      } else if (kind < 95) {
        int number = (int) order;
        honestTry(
            isAttested(number) ? Group.FIRST_TIME_ATTESTED : Group.FIRST_TIME,
            caller(49, number),
            1);
      } else {
        honestTry(Group.ANONYMOUS, Caller.anonymous(), 1);
      }
      double hours = -Math.log(1 - random.nextDouble()) / HONEST_CALLS_PER_HOUR;
      later((long) (hours * 3600 * SECOND), this::honestCall);
    }

    private void honestTry(Group group, Caller caller, int attempt) {
      Honest honest = day.honest(group);
      if (attempt == 1) {
        honest.calls++;
      }
      String keyed = random.nextDouble() < MISTYPED ? wrong() : right();
      Admission answer = admit(keyed, caller);
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

    /** An ID in which the last digit is another one. */
    private String wrong() {
      String right = right();
      int last = (right.charAt(6) - '0' + 1 + random.nextInt(9)) % 10;
      return right.substring(0, 6) + last;
    }

    private String right() {
      return ids.get(random.nextInt(ids.size())).digits();
    }
  }

  private static Caller known(int number) {
    return caller(33, number);
  }

  private static Caller dialler(int number) {
    return Caller.of("+" + (44_000_000_000L + number));
  }

  private static boolean isAttested(int number) {
    return number % 2 == 0;
  }

  private static Caller caller(int country, int number) {
    String digits = "+" + (country * 1_000_000_000L + number);
    return isAttested(number) ? Caller.attested(digits) : Caller.of(digits);
  }
}
