package org.conferenceid.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.administration.ResetService;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.change.ResetResult;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A whole reset, on a store that costs as little as one can. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ResetInMemory implements Question {
  private static final String STORE = "the bare store call";

  /** Batches are short, and it takes many until all is compiled. */
  private static final int WARM_UP = 10;

  /** At once: the audit grows with each, so every batch starts on a store of its own. */
  private static final int RESETS = 50_000;

  /** How many users there are. */
  @Param("100000")
  public int users = 100_000;

  private final ConferenceIdGenerator candidates = ConferenceIdGenerator.secure();
  private UserId[] keys;
  private InMemoryConferenceStore store;
  private ResetService resets;

  @Override
  public String name() {
    return "reset-in-memory";
  }

  @Override
  public String title() {
    return "Resetting on the in-memory store";
  }

  @Override
  public String about() {
    return """
    `ResetService.reset` with audit and queued message, for a random one of 100,000 users, against the one call of the
    store's port that it makes.""";
  }

  @Override
  public String limits() {
    return """
    one lock, which two threads wait for, and what is kept of each reset: an event, an audit entry and a message. The service
    itself costs next to nothing.""";
  }

  @Override
  public void answer(Scale scale, Sheet sheet) throws Exception {
    sheet.baseline(STORE);
    Jmh jmh =
        new Jmh(ResetInMemory.class, scale, Map.of("service", Plot.OWN, "bareStore", STORE))
            .with("users", List.of("" + Math.min(100_000, scale.users())))
            .warmUp(WARM_UP);
    jmh.run(sheet, 1, parameters -> "1 thread");
    jmh.run(sheet, 2, parameters -> "2 threads");
    sheet.within(2, Plot.OWN, STORE, "1 thread", "ns");
    sheet.within(2, Plot.OWN, STORE, "2 threads", "ns");
  }

  /** A new store with everybody enabled. */
  @Setup(Level.Iteration)
  public void enableEverybody() {
    keys = new UserId[users];
    store = new InMemoryConferenceStore();
    resets = Conferencing.on(store).resets();
    for (int i = 0; i < users; i++) {
      keys[i] = Conferencing.user(i);
      store.change(Conferencing.change(EventKind.ENABLED, keys[i]), candidates);
    }
  }

  /** This library. */
  @Benchmark
  @OperationsPerInvocation(RESETS)
  public void service(Blackhole hole) {
    SplittableRandom random = new SplittableRandom(Thread.currentThread().getId());
    for (int i = 0; i < RESETS; i++) {
      ResetResult result = resets.reset(ResetRequest.of(keys[random.nextInt(users)]));
      hole.consume(result);
    }
  }

  /** What the service calls. */
  @Benchmark
  @OperationsPerInvocation(RESETS)
  public void bareStore(Blackhole hole) {
    SplittableRandom random = new SplittableRandom(Thread.currentThread().getId());
    for (int i = 0; i < RESETS; i++) {
      UserId user = keys[random.nextInt(users)];
      ChangeResult result = store.change(Conferencing.change(EventKind.RESET, user), candidates);
      hole.consume(result);
    }
  }
}
