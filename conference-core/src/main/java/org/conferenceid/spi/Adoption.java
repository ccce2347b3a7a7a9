package org.conferenceid.spi;

import java.util.Objects;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.change.AdoptionResult;

/**
 * An ID that a user has already, to be brought in (B13). {@code toString} masks it.
 *
 * @param user the user
 * @param id the ID
 * @param context who asks for it and why, for the audit
 * @since 0.1.0
 */
public record Adoption(UserId user, ConferenceId id, RequestContext context) {

  /**
   * Checks the parts.
   *
   * @param user the user
   * @param id the ID
   * @param context who asks for it and why
   */
  public Adoption {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(context, "context");
  }

  /**
   * Whether something stands against this adoption.
   *
   * @param result what became of it
   * @return {@code false} if it was done or could be done, or if the user has that ID already
   */
  public boolean isRefused(AdoptionResult result) {
    Objects.requireNonNull(result, "result");
    return !(result instanceof AdoptionResult.Adopted
        || result instanceof AdoptionResult.NotApplied
        || (result instanceof AdoptionResult.AlreadyEnabled already
            && already.organizer().id().equals(Optional.of(id))));
  }
}
