package org.conferenceid.change;

import java.util.Objects;
import org.conferenceid.Recipient;

/**
 * Who would get a message, as far as it can be told beforehand (B11).
 *
 * @since 0.1.0
 */
public sealed interface MailPreview {

  /**
   * A message would go out.
   *
   * @param recipient the address, name and language, as the directory has them now
   */
  record To(Recipient recipient) implements MailPreview {

    /**
     * Checks the part for {@code null}.
     *
     * @param recipient the address, name and language, as the directory has them now
     */
    public To {
      Objects.requireNonNull(recipient, "recipient");
    }
  }

  /** Mail is switched off (S6). */
  record Off() implements MailPreview {}

  /**
   * The directory knows no address of the user, or one that is not valid: a message would be listed
   * as failed.
   */
  record NoAddress() implements MailPreview {}

  /**
   * The directory could not be asked, whatever it threw (B23). A reset works all the same, and its
   * message is sent when the directory is back.
   *
   * @param problem what went wrong, as one line for the administrator
   */
  record Unavailable(String problem) implements MailPreview {

    /**
     * Checks the part for {@code null}.
     *
     * @param problem what went wrong, as one line for the administrator
     */
    public Unavailable {
      Objects.requireNonNull(problem, "problem");
    }
  }
}
