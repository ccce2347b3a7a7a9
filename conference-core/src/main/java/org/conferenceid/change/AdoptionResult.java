package org.conferenceid.change;

import org.conferenceid.Lookup;

/** What a {@linkplain org.conferenceid.spi.ConferenceStore store} answers to an adoption (B13). */
public sealed interface AdoptionResult
    permits Done,
        AlreadyEnabled,
        AdoptionResult.Unavailable,
        AdoptionResult.Guessable,
        AdoptionResult.Withheld {

  /**
   * The ID is not free.
   *
   * @param lookup what it is: active, or retired and in quarantine; unknown if the store keeps it
   *     for a reason of its own
   */
  record Unavailable(Lookup lookup) implements AdoptionResult {}

  /** The ID is one of those that are never issued, because people try them first. */
  record Guessable() implements AdoptionResult {}

  /** Nothing stands against it, but nothing was to be changed. */
  record Withheld() implements AdoptionResult {}
}
