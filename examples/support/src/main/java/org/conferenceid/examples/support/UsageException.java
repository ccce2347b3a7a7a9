package org.conferenceid.examples.support;

/** A command line makes no sense. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param message what is wrong with it, in a sentence for whoever wrote it
   */
  public UsageException(String message) {
    super(message);
  }
}
