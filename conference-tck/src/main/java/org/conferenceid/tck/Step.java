package org.conferenceid.tck;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.spi.Settlement;

/** What is done to a store in one step of a sequence, by one of two clients where it matters. */
sealed interface Step {
  List<UserId> USERS = List.of(UserId.of("amelie"), UserId.of("bruno"), UserId.of("chloe"));

  /** A process that works on the store. */
  enum Client {
    LEFT,
    RIGHT
  }

  /** Makes a change, whatever was seen before. */
  record Make(EventKind kind, UserId user, Optional<String> key, int days, boolean mail)
      implements Step {}

  /** Sees which ID a user has. */
  record Look(Client client, UserId user) implements Step {}

  /** Resets the ID that was seen, which the other client may have reset since. */
  record Confirm(Client client, UserId user, int days) implements Step {}

  /** Forgets a user. */
  record Erase(UserId user, int days) implements Step {}

  /** Removes old audit entries. */
  record Prune(int days) implements Step {}

  /** Lets time go by: quarantines and leases run out. */
  record Wait(Duration time) implements Step {}

  /** Takes messages to send. */
  record Claim(Client client, int max, int minutes) implements Step {}

  /** Settles all that the client has taken, in time or not. */
  record Settle(Client client, Settlement.Result result) implements Step {}

  /** A client dies with what it has seen and taken, and starts again. */
  record Crash(Client client) implements Step {}

  /** Sends again what failed. */
  record Resend() implements Step {}

  /** Sequences of steps, which shrink to few and simple ones. */
  static Arbitrary<List<Step>> sequences() {
    Arbitrary<UserId> user = Arbitraries.of(USERS);
    Arbitrary<Client> client = Arbitraries.of(Client.class);
    Arbitrary<Integer> days = Arbitraries.integers().between(1, 5);
    Arbitrary<Step> make =
        Combinators.combine(
                Arbitraries.frequency(
                    Tuple.of(4, EventKind.ENABLED),
                    Tuple.of(4, EventKind.RESET),
                    Tuple.of(2, EventKind.DISABLED),
                    Tuple.of(2, EventKind.INFO_REQUESTED),
                    Tuple.of(1, EventKind.NUMBERS_CHANGED),
                    Tuple.of(1, EventKind.ID_REVEALED)),
                user,
                Arbitraries.of("k1", "k2").optional(0.3),
                days,
                Arbitraries.of(true, true, false))
            .as(Make::new);
    return Arbitraries.frequencyOf(
            Tuple.of(12, make),
            Tuple.of(2, Combinators.combine(client, user).as(Look::new)),
            Tuple.of(3, Combinators.combine(client, user, days).as(Confirm::new)),
            Tuple.of(1, Combinators.combine(user, days).as(Erase::new)),
            Tuple.of(1, days.map(Prune::new)),
            Tuple.of(4, pauses().map(Wait::new)),
            Tuple.of(4, claims(client)),
            Tuple.of(4, Combinators.combine(client, results()).as(Settle::new)),
            Tuple.of(1, client.map(Crash::new)),
            Tuple.of(1, Arbitraries.just(new Resend())))
        .list()
        .ofMaxSize(60)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  private static Arbitrary<Duration> pauses() {
    return Arbitraries.of(
        Duration.ofMillis(1),
        Duration.ofMinutes(1),
        Duration.ofDays(1),
        Duration.ofDays(1).minusMillis(1));
  }

  private static Arbitrary<Step> claims(Arbitrary<Client> client) {
    return Combinators.combine(
            client, Arbitraries.integers().between(1, 4), Arbitraries.integers().between(1, 3))
        .as(Claim::new);
  }

  private static Arbitrary<Settlement.Result> results() {
    return Arbitraries.of(
        new Settlement.Sent(),
        new Settlement.Retry(Duration.ofMinutes(1), "SMTP 451"),
        new Settlement.Retry(Duration.ofMinutes(1), "SMTP 554", Settlement.Attempt.EXCUSED),
        new Settlement.Retry(Duration.ofMinutes(1), "no answer", Settlement.Attempt.UNCONFIRMED),
        new Settlement.Failed("SMTP 550"),
        new Settlement.Released(),
        new Settlement.Superseded());
  }
}
