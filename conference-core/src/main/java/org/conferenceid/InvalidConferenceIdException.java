package org.conferenceid;

/**
 * Digits that are no conference ID. The message names the rule but not the digits, which may be a
 * mistyped access code.
 *
 * @since 0.1.0
 */
public final class InvalidConferenceIdException extends InvalidValueException {
  private static final long serialVersionUID = 1L;

  /** The rule of {@link ConferenceIdPolicy} that is broken. */
  public enum Reason {
    /** Something else than the digits 0 to 9 of ASCII, for instance a space, a dash or a letter. */
    NOT_DIGITS("must consist of the digits 0 to 9 only"),
    /** Fewer or more than seven digits (S12). */
    WRONG_LENGTH("must have exactly " + ConferenceIdPolicy.LENGTH + " digits"),
    /** The first digit is 0 (B7). */
    LEADING_ZERO("must not start with 0");

    private final String rule;

    Reason(String rule) {
      this.rule = rule;
    }
  }

  /** The rule that is broken. */
  private final Reason reason;

  /** Creates the exception. */
  InvalidConferenceIdException(Reason reason) {
    super("conference ID", reason.rule);
    this.reason = reason;
  }

  /**
   * The rule that is broken.
   *
   * @return the reason
   */
  public Reason reason() {
    return reason;
  }
}
