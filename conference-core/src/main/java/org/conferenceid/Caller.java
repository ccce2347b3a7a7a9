package org.conferenceid;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as far as the telephone network says: a number that it vouches for, a number that may
 * be forged, or nobody who can be told from others. Failed attempts are counted by it (B4).
 *
 * <pre>{@code
 * Caller caller = fullyAttested ? Caller.attested(number) : Caller.of(number);
 * }</pre>
 *
 * <p>A number that the network only presents is no proof: whoever has a line of the right kind can
 * present any. So it and the same number {@linkplain #attested attested} are two callers, and who
 * forges a number spoils nothing for the calls of its owner that the network vouches for (B20).
 *
 * <p>A number is personal data, so {@link #toString} masks it. Immutable; two callers are equal if
 * their numbers are and both or none are attested. All anonymous callers are equal.
 *
 * @since 0.1.0
 */
public final class Caller {
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{3,15}");
  private static final Pattern INTERNATIONAL_PREFIX = Pattern.compile("^00");

  /** More than any number has with its grouping; longer texts are not even looked at. */
  private static final int MAX_PRESENTED = 40;

  private static final int SHOWN = 2;
  private static final Caller ANONYMOUS = new Caller(null, false);

  private final @Nullable String number;
  private final boolean attested;

  private Caller(@Nullable String number, boolean attested) {
    this.number = number;
    this.attested = attested;
  }

  /**
   * Returns a caller whose number the network presents without vouching for it. A telephone number
   * is 3 to 15 digits of ASCII, international with a {@code +} (or {@code 00}, which is read as
   * {@code +}), national, or an extension; spaces, dots, dashes, slashes and parentheses may group
   * it. Anything else, such as {@code anonymous}, an empty text or a SIP address, counts as
   * anonymous: nobody gets a new budget by inventing a text. Where the network presents a URI, give
   * this method the number in it.
   *
   * @param presented what the network presents; anything but {@code null}
   * @return the caller
   */
  public static Caller of(String presented) {
    return of(presented, false);
  }

  /**
   * Returns a caller whose number cannot have been forged: the network vouches for it (STIR/SHAKEN
   * with full attestation, which is level A, verified by your carrier or by you), or the call came
   * over a trunk or from a registered telephone of your own that can present no other number. Only
   * the telephone system knows that; if in doubt, use {@link #of}.
   *
   * @param presented what the network presents, read as {@link #of} does; anything but {@code null}
   * @return the caller; anonymous if there is no number
   */
  public static Caller attested(String presented) {
    return of(presented, true);
  }

  private static Caller of(String presented, boolean attested) {
    Objects.requireNonNull(presented, "presented");
    if (presented.length() > MAX_PRESENTED) {
      return ANONYMOUS;
    }
    String ungrouped = Text.ungrouped(presented);
    return NUMBER.matcher(ungrouped).matches()
        ? new Caller(INTERNATIONAL_PREFIX.matcher(ungrouped).replaceFirst("+"), attested)
        : ANONYMOUS;
  }

  /**
   * Returns a caller whose number is not known.
   *
   * @return always the same
   */
  public static Caller anonymous() {
    return ANONYMOUS;
  }

  /**
   * Returns the number, in one form however it was grouped. Personal data.
   *
   * @return such as {@code +33612345678}; empty if the caller is anonymous
   */
  public Optional<String> number() {
    return Optional.ofNullable(number);
  }

  /**
   * Tells whether the network vouches for the number.
   *
   * @return false if the number may be forged, or there is none
   */
  public boolean isAttested() {
    return attested;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Caller caller
        && Objects.equals(number, caller.number)
        && attested == caller.attested;
  }

  @Override
  public int hashCode() {
    return Objects.hash(number, attested);
  }

  /**
   * Returns {@code anonymous}, or the number with all but its last two digits masked and whether it
   * is attested: safe to log.
   */
  @Override
  public String toString() {
    if (number == null) {
      return "anonymous";
    }
    int masked = number.length() - SHOWN;
    return "*".repeat(masked) + number.substring(masked) + (attested ? " (attested)" : "");
  }
}
