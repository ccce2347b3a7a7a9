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
   * @param log where it is logged
   * @param what names the code in the log
   * @param code the application's code
   */
  public static void run(Logger log, Supplier<String> what, Runnable code) {
    try {
      code.run();
    } catch (Throwable thrown) {
      failed(log, what.get(), thrown);
    }
  }

  /**
   * Logs what code has thrown, and keeps an interrupt that it has swallowed.
   *
   * @param log where it is logged
   * @param what names the code
   * @param thrown what it has thrown
   */
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

  /**
   * Interrupts the thread again if its interrupt was taken away by what was thrown.
   *
   * @param thrown what was thrown
   */
  public static void keepInterrupt(Throwable thrown) {
    if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Finds the broken rule of a value that was thrown, or that caused what was thrown.
   *
   * @param thrown what was thrown
   * @return the broken rule; empty if there is none
   */
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

  /**
   * Returns what code has thrown, as one line for people.
   *
   * @param thrown what it has thrown
   * @return one line of printable characters
   */
  public static String problem(Throwable thrown) {
    try {
      return Text.printable(thrown.toString());
    } catch (Throwable unprintable) {
      return thrown.getClass().getName();
    }
  }
}
