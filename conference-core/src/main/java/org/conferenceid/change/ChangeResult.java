package org.conferenceid.change;

/**
 * What a {@linkplain org.conferenceid.spi.ConferenceStore store} answers to a change. The services
 * hand out the part of it that their callers can meet: {@link EnableResult}, {@link ResetResult},
 * {@link DisableResult}, {@link InfoResult}.
 */
public sealed interface ChangeResult
    permits ChangeResult.Exhausted,
        ChangeResult.KeyReused,
        EnableResult,
        ResetResult,
        DisableResult,
        InfoResult {

  /** No free ID is left; nothing has been changed. The services throw it as an exception. */
  record Exhausted() implements ChangeResult {}

  /**
   * The request key belongs to another wish for the same user; nothing has been changed. The
   * services throw it as an exception.
   */
  record KeyReused() implements ChangeResult {}
}
