package org.conferenceid.change;

import java.util.Objects;
import java.util.Optional;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What the requests of an administrator have in common: whom they are about, who asks and why, by
 * which key a repetition is known, and whether the user gets an e-mail. Immutable: each method
 * returns a new request. Two requests are equal if they are of one kind and all their parts are.
 *
 * @param <R> the kind of request
 * @since 0.1.0
 */
public abstract sealed class ChangeRequest<R extends ChangeRequest<R>>
    implements RequestWithContext<R>
    permits EnableRequest, ResetRequest, DisableRequest, ConferenceInfoRequest {
  private final UserId user;
  private final Options options;

  ChangeRequest(UserId user, Options options) {
    this.user = Objects.requireNonNull(user, "user");
    this.options = options;
  }

  /** What each request may say beside whom it is about. */
  record Options(RequestContext context, Optional<IdempotencyKey> key, Optional<Boolean> mail) {
    static final Options NONE =
        new Options(RequestContext.NONE, Optional.empty(), Optional.empty());
  }

  /** Returns the same request with other options. */
  abstract R with(Options newOptions);

  Options options() {
    return options;
  }

  @Override
  public R context(RequestContext context) {
    Objects.requireNonNull(context, "context");
    return with(new Options(context, options.key, options.mail));
  }

  /**
   * Makes repetitions harmless: a request with the same key for the same user gives the same result
   * and changes nothing more (B12).
   *
   * @param key a text made once for this request, such as a UUID made when the form was shown
   * @return a new request
   * @throws org.conferenceid.InvalidValueException if the key breaks the rule of {@link
   *     IdempotencyKey}
   */
  public R idempotencyKey(String key) {
    Objects.requireNonNull(key, "key");
    return idempotencyKey(new IdempotencyKey(key));
  }

  /**
   * Makes repetitions harmless, as {@link #idempotencyKey(String)} does.
   *
   * @param key the key
   * @return a new request
   */
  public R idempotencyKey(IdempotencyKey key) {
    Objects.requireNonNull(key, "key");
    return with(new Options(options.context, Optional.of(key), options.mail));
  }

  /**
   * Decides for this once whether the user gets an e-mail (S6). Without it, the setting of the
   * service decides.
   *
   * @param wanted whether an e-mail is sent
   * @return a new request
   */
  public R mail(boolean wanted) {
    return with(new Options(options.context, options.key, Optional.of(wanted)));
  }

  /**
   * Returns whom it is about.
   *
   * @return the user
   */
  public UserId user() {
    return user;
  }

  @Override
  public RequestContext context() {
    return options.context;
  }

  /**
   * Returns the key by which a repetition is known.
   *
   * @return the key; empty if each repetition is a request of its own
   */
  public Optional<IdempotencyKey> idempotencyKey() {
    return options.key;
  }

  /**
   * Returns whether the user gets an e-mail.
   *
   * @return what this request decides; empty if the setting of the service does
   */
  public Optional<Boolean> mail() {
    return options.mail;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChangeRequest<?> request
        && request.getClass() == getClass()
        && request.user.equals(user)
        && request.options.equals(options);
  }

  @Override
  public int hashCode() {
    return Objects.hash(getClass(), user, options);
  }

  /** Returns the user and who asks and why, without any ID. */
  @Override
  public String toString() {
    return getClass().getSimpleName() + "[user=" + user + ", context=" + options.context + "]";
  }
}
