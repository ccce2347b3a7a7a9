package org.conferenceid.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.conferenceid.administration.ResetService;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.jdbc.JdbcConferenceStore;

/** A reset on PostgreSQL: next to the server's own client, and over some network. */
final class ResetOnPostgresql implements Question {
  private static final String PGBENCH = "pgbench, the same statement";
  private static final String FIVE = "JDBC, five round trips";
  private static final Duration NETWORK = Duration.ofNanos(700_000);
  private static final int MOST_CLIENTS = 16;

  @Override
  public String name() {
    return "reset-postgresql";
  }

  @Override
  public String title() {
    return "Resetting on PostgreSQL";
  }

  @Override
  public String about() {
    return """
    `ResetService.reset` over a HikariCP pool, for random ones of a million users, a commit each. pgbench is the server's
    own client, written in C; it runs the statement that the store was heard to send. Five round trips are what a reset
    takes in plain JDBC: update the user, retire the old ID, insert the new one, insert the audit entry with the message,
    commit. 0.7 ms is added to each answer by a proxy on the way.""";
  }

  @Override
  public String limits() {
    return """
    the work of the server, which both processors share with the client: a reset changes some ten pages of tables and indexes.
    So with several clients the round trips that are saved hardly count, on loopback not at all. The one statement also judges what
    the five leave out: request key, expected ID, lost races, and which of sixteen candidates is free.
    pgbench connects anew for each round, and the statement is planned on each connection; the pool's connections stay.""";
  }

  @Override
  public void answer(Scale scale, Sheet sheet) throws Exception {
    sheet.baseline(FIVE);
    try (Server server = Server.postgresql();
        HikariDataSource pool = server.pool(MOST_CLIENTS)) {
      Tables.enableEverybody(pool, scale.users());
      Tables.settle(pool);
      Optional<Pgbench> pgbench = Pgbench.of(server, pool, scale.users());
      if (pgbench.isEmpty()) {
        sheet.note("pgbench is not installed here, so it was not compared with.");
      }
      warmUp(scale, pool);
      for (int clients : new int[] {1, 4, MOST_CLIENTS}) {
        String condition = clients == 1 ? "1 client" : clients + " clients";
        Map<String, Sheet.Measurement> contenders = contenders(scale, pool, clients);
        pgbench.ifPresent(
            bench -> contenders.put(PGBENCH, () -> bench.perSecond(clients, scale.time())));
        sheet.takeTurns(scale.rounds(), condition, Sheet.PER_SECOND, contenders);
        if (pgbench.isPresent()) {
          sheet.atLeastAsFast(0.9, Sheet.OWN, PGBENCH, condition, Sheet.PER_SECOND);
        }
        sheet.atLeastAsFast(1, Sheet.OWN, FIVE, condition, Sheet.PER_SECOND);
      }
      try (Wire wire = new Wire(server.port(), NETWORK);
          HikariDataSource far = Server.pool(wire.through(server.url()), MOST_CLIENTS)) {
        for (int clients : new int[] {1, MOST_CLIENTS}) {
          String condition = "over 0.7 ms, " + (clients == 1 ? "1 client" : clients + " clients");
          sheet.takeTurns(
              scale.rounds(), condition, Sheet.PER_SECOND, contenders(scale, far, clients));
          sheet.atLeastAsFast(3, Sheet.OWN, FIVE, condition, Sheet.PER_SECOND);
        }
      }
    }
  }

  /** A JVM compiles what has run often, which takes one client longer than it is measured. */
  private static void warmUp(Scale scale, DataSource pool) throws Exception {
    for (int round = 0; round < scale.rounds(); round++) {
      for (Sheet.Measurement contender : contenders(scale, pool, 4).values()) {
        contender.measure();
      }
    }
  }

  private static Map<String, Sheet.Measurement> contenders(
      Scale scale, DataSource pool, int clients) {
    Map<String, Sheet.Measurement> contenders = new LinkedHashMap<>();
    contenders.put(Sheet.OWN, () -> resets(scale, pool, clients));
    contenders.put(
        FIVE,
        () -> Load.perSecond(clients, scale.time(), () -> new FiveRoundTrips(pool, scale.users())));
    return contenders;
  }

  static double resets(Scale scale, DataSource pool, int clients) throws Exception {
    ResetService resets = ResetService.builder(JdbcConferenceStore.of(pool)).build();
    Load.Maker maker =
        () ->
            random -> {
              var user = Conferencing.user(random.nextInt(scale.users()));
              resets.reset(ResetRequest.of(user)).orElseThrow();
            };
    Load.perSecond(clients, scale.warmUp(), maker);
    return Load.perSecond(clients, scale.time(), maker);
  }
}
