package org.conferenceid.bulk;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Organizer;
import org.conferenceid.RequestContext;
import org.conferenceid.change.RequestWithContext;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.guard.Durations;
import org.conferenceid.spi.OrganizerQuery;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which IDs are replaced when they are old, a small batch at a time. Immutable: each
 * method returns a new rule. Start from {@link #ofIdsOlderThan}. Two rules are equal if all their
 * parts are.
 *
 * @since 0.1.0
 */
public final class Rotation implements RequestWithContext<Rotation> {
  /** The most users of one batch. */
  public static final int MAX_BATCH_SIZE = OrganizerQuery.MAX_LIMIT;

  private static final int DEFAULT_BATCH_SIZE = 100;

  private final Duration age;
  private final int batchSize;
  private final RequestContext context;
  private final Optional<Boolean> mail;

  private Rotation(Duration age, int batchSize, RequestContext context, Optional<Boolean> mail) {
    this.age = age;
    this.batchSize = batchSize;
    this.context = context;
    this.mail = mail;
  }

  /**
   * Starts a rule: {@value #DEFAULT_BATCH_SIZE} users at once, asked for by {@code rotation}
   * because of their age.
   *
   * @param age how long a user has had an ID before it is due, by the store's clock; positive, at
   *     most 36500 days
   * @return the rule
   * @throws InvalidValueException if the age is out of its range
   */
  public static Rotation ofIdsOlderThan(Duration age) {
    Objects.requireNonNull(age, "age");
    return new Rotation(
        Durations.require("age", age),
        DEFAULT_BATCH_SIZE,
        RequestContext.NONE.by("rotation").reason("older than " + age.toDays() + " days"),
        Optional.empty());
  }

  /**
   * Sets how many users are reset at once.
   *
   * @param users from 1 to {@value #MAX_BATCH_SIZE}
   * @return a new rule
   * @throws InvalidValueException if it is out of its range
   */
  public Rotation batchSize(int users) {
    if (users < 1 || users > MAX_BATCH_SIZE) {
      throw new InvalidValueException(
          "batch size", "must be from 1 to " + MAX_BATCH_SIZE, Integer.toString(users));
    }
    return new Rotation(age, users, context, mail);
  }

  @Override
  public Rotation context(RequestContext newContext) {
    return new Rotation(age, batchSize, Objects.requireNonNull(newContext, "context"), mail);
  }

  /**
   * Decides whether the users get an e-mail (S6). Without it, the setting of the administration
   * decides.
   *
   * @param wanted whether e-mails are sent
   * @return a new rule
   */
  public Rotation mail(boolean wanted) {
    return new Rotation(age, batchSize, context, Optional.of(wanted));
  }

  /**
   * Returns how long a user has had an ID before it is due.
   *
   * @return positive, at most 36500 days
   */
  public Duration age() {
    return age;
  }

  /**
   * Returns how many users are reset at once.
   *
   * @return from 1 to {@value #MAX_BATCH_SIZE}
   */
  public int batchSize() {
    return batchSize;
  }

  @Override
  public RequestContext context() {
    return context;
  }

  /** Returns the request for one of those whose IDs are due: for the ID that was found. */
  ResetRequest of(Organizer organizer) {
    ResetRequest request =
        ResetRequest.of(organizer.user()).context(context).expecting(organizer.id().orElseThrow());
    return mail.map(request::mail).orElse(request);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Rotation rotation
        && rotation.age.equals(age)
        && rotation.batchSize == batchSize
        && rotation.context.equals(context)
        && rotation.mail.equals(mail);
  }

  @Override
  public int hashCode() {
    return Objects.hash(age, batchSize, context, mail);
  }

  @Override
  public String toString() {
    return "Rotation[age=" + age + ", batchSize=" + batchSize + ", context=" + context + "]";
  }
}
