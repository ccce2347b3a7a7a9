package org.conferenceid;

/**
 * A value from outside breaks the rule of its field. Nothing has been changed.
 *
 * <p>The message names the field and the rule; it repeats the value only where the value is no
 * secret.
 *
 * @since 0.1.0
 */
public class InvalidValueException extends ConferenceException {
  private static final long serialVersionUID = 1L;

  /** The field that the value was meant for. */
  private final String field;

  /** The rule that the value breaks. */
  private final String rule;

  /**
   * Creates an exception for a value that must not be shown.
   *
   * @param field what the value was meant for, in a user's words, such as {@code "phone number"}
   * @param rule the rule that it breaks, as the end of a sentence that starts with the field
   */
  public InvalidValueException(String field, String rule) {
    super(field + " " + rule, null);
    this.field = field;
    this.rule = rule;
  }

  /**
   * Creates an exception that shows the value. Control characters and invisible ones are shown as
   * escapes and long values are cut, so that the message is safe in a log line.
   *
   * @param field what the value was meant for
   * @param rule the rule that it breaks, as the end of a sentence that starts with the field
   * @param value the value, which must be no secret
   */
  public InvalidValueException(String field, String rule, String value) {
    super(field + " " + rule + ": \"" + Text.printable(value) + "\"", null);
    this.field = field;
    this.rule = rule;
  }

  /**
   * What the value was meant for.
   *
   * @return the field's name, in a user's words
   */
  public String field() {
    return field;
  }

  /**
   * The rule that the value breaks.
   *
   * @return the end of a sentence that starts with the field
   */
  public String rule() {
    return rule;
  }
}
