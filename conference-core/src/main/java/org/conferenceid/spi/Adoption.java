package org.conferenceid.spi;

import java.util.Objects;
import org.conferenceid.Cause;
import org.conferenceid.ConferenceId;
import org.conferenceid.UserId;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.change.AlreadyEnabled;
import org.conferenceid.change.Done;

/**
 * An ID that a user has already, to be brought in (B13). {@code toString} masks it.
 *
 * @param user the user
 * @param id the ID
 * @param cause who wishes it and why, for the audit; without a request key, because an adoption
 *     that is repeated changes nothing anyway
 */
public record Adoption(UserId user, ConferenceId id, Cause cause) {

  /**
   * Checks the parts.
   *
   * @param user the user
   * @param id the ID
   * @param cause who wishes it and why
   * @throws IllegalArgumentException if the cause has a request key
   */
  public Adoption {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(id, "id");
    if (cause.key().isPresent()) {
      throw new IllegalArgumentException("an adoption has no request key");
    }
  }

  /**
   * Whether something stands against this adoption.
   *
   * @param result what became of it
   * @return {@code false} if it was done or could be done, or if the user has that ID already
   */
  public boolean isRefused(AdoptionResult result) {
    return !(result instanceof Done
        || result instanceof AdoptionResult.Withheld
        || (result instanceof AlreadyEnabled already && already.id().equals(id)));
  }
}
