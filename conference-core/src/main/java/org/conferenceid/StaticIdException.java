package org.conferenceid;

/**
 * Somebody asked for an ID of their choice. IDs are dynamic only: they are set automatically, and
 * static ones are not supported (S3). Nothing has been changed.
 *
 * @since 0.1.0
 */
public final class StaticIdException extends ConferenceException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. The wanted digits are not kept. */
  StaticIdException() {
    super(
        "conference IDs are dynamic only: they are set automatically, and a chosen (static) ID is"
            + " not supported. Leave the ID out to get a new one.",
        null);
  }
}
