package org.conferenceid.change;

import java.util.Objects;
import java.util.Optional;
import org.conferenceid.Cause;
import org.conferenceid.InvalidValueException;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.UserId;

/**
 * What the wishes of an administrator have in common: whom they are about, who wishes it and why,
 * by which key a repetition is known, and whether the user is told. Immutable: each method returns
 * a new request.
 *
 * @param <R> the kind of request
 */
public abstract sealed class ChangeRequest<R extends ChangeRequest<R>>
    permits EnableRequest, ResetRequest, DisableRequest {
  private final UserId user;
  private final Cause cause;
  private final Optional<Boolean> mail;

  ChangeRequest(UserId user, Cause cause, Optional<Boolean> mail) {
    this.user = Objects.requireNonNull(user, "user");
    this.cause = cause;
    this.mail = mail;
  }

  /** The same request with other parts. */
  abstract R with(Cause newCause, Optional<Boolean> newMail);

  /**
   * Says who wishes it, for the audit (B10).
   *
   * @param actor the administrator or program, at most {@value Cause#MAX_ACTOR} characters
   * @return a new request
   * @throws InvalidValueException if the text breaks the rule of {@link Cause}
   */
  public R by(String actor) {
    return with(cause.by(actor), mail);
  }

  /**
   * Says why, for the audit (B10).
   *
   * @param reason the reason, at most {@value Cause#MAX_REASON} characters on one line
   * @return a new request
   * @throws InvalidValueException if the text breaks the rule of {@link Cause}
   */
  public R reason(String reason) {
    return with(cause.because(reason), mail);
  }

  /**
   * Makes repetitions harmless: a request with the same key for the same user gives the same result
   * and changes nothing more (B12).
   *
   * @param key a text made once for this wish, such as a UUID made when the form was shown
   * @return a new request
   * @throws InvalidValueException if the key breaks the rule of {@link IdempotencyKey}
   */
  public R key(String key) {
    return with(cause.keyed(key), mail);
  }

  /**
   * Decides for this once whether the user gets an e-mail (S6). Without it, the setting of {@link
   * AudioConferencingBuilder#mail} decides.
   *
   * @param wanted whether an e-mail is sent
   * @return a new request
   */
  public R mail(boolean wanted) {
    return with(cause, Optional.of(wanted));
  }

  /**
   * Whom it is about.
   *
   * @return the user
   */
  public UserId user() {
    return user;
  }

  /**
   * Who wishes it and why, and the request key.
   *
   * @return the cause as stated so far
   */
  public Cause cause() {
    return cause;
  }

  /**
   * Whether the user gets an e-mail.
   *
   * @return what this request decides; empty where the setting does
   */
  public Optional<Boolean> mail() {
    return mail;
  }

  /** The user and the cause, without any ID. */
  @Override
  public String toString() {
    return getClass().getSimpleName() + "[user=" + user + ", cause=" + cause + "]";
  }
}
