package org.conferenceid.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import org.conferenceid.bulk.BulkProgress;

/** How far long work is, on one line of a terminal that is written over and over. */
final class ProgressBar {
  private static final int WIDTH = 30;
  private static final int PER_CENT = 100;

  /** What changes more often than that cannot be read. */
  private static final Duration REST = Duration.ofMillis(100);

  private final PrintWriter terminal;
  private Duration next = Duration.ZERO;
  private int length;

  ProgressBar(PrintWriter terminal) {
    this.terminal = terminal;
  }

  void show(BulkProgress progress) {
    boolean last = progress.total().equals(OptionalLong.of(progress.processed()));
    if (progress.elapsed().compareTo(next) < 0 && !last) {
      return;
    }
    next = progress.elapsed().plus(REST);
    String text = text(progress);
    // A shorter text would leave the end of a longer one behind.
    terminal.print("\r" + text + " ".repeat(Math.max(0, length - text.length())));
    terminal.flush();
    length = text.length();
  }

  /** Leaves the line as it is, and goes to the next. */
  void end() {
    if (length > 0) {
      terminal.println();
    }
  }

  static String text(BulkProgress progress) {
    String rate = String.format(Locale.ENGLISH, "%,.0f/s", progress.perSecond());
    if (progress.total().isEmpty()) {
      return String.format(Locale.ENGLISH, "%,d users  %s", progress.processed(), rate);
    }
    long total = progress.total().getAsLong();
    double share = total == 0 ? 1 : Math.min(1, (double) progress.processed() / total);
    int filled = (int) (share * WIDTH);
    return String.format(
        Locale.ENGLISH,
        "[%s%s] %3d %%  %,d of %,d  %s  %s left",
        "#".repeat(filled),
        "-".repeat(WIDTH - filled),
        (int) (share * PER_CENT),
        progress.processed(),
        total,
        rate,
        progress.remaining().map(ProgressBar::clock).orElse("?"));
  }

  private static String clock(Duration time) {
    return time.toHours() > 0
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
  }
}
