package org.conferenceid.benchmarks;

/** One question of the page: what is measured, against what, and how well it shall do. */
interface Question {

  /** A short name for {@code --only} and for files. */
  String name();

  /** The heading. */
  String title();

  /** What exactly is measured and what the others do, in a few sentences of Markdown. */
  String about();

  /** Measures. */
  void answer(Scale scale, Sheet sheet) throws Exception;
}
