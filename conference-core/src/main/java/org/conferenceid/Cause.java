package org.conferenceid;

import java.util.Optional;

/**
 * Who wished something and why, and by which key the wish is known (B10, B12).
 *
 * @param actor the administrator or program, at most {@value #MAX_ACTOR} characters on one line
 * @param reason the reason in the administrator's words, at most {@value #MAX_REASON} characters on
 *     one line
 * @param key the request key
 */
public record Cause(Optional<String> actor, Optional<String> reason, Optional<IdempotencyKey> key) {
  /** The greatest length of an actor, in UTF-16 units. */
  public static final int MAX_ACTOR = 255;

  /** The greatest length of a reason, in UTF-16 units. */
  public static final int MAX_REASON = 500;

  /** Nothing said. */
  public static final Cause UNSTATED =
      new Cause(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Checks the parts.
   *
   * @param actor the administrator or program
   * @param reason the reason in the administrator's words
   * @param key the request key
   * @throws InvalidValueException if one breaks its rule
   */
  public Cause {
    actor.ifPresent(text -> Text.requireLine("actor", text, MAX_ACTOR));
    reason.ifPresent(text -> Text.requireLine("reason", text, MAX_REASON));
  }

  /**
   * Says who wishes it.
   *
   * @param newActor the administrator or program
   * @return a new cause
   * @throws InvalidValueException if the text breaks its rule
   */
  public Cause by(String newActor) {
    return new Cause(Optional.of(newActor), reason, key);
  }

  /**
   * Says why.
   *
   * @param newReason the reason
   * @return a new cause
   * @throws InvalidValueException if the text breaks its rule
   */
  public Cause because(String newReason) {
    return new Cause(actor, Optional.of(newReason), key);
  }

  /**
   * Says by which key the wish is known.
   *
   * @param newKey the request key
   * @return a new cause
   * @throws InvalidValueException if the key breaks the rule of {@link IdempotencyKey}
   */
  public Cause keyed(String newKey) {
    return new Cause(actor, reason, Optional.of(new IdempotencyKey(newKey)));
  }
}
