package org.conferenceid.calendar;

import java.util.Objects;

/**
 * Something that was found in a meeting. It holds no text of the meeting, and no ID.
 *
 * @param property where it stands: the property's name, such as {@code DESCRIPTION}, after its
 *     component's if that is within the meeting, such as {@code VALARM.DESCRIPTION}, or with a
 *     parameter, such as {@code DESCRIPTION;ALTREP}
 * @param kind what it is
 * @since 0.1.0
 */
public record Finding(String property, Kind kind) {

  /** What was found, and what was done with it. */
  public enum Kind {
    /** Replaced: a footer between its marks. */
    MARKED_FOOTER(true),
    /** Replaced: a footer without marks, word for word. */
    EXACT_FOOTER(true),
    /** The digits replaced: a link that dials one of the numbers and enters the ID. */
    DIAL_LINK(true),
    /**
     * The digits replaced: a former ID beside one of the dial-in numbers, or in a changed footer.
     */
    ID(true),
    /** Left: the current footer or ID. */
    CURRENT(false),
    /** Left: a former ID beside none of the dial-in numbers. It may be another number. */
    ID_ALONE(false),
    /** Left: a footer with an ID that this organizer is not known to have had. */
    FOREIGN_FOOTER(false),
    /** Not looked into: the value is longer than the limit, or cannot be decoded. */
    NOT_READ(false);

    private final boolean replaced;

    Kind(boolean replaced) {
      this.replaced = replaced;
    }

    /**
     * Returns whether something was replaced.
     *
     * @return whether the meeting was changed there
     */
    public boolean isReplaced() {
      return replaced;
    }
  }

  /**
   * Checks the parts for {@code null}.
   *
   * @param property where it stands
   * @param kind what it is
   */
  public Finding {
    Objects.requireNonNull(property, "property");
    Objects.requireNonNull(kind, "kind");
  }
}
