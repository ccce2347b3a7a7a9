package org.conferenceid;

import org.jspecify.annotations.Nullable;

/**
 * The root of every exception that this library throws on purpose. Expected outcomes are not
 * exceptions but values, such as {@link ResetResult}; what is thrown is bad input, a wish that
 * cannot be fulfilled, or broken infrastructure.
 *
 * <p>No message of any subclass holds a conference ID in full: an ID is an access code.
 */
public abstract class ConferenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what went wrong and what to do, without any secret
   * @param cause what caused it, or {@code null}
   */
  protected ConferenceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
