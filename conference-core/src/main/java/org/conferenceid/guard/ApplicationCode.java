package org.conferenceid.guard;

import java.util.Optional;
import java.util.function.Supplier;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Text;
import org.slf4j.Logger;

/**
 * Keeps the faults of the application's code away from everything else (B23). Such code may throw
 * whatever it likes: any error, or a checked exception that it does not declare.
 */
public final class ApplicationCode {
  /** Causes can go round in a circle. */
  private static final int MAX_CAUSES = 20;

  private ApplicationCode() {}

  /**
   * Runs code; whatever it throws is logged once and goes no further.
   *
   * @param what names the code in the log
   */
  public static void run(Logger log, Supplier<String> what, Runnable code) {
    try {
      code.run();
    } catch (Throwable thrown) {
      failed(log, what.get(), thrown);
    }
  }

  /** Logs what code has thrown, and keeps an interrupt that it has swallowed. */
  public static void failed(Logger log, String what, Throwable thrown) {
    keepInterrupt(thrown);
    try {
      log.error("{} failed", what, thrown);
    } catch (Throwable unprintable) {
      try {
        log.error("{} failed: {}", what, thrown.getClass().getName());
      } catch (Throwable noLog) {
        // Nobody is left to be told.
      }
    }
  }

  /** Whoever throws this exception has taken the thread's interrupt away. */
  public static void keepInterrupt(Throwable thrown) {
    if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
  }

  /** The broken rule of a value that was thrown, or that caused what was thrown. */
  public static Optional<InvalidValueException> invalidValue(Throwable thrown) {
    try {
      Throwable cause = thrown;
      for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
        if (cause instanceof InvalidValueException invalid) {
          return Optional.of(invalid);
        }
        cause = cause.getCause();
      }
    } catch (Throwable unprintable) {
      // It does not tell.
    }
    return Optional.empty();
  }

  /** What code has thrown, as one line for people. */
  public static String problem(Throwable thrown) {
    try {
      return Text.printable(thrown.toString());
    } catch (Throwable unprintable) {
      return thrown.getClass().getName();
    }
  }
}
