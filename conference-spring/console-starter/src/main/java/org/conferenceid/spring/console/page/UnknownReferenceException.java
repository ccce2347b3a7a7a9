package org.conferenceid.spring.console.page;

import org.conferenceid.ConferenceException;

/**
 * A link holds a reference that this application did not make, or made before it was started anew.
 *
 * @since 0.1.0
 */
public final class UnknownReferenceException extends ConferenceException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception. */
  public UnknownReferenceException() {
    super("the link is not known, look for the user anew", null);
  }
}
