package org.conferenceid.bulk;

/**
 * Whoever started a run over many users learns here what becomes of each user, and can stop it. It
 * is called on the thread of the run. What it throws, any {@link Throwable}, ends the run and goes
 * to whoever started it, as it is; what has been done stays, also where the observer was not told
 * any more, and a run with the same key finishes the rest (B23). Users who were processed already
 * are told again, as replayed.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface BulkObserver {

  /**
   * Something became of a user. What is told as done has been committed, unless the store takes
   * part in a transaction of the application.
   *
   * @param result what
   */
  void onResult(BulkResult result);

  /**
   * Tells after each chunk how far the run is. Does nothing unless implemented.
   *
   * @param progress how far
   */
  default void onProgress(BulkProgress progress) {}

  /**
   * Asked before each chunk: the run ends when this is {@code true}, and never within a chunk.
   *
   * @return whether to stop; {@code false} unless implemented
   */
  default boolean isCancelled() {
    return false;
  }
}
