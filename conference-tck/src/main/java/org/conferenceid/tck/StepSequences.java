package org.conferenceid.tck;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.Settlement;

/** Sequences of steps for the model. */
final class StepSequences {
  static final List<UserId> USERS =
      List.of(UserId.of("amelie"), UserId.of("bruno"), UserId.of("chloe"));

  /** IDs that the model draws, and a guessable one, which nobody may get. */
  private static final List<ConferenceId> BROUGHT =
      List.of(
          ModelRun.POOL.get(0),
          ModelRun.POOL.get(1),
          ModelRun.POOL.get(2),
          ConferenceId.parse("1234567"));

  private static final Arbitrary<Step.Client> CLIENT = Arbitraries.of(Step.Client.class);
  private static final Arbitrary<UserId> USER = Arbitraries.of(USERS);
  private static final Arbitrary<Integer> DAYS = Arbitraries.integers().between(1, 5);
  private static final Arbitrary<String> KEY = Arbitraries.of("k1", "k2");

  /** One of the actors is a user, who may be erased, and one only begins like that. */
  private static final Arbitrary<String> ACTOR = Arbitraries.of("ada", "brunhild", "bruno");

  /** Lengths at which something else may end, a little off, and any other. */
  private static final Arbitrary<Duration> TIME =
      Arbitraries.frequencyOf(
          Tuple.of(
              4,
              Arbitraries.of(
                  Duration.ofMillis(1),
                  Duration.ofMinutes(1),
                  Duration.ofDays(1),
                  Duration.ofDays(1).minusMillis(1))),
          Tuple.of(
              1,
              Arbitraries.longs().between(1, Outbox.MAX_DELAY.toMillis()).map(Duration::ofMillis)));

  private static final Arbitrary<EventKind> KIND =
      Arbitraries.frequency(
          Tuple.of(8, EventKind.ENABLED),
          Tuple.of(8, EventKind.RESET),
          Tuple.of(4, EventKind.DISABLED),
          Tuple.of(2, EventKind.INFO_REQUESTED),
          Tuple.of(1, EventKind.NUMBERS_CHANGED),
          Tuple.of(1, EventKind.ID_REVEALED));

  private StepSequences() {}

  /** Sequences of steps, which shrink to few and simple ones. */
  static Arbitrary<List<Step>> all() {
    return Arbitraries.<Step>frequencyOf(
            Tuple.of(14, make()),
            Tuple.of(3, changesAtOnce()),
            Tuple.of(2, adoptions()),
            Tuple.of(2, Combinators.combine(CLIENT, USER).as(Step.Look::new)),
            Tuple.of(
                3,
                Combinators.combine(CLIENT, USER, Arbitraries.of(Step.Shown.class), DAYS)
                    .as(Step.Confirm::new)),
            Tuple.of(1, Combinators.combine(CLIENT, USER, DAYS).as(Step.Erase::new)),
            Tuple.of(1, Combinators.combine(CLIENT, timeOrNone()).as(Step.Prune::new)),
            Tuple.of(5, TIME.map(time -> new Step.Wait(Step.Client.LEFT, time))),
            Tuple.of(
                7,
                Combinators.combine(CLIENT, Arbitraries.integers().between(1, 4), TIME)
                    .as(Step.Claim::new)),
            Tuple.of(
                7,
                Combinators.combine(CLIENT, results().list().ofMinSize(1).ofMaxSize(3))
                    .as(Step.Settle::new)),
            Tuple.of(
                3,
                Combinators.combine(CLIENT, Arbitraries.integers().between(1, 3))
                    .as(Step.Resend::new)),
            Tuple.of(1, CLIENT.map(Step.Crash::new)),
            Tuple.of(2, audits()),
            Tuple.of(
                1,
                Combinators.combine(
                        CLIENT, timeOrNone().optional(0.5), Arbitraries.integers().between(1, 3))
                    .as(Step.ReadOrganizers::new)),
            Tuple.of(1, Combinators.combine(CLIENT, TIME).as(Step.CountRate::new)))
        .list()
        .ofMaxSize(60)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  private static Arbitrary<Duration> timeOrNone() {
    return Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(Duration.ZERO)), Tuple.of(4, TIME));
  }

  private static Arbitrary<Step.Make> make() {
    return Combinators.combine(
            CLIENT,
            KIND,
            USER,
            KEY.optional(0.3),
            ACTOR.optional(0.3),
            DAYS,
            Arbitraries.of(true, true, false))
        .as(Step.Make::new);
  }

  private static Arbitrary<Step.MakeAll> changesAtOnce() {
    return Combinators.combine(
            CLIENT, make().list().uniqueElements(Step.Make::user).ofMaxSize(USERS.size()))
        .as(Step.MakeAll::new);
  }

  private static Arbitrary<Step.Adopt> adoptions() {
    return Combinators.combine(
            CLIENT,
            Arbitraries.shuffle(USERS),
            Arbitraries.shuffle(BROUGHT),
            Arbitraries.integers().between(1, USERS.size()),
            Arbitraries.of(AdoptionMode.class))
        .as(
            (by, users, ids, count, mode) ->
                new Step.Adopt(by, users.subList(0, count), ids.subList(0, count), mode));
  }

  private static Arbitrary<Settlement.Result> results() {
    return Arbitraries.frequencyOf(
        Tuple.of(
            3,
            Arbitraries.of(
                new Settlement.Sent(),
                new Settlement.Failed("SMTP 550"),
                new Settlement.Released(),
                new Settlement.Superseded())),
        Tuple.of(
            3,
            Combinators.combine(
                    timeOrNone(),
                    Arbitraries.of("SMTP 451", "no answer"),
                    Arbitraries.of(Settlement.Attempt.class))
                .as(Settlement.Retry::new)));
  }

  private static Arbitrary<Step.ReadAudit> audits() {
    return Combinators.combine(
            CLIENT, USER.optional(0.3), KIND.optional(0.3), ACTOR.optional(0.3), KEY.optional(0.3))
        .as(
            (by, user, kind, actor, key) ->
                Combinators.combine(
                        Arbitraries.of(DeliveryState.class).optional(0.3),
                        timeOrNone().optional(0.3),
                        timeOrNone().optional(0.3),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, 4))
                    .as(
                        (state, from, until, newestFirst, limit) ->
                            new Step.ReadAudit(
                                by,
                                user,
                                kind,
                                actor,
                                key,
                                state,
                                from,
                                until,
                                newestFirst,
                                limit)))
        .flatMap(any -> any);
  }
}
