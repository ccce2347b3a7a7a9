package org.conferenceid.cli;

import java.util.Optional;

/** Whoever sits at the terminal, if anybody does. */
interface Operator {

  /** Whether there is a terminal, and so somebody who can be asked and sees a progress bar. */
  boolean isThere();

  /**
   * Waits for what is typed.
   *
   * @return the line; empty at the end of the input
   */
  Optional<String> answer();

  /** Watches for a wish to stop, from now on until it is closed. */
  Interruption watch();

  /** Whether work shall stop in good order. Safe for use by several threads. */
  interface Interruption extends AutoCloseable {

    /** Whether that was wished. */
    boolean isWished();

    /** Waits until it is. */
    void await() throws InterruptedException;

    /** To be called when everything has been told. */
    @Override
    void close();
  }
}
