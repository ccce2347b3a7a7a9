package org.conferenceid.tck;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.EmailAddress;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.invitation.PhoneNumber;

/**
 * Values of this library for property tests with jqwik, which this module does not bring along.
 *
 * <pre>{@code
 * @Property
 * void anyUserCanBeEnabled(@ForAll("users") UserId user) { ... }
 *
 * @Provide
 * Arbitrary<UserId> users() {
 *   return ConferenceArbitraries.userIds();
 * }
 * }</pre>
 *
 * <p>Stateless; safe for use by any number of threads.
 *
 * @since 0.1.0
 */
@SuppressWarnings("exports") // only whoever uses jqwik requires it
public final class ConferenceArbitraries {
  /**
   * What breaks careless code: quotes, wildcards, marks that combine, more than one UTF-16 unit.
   */
  private static final List<String> ODD_PIECES =
      List.of(
          "'", "\"", "\\", ";", "--", "%", "_", "<", "&", " ", "é", "e\u0301", "ß", "ı", "İ", "名",
          "я", "\u00a0", "\u200b", "😀", "👩‍👧", "🇫🇷");

  private ConferenceArbitraries() {}

  /**
   * IDs that may be issued.
   *
   * @return any well-formed ID that is not guessable
   */
  public static Arbitrary<ConferenceId> ids() {
    return Arbitraries.integers()
        .between(ConferenceIdPolicy.LOWEST, ConferenceIdPolicy.HIGHEST)
        .map(ConferenceId::of)
        .filter(id -> !ConferenceIdPolicy.isGuessable(id));
  }

  /**
   * Users' keys of every length.
   *
   * @return any text that is a key
   */
  public static Arbitrary<UserId> userIds() {
    return lines(UserId.MAX_LENGTH).map(UserId::of);
  }

  /**
   * Idempotency keys of every length.
   *
   * @return any text that is a key
   */
  public static Arbitrary<IdempotencyKey> idempotencyKeys() {
    return lines(IdempotencyKey.MAX_LENGTH).map(IdempotencyKey::new);
  }

  /**
   * Returns contexts of requests, with and without each part.
   *
   * @return any context
   */
  public static Arbitrary<RequestContext> contexts() {
    return Combinators.combine(
            lines(RequestContext.MAX_ACTOR).optional(),
            lines(RequestContext.MAX_REASON).optional(),
            lines(RequestContext.MAX_REASON).optional())
        .as(RequestContext::new);
  }

  /**
   * International phone numbers, grouped in different ways. They need not be in use anywhere.
   *
   * @return any number of E.164 form
   */
  public static Arbitrary<PhoneNumber> phoneNumbers() {
    return Combinators.combine(
            Arbitraries.of("+12", "+334", "+447", "+3902", "+3535", "+8819"),
            Arbitraries.strings().numeric().ofMinLength(5).ofMaxLength(11),
            Arbitraries.of("", " ", ".", "-", "\u00a0"))
        .as((start, rest, gap) -> start + rest.replaceAll("(..)", gap + "$1"))
        .map(PhoneNumber::parse);
  }

  /**
   * Addresses under {@code example.org}, {@code example.com} and {@code example.net}, which belong
   * to nobody (RFC 2606).
   *
   * @return any address there
   */
  public static Arbitrary<EmailAddress> emailAddresses() {
    Arbitrary<String> atom =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .numeric()
            .withChars("!#$%&'*+/=?^_`{|}~-")
            .ofMinLength(1)
            .ofMaxLength(20);
    Arbitrary<String> local =
        atom.list().ofMinSize(1).ofMaxSize(3).map(ConferenceArbitraries::dotted);
    return Combinators.combine(local, Arbitraries.of("org", "com", "net"))
        .as((name, top) -> EmailAddress.parse(name + "@example." + top));
  }

  private static String dotted(List<String> atoms) {
    return String.join(".", atoms);
  }

  /** Texts of 1 to {@code max} UTF-16 units on one line, without white space at the ends. */
  private static Arbitrary<String> lines(int max) {
    Arbitrary<String> plain = Arbitraries.chars().range('!', '~').map(String::valueOf);
    return Arbitraries.frequencyOf(Tuple.of(3, plain), Tuple.of(1, Arbitraries.of(ODD_PIECES)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(max)
        .map(pieces -> cut(String.join("", pieces), max).strip())
        .filter(text -> !text.isEmpty());
  }

  /** The beginning of a text, without half a character at the end. */
  private static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
  }
}
