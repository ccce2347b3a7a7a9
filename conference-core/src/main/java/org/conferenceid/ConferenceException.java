package org.conferenceid;

import org.jspecify.annotations.Nullable;

/**
 * The root of every exception that a correct program can meet. Expected outcomes are not exceptions
 * but values, such as {@code ResetResult}; what is thrown is bad input, a wish that cannot be
 * fulfilled, or broken infrastructure.
 *
 * <p>A value or a setting that breaks its rule is an {@link InvalidValueException}, wherever it is
 * given. Beside these, a program that is wrong gets exceptions of the JDK's: {@link
 * NullPointerException} for {@code null}, {@link IllegalStateException} for a call at the wrong
 * time. What an observer of a bulk run or of an adoption throws goes to whoever started it, as it
 * is.
 *
 * <p>No message of any subclass holds a conference ID in full: an ID is an access code.
 *
 * @since 0.1.0
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
