package org.conferenceid.benchmarks;

/** One benchmark of the page: what is measured, against what, and how well it shall do. */
interface Benchmark {

  /** A short name for {@code --only} and for files. */
  String name();

  /** The heading. */
  String title();

  /** What exactly is measured and what the others do, in a few sentences of Markdown. */
  String about();

  /** What limits the figure, and why a goal is missed where it is, in a few sentences. */
  String limits();

  /** Measures. */
  void run(Scale scale, ResultTable table) throws Exception;
}
