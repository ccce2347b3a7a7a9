package org.conferenceid.cli;

import java.io.PrintWriter;
import org.conferenceid.examples.support.Printable;

/** Where a command writes. */
final class Output {
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;

  Output(PrintWriter out, PrintWriter err, boolean json) {
    this.out = out;
    this.err = err;
    this.json = json;
  }

  /** Writes a result where a script reads it. */
  void result(Line line) {
    out.println(json ? line.json() : line.text());
  }

  /** Writes what is for people only. */
  void note(String text) {
    err.println(Printable.lines(text));
  }

  boolean isJson() {
    return json;
  }

  PrintWriter results() {
    return out;
  }

  PrintWriter notes() {
    return err;
  }
}
