package org.conferenceid.spi;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
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
   * Checks that adoptions that are to be made together are each about another user and another ID.
   *
   * @param adoptions the adoptions
   * @throws InvalidValueException if a user or an ID stands there twice
   */
  public static void requireDistinct(Collection<Adoption> adoptions) {
    Objects.requireNonNull(adoptions, "adoptions");
    if (adoptions.stream().map(Adoption::user).distinct().count() < adoptions.size()) {
      throw new InvalidValueException("user", "must not stand there twice");
    }
    if (adoptions.stream().map(Adoption::id).distinct().count() < adoptions.size()) {
      throw new InvalidValueException("ID", "must not stand there twice");
    }
  }

  /**
   * Returns what becomes of this adoption, which is judged before any of a list is made (B13).
   *
   * @param found the user's state; empty for somebody unknown
   * @param taken what the ID is, if it is not free: {@link Lookup.Unknown} if the store keeps it
   *     for a reason of its own
   * @return {@link AdoptionResult.NotApplied} if it can be made, otherwise what stands against it
   */
  public AdoptionResult judge(Optional<Organizer> found, Optional<Lookup> taken) {
    Objects.requireNonNull(found, "found");
    Objects.requireNonNull(taken, "taken");
    Optional<Organizer> enabled = found.filter(Organizer::enabled);
    if (enabled.isPresent()) {
      return new AdoptionResult.AlreadyEnabled(enabled.get());
    }
    if (ConferenceIdPolicy.isGuessable(id)) {
      return new AdoptionResult.Guessable();
    }
    return taken
        .<AdoptionResult>map(AdoptionResult.Unavailable::new)
        .orElseGet(AdoptionResult.NotApplied::new);
  }

  /**
   * Returns the change that makes this adoption: an enabling about which no message is sent.
   *
   * @return the change, without the ID
   */
  public Change toChange() {
    return Change.builder(EventKind.ENABLED, user).context(context).mail(false).build();
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
