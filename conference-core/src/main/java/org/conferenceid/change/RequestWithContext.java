package org.conferenceid.change;

import org.conferenceid.InvalidValueException;
import org.conferenceid.RequestContext;

/**
 * A request that says who asks and why, for the audit (B10). All requests say it by these methods.
 * Immutable: each method returns a new request, and leaves this one as it is.
 *
 * @since 0.1.0
 * @param <R> the kind of request
 */
public interface RequestWithContext<R extends RequestWithContext<R>> {

  /**
   * Returns who asks and why.
   *
   * @return the context as said so far
   */
  RequestContext context();

  /**
   * Says who asks and why, in the place of what was said before.
   *
   * @param context who and why
   * @return a new request
   */
  R context(RequestContext context);

  /**
   * Says who asks.
   *
   * @param actor the administrator or program, at most {@value RequestContext#MAX_ACTOR} characters
   *     on one line
   * @return a new request
   * @throws InvalidValueException if the text breaks the rule of {@link RequestContext}
   */
  default R by(String actor) {
    return context(context().by(actor));
  }

  /**
   * Says why, for administrators alone.
   *
   * @param reason the reason, at most {@value RequestContext#MAX_REASON} characters on one line
   * @return a new request
   * @throws InvalidValueException if the text breaks the rule of {@link RequestContext}
   */
  default R reason(String reason) {
    return context(context().reason(reason));
  }

  /**
   * Says why, for the organizer to read in the message.
   *
   * @param reason the reason, at most {@value RequestContext#MAX_REASON} characters on one line
   * @return a new request
   * @throws InvalidValueException if the text breaks the rule of {@link RequestContext}
   */
  default R publicReason(String reason) {
    return context(context().publicReason(reason));
  }
}
