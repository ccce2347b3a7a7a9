package org.conferenceid.calendar.caldav;

import java.util.OptionalInt;
import org.conferenceid.calendar.follower.MeetingsException;
import org.jspecify.annotations.Nullable;

/**
 * A CalDAV server cannot be reached, refuses a request, or answers what cannot be used. The message
 * says which method failed and how; it holds no credentials, no path and nothing of an answer.
 *
 * @since 0.1.0
 */
public final class CalDavException extends MeetingsException {
  private static final long serialVersionUID = 1L;

  /** The status of the answer; 0 if there was none. */
  private final int status;

  CalDavException(String problem, int status, @Nullable Throwable cause) {
    super(problem, cause);
    this.status = status;
  }

  CalDavException(String problem, @Nullable Throwable cause) {
    this(problem, 0, cause);
  }

  /**
   * Returns the status by which the server refused.
   *
   * @return such as 403; empty if it is not the status that was wrong
   */
  public OptionalInt status() {
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }
}
