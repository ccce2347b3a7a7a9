package org.conferenceid;

import java.util.Objects;
import java.util.Optional;

/**
 * Who asks for something and why, for the audit (B10). Immutable; start from {@link #NONE}.
 *
 * @param actor the administrator or program, at most {@value #MAX_ACTOR} characters on one line
 * @param reason the reason in the administrator's words, at most {@value #MAX_REASON} characters on
 *     one line; for administrators alone
 * @param publicReason a reason that may stand in the message to the organizer, at most {@value
 *     #MAX_REASON} characters on one line
 * @since 0.1.0
 */
public record RequestContext(
    Optional<String> actor, Optional<String> reason, Optional<String> publicReason) {
  /** The greatest length of an actor, in UTF-16 units. */
  public static final int MAX_ACTOR = 255;

  /** The greatest length of a reason, in UTF-16 units. */
  public static final int MAX_REASON = 500;

  /** Nothing said. */
  public static final RequestContext NONE =
      new RequestContext(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Checks the parts.
   *
   * @param actor the administrator or program
   * @param reason the reason in the administrator's words
   * @param publicReason a reason that may stand in the message to the organizer
   * @throws InvalidValueException if one breaks its rule
   */
  public RequestContext {
    Objects.requireNonNull(actor, "actor");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(publicReason, "publicReason");
    actor.ifPresent(text -> Text.requireLine("actor", text, MAX_ACTOR));
    reason.ifPresent(text -> Text.requireLine("reason", text, MAX_REASON));
    publicReason.ifPresent(text -> Text.requireLine("public reason", text, MAX_REASON));
  }

  /**
   * Says who asks.
   *
   * @param newActor the administrator or program
   * @return a new context
   * @throws InvalidValueException if the text breaks its rule
   */
  public RequestContext by(String newActor) {
    Objects.requireNonNull(newActor, "actor");
    return new RequestContext(Optional.of(newActor), reason, publicReason);
  }

  /**
   * Says why, for administrators alone.
   *
   * @param newReason the reason
   * @return a new context
   * @throws InvalidValueException if the text breaks its rule
   */
  public RequestContext reason(String newReason) {
    Objects.requireNonNull(newReason, "reason");
    return new RequestContext(actor, Optional.of(newReason), publicReason);
  }

  /**
   * Says why, for the organizer to read.
   *
   * @param newReason the reason
   * @return a new context
   * @throws InvalidValueException if the text breaks its rule
   */
  public RequestContext publicReason(String newReason) {
    Objects.requireNonNull(newReason, "reason");
    return new RequestContext(actor, reason, Optional.of(newReason));
  }
}
