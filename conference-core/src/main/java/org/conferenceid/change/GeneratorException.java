package org.conferenceid.change;

import org.conferenceid.ConferenceException;
import org.conferenceid.ConferenceIdGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The application's {@link ConferenceIdGenerator} failed, or broke its contract: it threw, answered
 * {@code null}, repeated itself, or left its bounds (B23). Nothing has been changed; of many
 * changes, those of earlier chunks stay.
 *
 * @since 0.1.0
 */
public final class GeneratorException extends ConferenceException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param problem what is wrong with it
   * @param cause what it threw; {@code null} if it threw nothing
   */
  public GeneratorException(String problem, @Nullable Throwable cause) {
    super("the generator of IDs " + problem + ": nothing was changed", cause);
  }
}
