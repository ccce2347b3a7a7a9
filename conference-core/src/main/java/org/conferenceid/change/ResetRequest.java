package org.conferenceid.change;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.conferenceid.ConferenceId;
import org.conferenceid.InvalidValueException;
import org.conferenceid.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A request to give a user a new ID (S5). There is no way to say which: IDs are dynamic only (S3).
 * Immutable.
 *
 * @since 0.1.0
 */
public final class ResetRequest extends ChangeRequest<ResetRequest> {
  private final Optional<ConferenceId> expected;
  private final OptionalLong expectedVersion;

  private ResetRequest(
      UserId user, Options options, Optional<ConferenceId> expected, OptionalLong expectedVersion) {
    super(user, options);
    this.expected = expected;
    this.expectedVersion = expectedVersion;
  }

  /**
   * Starts a request.
   *
   * @param user whose ID shall be reset
   * @return a request that says nothing else
   */
  public static ResetRequest of(UserId user) {
    return new ResetRequest(user, Options.NONE, Optional.empty(), OptionalLong.empty());
  }

  /**
   * Resets only if the user still has this ID, for instance the one that a confirmation window
   * showed: otherwise the result is {@link ResetResult.StaleId}.
   *
   * @param current the ID that shall be replaced
   * @return a new request
   */
  public ResetRequest expecting(ConferenceId current) {
    Objects.requireNonNull(current, "current");
    return new ResetRequest(user(), options(), Optional.of(current), expectedVersion);
  }

  /**
   * Resets only if the user still has this version: otherwise the result is {@link
   * ResetResult.StaleId}. A version is no secret, so a web form can hold it where an ID must not
   * stand.
   *
   * @param current the {@linkplain org.conferenceid.Organizer#version version} that was shown; at
   *     least 1
   * @return a new request
   * @throws InvalidValueException if it is less than 1
   */
  public ResetRequest expectingVersion(long current) {
    if (current < 1) {
      throw new InvalidValueException("version", "must be at least 1", Long.toString(current));
    }
    return new ResetRequest(user(), options(), expected, OptionalLong.of(current));
  }

  /**
   * Returns the ID that shall be replaced.
   *
   * @return the expected ID; empty if any will do
   */
  public Optional<ConferenceId> expected() {
    return expected;
  }

  /**
   * Returns the version that the user must have.
   *
   * @return the expected version; empty if any will do
   */
  public OptionalLong expectedVersion() {
    return expectedVersion;
  }

  @Override
  ResetRequest with(Options newOptions) {
    return new ResetRequest(user(), newOptions, expected, expectedVersion);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof ResetRequest request
        && request.expected.equals(expected)
        && request.expectedVersion.equals(expectedVersion);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), expected, expectedVersion);
  }
}
