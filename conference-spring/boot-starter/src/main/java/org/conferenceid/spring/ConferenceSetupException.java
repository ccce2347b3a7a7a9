package org.conferenceid.spring;

import java.util.Objects;
import org.conferenceid.ConferenceException;
import org.jspecify.annotations.Nullable;

/**
 * The application is put together in a way that would not work: something is missing, or things do
 * not fit. It is thrown while the application starts. The message says what is wrong, {@link
 * #action} what to do; Spring Boot prints both.
 *
 * @since 0.1.0
 */
public final class ConferenceSetupException extends ConferenceException {
  private static final long serialVersionUID = 1L;

  /** What to do about it. */
  private final String action;

  /**
   * Creates an exception.
   *
   * @param message what is wrong, in a sentence, without a secret
   * @param action what to do about it
   * @param cause what found it, or {@code null}
   */
  public ConferenceSetupException(String message, String action, @Nullable Throwable cause) {
    super(message, cause);
    this.action = Objects.requireNonNull(action, "action");
  }

  /**
   * Returns what to do.
   *
   * @return one or more sentences, or lines to copy
   */
  public String action() {
    return action;
  }
}
