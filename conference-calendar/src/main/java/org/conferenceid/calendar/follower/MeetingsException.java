package org.conferenceid.calendar.follower;

import org.conferenceid.ConferenceException;
import org.jspecify.annotations.Nullable;

/**
 * A calendar cannot be read or written. The message is shown to administrators: it holds nothing of
 * a meeting, and no credentials. An implementation of {@link Meetings} that throws something else
 * has only its class shown.
 *
 * @since 0.1.0
 */
public class MeetingsException extends ConferenceException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param problem what is wrong, for administrators
   * @param cause what was thrown, if anything was
   */
  public MeetingsException(String problem, @Nullable Throwable cause) {
    super(problem, cause);
  }
}
