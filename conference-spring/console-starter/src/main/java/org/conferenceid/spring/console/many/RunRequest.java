package org.conferenceid.spring.console.many;

import java.util.Optional;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.InvalidValueException;
import org.conferenceid.RequestContext;

/**
 * What a run is to do, but for the users of a list. It is what a link to the run stands for, so
 * that any node can show it, and go on with one for everybody.
 *
 * @param action what is done
 * @param everyone whether it is for everybody who is enabled, or for a list
 * @param total how many users there were when it was confirmed
 * @param key the run key
 * @param mail whether a reset sends e-mails
 * @param perSecond how many users a second at most; 0 for no limit
 * @param actor who asked for it
 * @param reason why, for administrators; may be empty
 * @param publicReason why, for the users; may be empty
 */
record RunRequest(
    RunAction action,
    boolean everyone,
    long total,
    String key,
    boolean mail,
    int perSecond,
    String actor,
    String reason,
    String publicReason) {
  private static final int PARTS = 9;
  private static final String BETWEEN = "\n";

  /**
   * Checks the parts.
   *
   * @throws InvalidValueException if the key, the actor or a reason breaks its rule
   */
  RunRequest {
    new IdempotencyKey(key);
    context(actor, reason, publicReason);
    if (total < 0 || perSecond < 0) {
      throw new InvalidValueException("run", "must not have negative numbers");
    }
  }

  /** Who asked for it, and why. */
  RequestContext context() {
    return context(actor, reason, publicReason);
  }

  private static RequestContext context(String actor, String reason, String publicReason) {
    RequestContext context = RequestContext.NONE.by(actor);
    RequestContext explained = reason.isEmpty() ? context : context.reason(reason);
    return publicReason.isEmpty() ? explained : explained.publicReason(publicReason);
  }

  RunRequest total(long users) {
    return new RunRequest(
        action, everyone, users, key, mail, perSecond, actor, reason, publicReason);
  }

  RunRequest by(String newActor) {
    return new RunRequest(
        action, everyone, total, key, mail, perSecond, newActor, reason, publicReason);
  }

  /** One line for each part; none of them has a line break. */
  String text() {
    return String.join(
        BETWEEN,
        action.name(),
        Boolean.toString(everyone),
        Long.toString(total),
        key,
        Boolean.toString(mail),
        Integer.toString(perSecond),
        actor,
        reason,
        publicReason);
  }

  static Optional<RunRequest> parse(String text) {
    String[] parts = text.split(BETWEEN, -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    return Optional.of(
        new RunRequest(
            RunAction.valueOf(parts[0]),
            Boolean.parseBoolean(parts[1]),
            Long.parseLong(parts[2]),
            parts[3],
            Boolean.parseBoolean(parts[4]),
            Integer.parseInt(parts[5]),
            parts[6],
            parts[7],
            parts[8]));
  }

  /** Without the actor and the reasons, which may be personal. */
  @Override
  public String toString() {
    return "RunRequest[action=" + action + ", everyone=" + everyone + ", total=" + total + "]";
  }
}
