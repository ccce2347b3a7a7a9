package org.conferenceid.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.conferenceid.ConferenceIdGenerator;

/** Making one unpredictable ID. */
final class Generate implements Benchmark {
  private static final String RANDOM_UUID = "`UUID.randomUUID`";

  @Override
  public String name() {
    return "generate";
  }

  @Override
  public String title() {
    return "Making an ID";
  }

  @Override
  public String about() {
    return """
    `ConferenceIdGenerator.secure()`, one thread. A reset makes sixteen.\
    """;
  }

  @Override
  public String limits() {
    return """
    the JDK's `DRBG`, which it draws from.\
    """;
  }

  @Override
  public void run(Scale scale, ResultTable table) throws Exception {
    table.baseline(RANDOM_UUID);
    ConferenceIdGenerator ids = ConferenceIdGenerator.secure();
    Map<String, ResultTable.Measurement> contenders = new LinkedHashMap<>();
    contenders.put(ResultTable.OWN, () -> nanoseconds(scale, () -> ids.next().value()));
    contenders.put(RANDOM_UUID, () -> nanoseconds(scale, () -> UUID.randomUUID().hashCode()));
    table.takeTurns(scale.rounds(), "", "ns", contenders);
  }

  private static double nanoseconds(Scale scale, IntSupplier make) {
    int count = 0;
    int all = 0;
    long start = System.nanoTime();
    long end = start + scale.time().toNanos() / 4;
    while (System.nanoTime() < end) {
      for (int i = 0; i < 1000; i++) {
        all ^= make.getAsInt();
      }
      count += 1000;
    }
    double each = (System.nanoTime() - start) / (double) count;
    return all == 0 ? each + Double.MIN_VALUE : each; // what is made is used
  }
}
