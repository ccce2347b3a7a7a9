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
final class ResetOnPostgresql implements Benchmark {
  private static final String PGBENCH = "pgbench, the same statement";
  private static final String FIVE = "JDBC, five round trips";
  private static final Duration NETWORK = Duration.ofNanos(700_000);
  private static final int MAX_CLIENTS = 16;

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
    own client, written in C; it runs the statement that the store was recorded to send. Five round trips are what a reset
    takes in plain JDBC: update the user, retire the old ID, insert the new one, insert the audit entry with the message,
    commit. 0.7 ms is added to each answer by a proxy on the way.""";
  }

  @Override
  public String limits() {
    return """
    the work of the server, which both processors share with the client: a reset changes some ten pages of tables and indexes.
    So with several clients the round trips that are saved hardly count, on loopback not at all. The one statement also judges what
    the five leave out: idempotency key, expected ID, lost races, and which of sixteen candidates is free.
    pgbench connects anew for each round, and the statement is planned on each connection; the pool's connections stay.""";
  }

  @Override
  public void run(Scale scale, ResultTable table) throws Exception {
    table.baseline(FIVE);
    try (Server server = Server.postgresql();
        HikariDataSource pool = server.pool(MAX_CLIENTS)) {
      Tables.enableEverybody(pool, scale.users());
      Tables.settle(pool);
      Optional<Pgbench> pgbench = Pgbench.of(server, pool, scale.users());
      if (pgbench.isEmpty()) {
        table.note("pgbench is not installed here, so it was not compared with.");
      }
      warmUp(scale, pool);
      for (int clients : new int[] {1, 4, MAX_CLIENTS}) {
        String condition = clients == 1 ? "1 client" : clients + " clients";
        Map<String, ResultTable.Measurement> contenders = contenders(scale, pool, clients);
        pgbench.ifPresent(
            bench -> contenders.put(PGBENCH, () -> bench.perSecond(clients, scale.time())));
        table.takeTurns(scale.rounds(), condition, ResultTable.PER_SECOND, contenders);
        if (pgbench.isPresent()) {
          table.atLeastAsFast(0.9, ResultTable.OWN, PGBENCH, condition, ResultTable.PER_SECOND);
        }
        table.atLeastAsFast(1, ResultTable.OWN, FIVE, condition, ResultTable.PER_SECOND);
      }
      try (DelayingProxy proxy = new DelayingProxy(server.port(), NETWORK);
          HikariDataSource far = Server.pool(proxy.through(server.url()), MAX_CLIENTS)) {
        for (int clients : new int[] {1, MAX_CLIENTS}) {
          String condition = "over 0.7 ms, " + (clients == 1 ? "1 client" : clients + " clients");
          table.takeTurns(
              scale.rounds(), condition, ResultTable.PER_SECOND, contenders(scale, far, clients));
          table.atLeastAsFast(3, ResultTable.OWN, FIVE, condition, ResultTable.PER_SECOND);
        }
      }
    }
  }

  /** A JVM compiles what has run often, which takes one client longer than it is measured. */
  private static void warmUp(Scale scale, DataSource pool) throws Exception {
    for (int round = 0; round < scale.rounds(); round++) {
      for (ResultTable.Measurement contender : contenders(scale, pool, 4).values()) {
        contender.measure();
      }
    }
  }

  private static Map<String, ResultTable.Measurement> contenders(
      Scale scale, DataSource pool, int clients) {
    Map<String, ResultTable.Measurement> contenders = new LinkedHashMap<>();
    contenders.put(ResultTable.OWN, () -> resets(scale, pool, clients));
    contenders.put(
        FIVE,
        () ->
            LoadGenerator.perSecond(
                clients, scale.time(), () -> new FiveRoundTrips(pool, scale.users())));
    return contenders;
  }

  static double resets(Scale scale, DataSource pool, int clients) throws Exception {
    ResetService resets = ResetService.builder(JdbcConferenceStore.of(pool)).build();
    LoadGenerator.Maker maker =
        () ->
            random -> {
              var user = Conferencing.user(random.nextInt(scale.users()));
              resets.reset(ResetRequest.of(user)).orElseThrow();
            };
    LoadGenerator.perSecond(clients, scale.warmUp(), maker);
    return LoadGenerator.perSecond(clients, scale.time(), maker);
  }
}
