package org.conferenceid.spring.console.user;

import java.util.Optional;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.InvalidValueException;
import org.conferenceid.RequestContext;
import org.conferenceid.Text;
import org.conferenceid.change.ChangeRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * What every form about a user sends.
 *
 * @param key the idempotency key of the form (B12)
 * @param version the version that the form showed
 * @param reason why, for administrators; may be empty
 * @param publicReason why, for the user; may be empty
 * @param mail whether the user is told
 */
record Form(
    @Nullable String key,
    @Nullable Long version,
    @Nullable String reason,
    @Nullable String publicReason,
    @Nullable String mail) {

  /** A form of a page has a key: what has none was not sent by one. */
  IdempotencyKey idempotencyKey() {
    if (key == null) {
      throw new InvalidValueException("form", "must have a key");
    }
    return new IdempotencyKey(key);
  }

  /** The version that the form showed. */
  long shownVersion() {
    if (version == null) {
      throw new InvalidValueException("form", "must have a version");
    }
    return version;
  }

  RequestContext context(Authentication person) {
    RequestContext context = RequestContext.NONE.by(person.getName());
    RequestContext explained = written(reason).map(context::reason).orElse(context);
    return written(publicReason).map(explained::publicReason).orElse(explained);
  }

  private static Optional<String> written(@Nullable String line) {
    return Optional.ofNullable(line).map(Text::trimmed).filter(text -> !text.isEmpty());
  }

  /** The request of a form that says whether the user is told. */
  <R extends ChangeRequest<R>> R fill(R request, Authentication person) {
    return request.context(context(person)).idempotencyKey(idempotencyKey()).mail(mail != null);
  }
}
