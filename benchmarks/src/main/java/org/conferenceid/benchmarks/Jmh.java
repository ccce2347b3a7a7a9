package org.conferenceid.benchmarks;

import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
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

  Jmh(Class<?> benchmarks, Scale scale, Map<String, String> contenders) {
    this.benchmarks = benchmarks;
    this.scale = scale;
    this.contenders = contenders;
  }

  /** Writes down the time of each operation in nanoseconds, and the bytes that it allocates. */
  void run(ResultTable table, int threads, String condition) throws RunnerException {
    for (RunResult result : new Runner(options(threads).build()).run()) {
      String method = result.getParams().getBenchmark().replaceFirst(".*\\.", "");
      String contender = contenders.getOrDefault(method, method);
      for (BenchmarkResult fork : result.getBenchmarkResults()) {
        Collection<IterationResult> iterations = fork.getIterationResults();
        for (IterationResult iteration : iterations) {
          table.put(contender, condition, "ns", iteration.getPrimaryResult().getScore());
          Result<?> allocated = iteration.getSecondaryResults().get(ALLOCATED);
          if (allocated != null) {
            table.put(contender, condition, "bytes allocated", allocated.getScore());
          }
        }
      }
    }
  }

  private ChainedOptionsBuilder options(int threads) {
    TimeValue time = TimeValue.nanoseconds(scale.time().toNanos() / 2);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(benchmarks.getName()) + "\\.")
            .threads(threads)
            .forks(scale.forks())
            .warmupIterations(scale.smoke() ? 0 : scale.rounds())
            .measurementIterations(scale.rounds())
            .warmupTime(time)
            .measurementTime(time)
            .shouldFailOnError(true)
            .addProfiler(GCProfiler.class)
            .jvmArgsAppend("-Xmx2g");
    return scale.smoke() ? options.mode(Mode.SingleShotTime) : options;
  }
}
