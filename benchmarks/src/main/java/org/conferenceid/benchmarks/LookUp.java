package org.conferenceid.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.Lookup;
import org.conferenceid.UserId;
import org.conferenceid.change.Done;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a telephone system waits for: whose are these digits? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LookUp implements Question {
  private static final String MAP = "ConcurrentHashMap.get";

  /** How many users there are. */
  @Param("100000")
  public int users = 100_000;

  private final InMemoryConferenceStore store = new InMemoryConferenceStore();
  private final Map<String, UserId> map = new ConcurrentHashMap<>();
  private String[] keyed;

  /** Where a thread is in what callers keyed. */
  @State(Scope.Thread)
  public static class Caller {
    private int next = (int) Thread.currentThread().getId() * 7919;

    String keyed(String[] all) {
      next = next + 1 < all.length ? next + 1 : 0;
      return all[next];
    }
  }

  @Override
  public String name() {
    return "lookup";
  }

  @Override
  public String title() {
    return "Looking a caller's digits up";
  }

  @Override
  public String about() {
    return """
    Digits as text to an answer: `ConferenceId.parse`, then `ConferenceStore.lookup` on the in-memory store, which tells
    active, retired and unknown apart; against a `ConcurrentHashMap` from texts to users. 100,000 users, in random order.""";
  }

  @Override
  public String limits() {
    return """
    memory: both wait for the same few places. Beside it the digits are read, and the answer says whose the ID is, or was.""";
  }

  @Override
  public void answer(Scale scale, Sheet sheet) throws Exception {
    sheet.baseline(MAP);
    Jmh jmh =
        new Jmh(LookUp.class, scale, Map.of("storeLookup", Plot.OWN, "mapGet", MAP))
            .with("users", List.of("" + Math.min(100_000, scale.users())));
    jmh.run(sheet, 1, parameters -> "1 thread");
    jmh.run(sheet, 2, parameters -> "2 threads");
    sheet.within(2, Plot.OWN, MAP, "1 thread", "ns");
    sheet.within(2, Plot.OWN, MAP, "2 threads", "ns");
  }

  /** Gives everybody an ID. */
  @Setup
  public void enableEverybody() {
    ConferenceIdGenerator candidates = ConferenceIdGenerator.secure();
    List<String> digits = new ArrayList<>();
    for (int i = 0; i < users; i++) {
      UserId user = Conferencing.user(i);
      Done done = (Done) store.change(Conferencing.change(EventKind.ENABLED, user), candidates);
      map.put(done.id().digits(), user);
      digits.add(done.id().digits()); // a text of its own: a caller's is never the map's
    }
    Collections.shuffle(digits, new Random(1));
    keyed = digits.toArray(new String[0]);
  }

  /** This library. */
  @Benchmark
  public Lookup storeLookup(Caller caller) {
    return store.lookup(ConferenceId.parse(caller.keyed(keyed)));
  }

  /** As near as one can get. */
  @Benchmark
  public @Nullable UserId mapGet(Caller caller) {
    return map.get(caller.keyed(keyed));
  }
}
