package org.conferenceid.invitation;

/**
 * The lines before and after the footer of an invitation. They are the same in every language, as
 * text and as HTML, and stand alone on their line, so that a program finds the footer again in a
 * meeting that has it and puts the new one in its place (B16).
 *
 * <p>They are visible: mail programs and calendars remove comments and attributes. They say nothing
 * about anybody.
 *
 * @since 0.1.0
 */
public final class FooterMarks {
  /** The line before the footer. */
  public static final String START = ":______________________________";

  /** The line after the footer. */
  public static final String END = "______________________________:";

  private FooterMarks() {}
}
