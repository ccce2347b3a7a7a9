package org.conferenceid.change;

import org.conferenceid.Recipient;

/** Who would get a message, as far as it can be told beforehand (B11). */
public sealed interface MailPlan {

  /**
   * A message would go out.
   *
   * @param recipient the address, name and language, as the directory has them now
   */
  record To(Recipient recipient) implements MailPlan {}

  /** Mail is switched off (S6). */
  record Off() implements MailPlan {}

  /**
   * The directory knows no address of the user, or one that is not valid: a message would be listed
   * as failed.
   */
  record NoAddress() implements MailPlan {}

  /**
   * The directory could not be asked, whatever it threw (B23). A reset works all the same, and its
   * message is sent when the directory is back.
   *
   * @param problem what went wrong, as one line for the administrator
   */
  record Unavailable(String problem) implements MailPlan {}
}
