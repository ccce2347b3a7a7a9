package org.conferenceid.benchmarks;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks of a class and writes their figures down. */
final class Jmh {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final Class<?> benchmarks;
  private final Scale scale;

  /** What the page calls the contenders, by the names of their methods. */
  private final Map<String, String> contenders;

  private final Map<String, String[]> parameters = new HashMap<>();
  private int warmUps;

  Jmh(Class<?> benchmarks, Scale scale, Map<String, String> contenders) {
    this.benchmarks = benchmarks;
    this.scale = scale;
    this.contenders = contenders;
    this.warmUps = scale.rounds();
  }

  /** What makes a condition out of the parameters of a benchmark. */
  interface Condition {
    String of(BenchmarkParams parameters);
  }

  /** Writes down the time of each operation in nanoseconds, and the bytes that it allocates. */
  void run(Sheet sheet, int threads, Condition condition) throws RunnerException {
    for (RunResult result : new Runner(options(threads).build()).run()) {
      String method = result.getParams().getBenchmark().replaceFirst(".*\\.", "");
      String contender = contenders.getOrDefault(method, method);
      String where = condition.of(result.getParams());
      for (BenchmarkResult fork : result.getBenchmarkResults()) {
        Collection<IterationResult> iterations = fork.getIterationResults();
        for (IterationResult iteration : iterations) {
          sheet.put(contender, where, "ns", iteration.getPrimaryResult().getScore());
          Result<?> allocated = iteration.getSecondaryResults().get(ALLOCATED);
          if (allocated != null) {
            sheet.put(contender, where, "bytes allocated", allocated.getScore());
          }
        }
      }
    }
  }

  /** Sets a parameter of the benchmarks. */
  Jmh with(String parameter, List<String> values) {
    parameters.put(parameter, values.toArray(new String[0]));
    return this;
  }

  /** Sets how many iterations come before those that are measured. */
  Jmh warmUp(int iterations) {
    warmUps = iterations;
    return this;
  }

  private ChainedOptionsBuilder options(int threads) {
    TimeValue time = TimeValue.nanoseconds(scale.time().toNanos() / 2);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(benchmarks.getName()) + "\\.")
            .threads(threads)
            .forks(scale.forks())
            .warmupIterations(scale.smoke() ? 0 : warmUps)
            .measurementIterations(scale.rounds())
            .warmupTime(time)
            .measurementTime(time)
            .shouldFailOnError(true)
            .addProfiler(GCProfiler.class)
            .jvmArgsAppend("-Xmx2g");
    parameters.forEach(options::param);
    return scale.smoke() ? options.mode(Mode.SingleShotTime) : options;
  }
}
