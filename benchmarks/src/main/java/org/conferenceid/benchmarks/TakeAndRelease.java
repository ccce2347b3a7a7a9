package org.conferenceid.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.testkit.FreeSet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Taking a free ID, uniformly, and releasing one that was taken long before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TakeAndRelease implements Question {
  private static final String RETRY = "draw and retry";
  private static final List<String> OCCUPANCIES = List.of("50", "90", "99", "99.9");

  /** How many others are taken before an ID is released. */
  private static final int HELD = 1 << 16;

  /** How much of the space is taken, in percent. */
  @Param("50")
  public String occupancy = "50";

  private final ConferenceIdGenerator random = ConferenceIdGenerator.secure();
  private final ConferenceId[] held = new ConferenceId[HELD];
  private FreeSet free;
  private BitSet taken;
  private int next;

  @Override
  public String name() {
    return "take";
  }

  @Override
  public String title() {
    return "Taking and releasing an ID in memory";
  }

  @Override
  public String about() {
    return String.format(
        Locale.ROOT,
        """
    The in-memory store's set of free IDs: one is taken, each with the same chance, and the one that was taken %,d times
    before is released. Draw and retry draws candidates from the same generator until one is free; it has one bit for
    each ID and nothing else.""",
        HELD);
  }

  @Override
  public String limits() {
    return """
    waiting for memory, and the division in the uniform draw. The work is the same however full the space is; runs on this
    machine differ by up to a half, and with them which occupancy is slowest.""";
  }

  @Override
  public void answer(Scale scale, Sheet sheet) throws Exception {
    sheet.baseline(RETRY);
    List<String> occupancies = scale.smoke() ? List.of("1") : OCCUPANCIES;
    new Jmh(TakeAndRelease.class, scale, Map.of("freeSet", Plot.OWN, "drawAndRetry", RETRY))
        .with("occupancy", occupancies)
        .run(sheet, 1, parameters -> condition(parameters.getParam("occupancy")));
    double[] medians =
        occupancies.stream()
            .mapToDouble(percent -> sheet.median(Plot.OWN, condition(percent), "ns"))
            .sorted()
            .toArray();
    double slowest = medians[medians.length - 1];
    sheet.check(
        "flat within 10 %",
        String.format(
            Locale.ROOT, "the slowest is %s times the fastest", Report.shown(slowest / medians[0])),
        slowest <= 1.1 * medians[0]);
    sheet.check("at most 200 ns", Report.shown(slowest) + " ns", slowest <= 200);
    double megabytes = allocatedBy(FreeSet::new) / 1e6;
    sheet.put(Plot.OWN, "9,000,000 IDs", "MB", megabytes);
    sheet.check("at most 4 MB", Report.shown(megabytes) + " MB", megabytes <= 4);
  }

  private static String condition(String percent) {
    return percent + " % taken";
  }

  /** The second time: what all stores share is there already. */
  private static long allocatedBy(Runnable maker) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    maker.run();
    long before = threads.getCurrentThreadAllocatedBytes();
    maker.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  /** Takes as many as the occupancy says, the last of them to be released first. */
  @Setup
  public void fill() {
    free = new FreeSet();
    taken = new BitSet(ConferenceIdPolicy.WELL_FORMED);
    long leave =
        Math.round(ConferenceIdPolicy.ISSUABLE * (1 - Double.parseDouble(occupancy) / 100));
    while (free.size() > leave) {
      ConferenceId id = free.take(random);
      taken.set(id.value() - ConferenceIdPolicy.LOWEST);
      held[next++ % HELD] = id;
    }
  }

  /** This library. */
  @Benchmark
  public ConferenceId freeSet() {
    ConferenceId id = free.take(random);
    int place = next++ & (HELD - 1);
    free.release(held[place]);
    held[place] = id;
    return id;
  }

  /** The usual way. */
  @Benchmark
  public ConferenceId drawAndRetry() {
    ConferenceId id;
    do {
      id = random.next();
    } while (taken.get(id.value() - ConferenceIdPolicy.LOWEST));
    taken.set(id.value() - ConferenceIdPolicy.LOWEST);
    int place = next++ & (HELD - 1);
    taken.clear(held[place].value() - ConferenceIdPolicy.LOWEST);
    held[place] = id;
    return id;
  }
}
