package org.conferenceid.invitation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Text;

/**
 * A number that callers dial to reach the bridge (B15). Immutable: each {@code with} method returns
 * another number.
 *
 * <pre>{@code
 * DialInNumber.toll("+33 1 70 00 00 00").withCountry("FR").withLabel("Paris")
 * DialInNumber.tollFree("+49 800 0000000").onlyWithin("DE", "0800 0000000")
 * DialInNumber.extension("1234").withLabel("From the office")
 * }</pre>
 *
 * @since 0.1.0
 */
public final class DialInNumber {
  /** The greatest length of a label, in UTF-16 units. */
  public static final int MAX_LABEL = 100;

  private static final String LABEL = "dial-in number's label";
  private static final Set<String> COUNTRIES = Set.copyOf(Arrays.asList(Locale.getISOCountries()));
  private static final int MAX_WRITTEN = 40;
  private static final Pattern EXTENSION = Pattern.compile("[0-9]{2,10}");

  private final Parts parts;

  /** What a call costs. */
  public enum Kind {
    /** The caller pays for the call. */
    TOLL,
    /** The call is free for the caller, usually only from within the country. */
    TOLL_FREE,
    /** An extension that is dialled within the organization only. */
    INTERNAL
  }

  private record Parts(
      Kind kind,
      Optional<PhoneNumber> phoneNumber,
      String written,
      Optional<String> country,
      boolean onlyWithinCountry,
      ByLanguage<String> labels) {}

  private DialInNumber(Parts parts) {
    this.parts = parts;
  }

  /**
   * Returns a number for whose calls the caller pays.
   *
   * @param number the number in international form, grouped as people read it
   * @return the number, without a label
   * @throws InvalidValueException as {@link PhoneNumber#parse}
   */
  public static DialInNumber toll(String number) {
    return of(Kind.TOLL, number);
  }

  /**
   * Returns a number that is free for the caller.
   *
   * @param number the number in international form, grouped as people read it
   * @return the number, without a label
   * @throws InvalidValueException as {@link PhoneNumber#parse}
   */
  public static DialInNumber tollFree(String number) {
    return of(Kind.TOLL_FREE, number);
  }

  private static DialInNumber of(Kind kind, String number) {
    PhoneNumber parsed = PhoneNumber.parse(Objects.requireNonNull(number, "number"));
    return new DialInNumber(
        new Parts(
            kind,
            Optional.of(parsed),
            parsed.written(),
            Optional.empty(),
            false,
            ByLanguage.empty()));
  }

  /**
   * Returns a short number of the organization's own telephone system. It is shown without a link,
   * because a mobile phone would dial it in the public network.
   *
   * @param number 2 to 10 digits, which may be grouped
   * @return the number, without a label
   * @throws InvalidValueException if it is anything else
   */
  public static DialInNumber extension(String number) {
    Objects.requireNonNull(number, "number");
    Text.requireLength("extension", number, MAX_WRITTEN);
    String written = Text.trimmed(number);
    if (!EXTENSION.matcher(Text.ungrouped(written)).matches()) {
      throw new InvalidValueException("extension", "must have 2 to 10 digits", number);
    }
    return new DialInNumber(
        new Parts(
            Kind.INTERNAL, Optional.empty(), written, Optional.empty(), false, ByLanguage.empty()));
  }

  /**
   * Sets the place or country as callers know it, for readers of a language without a label of its
   * own. Default: the name of the country, if that is given.
   *
   * @param label such as {@code Paris}, at most {@value #MAX_LABEL} characters on one line, none of
   *     which turns the direction of writing
   * @return the number with that label
   * @throws InvalidValueException if the label breaks that rule
   */
  public DialInNumber withLabel(String label) {
    return with(
        parts.country, parts.onlyWithinCountry, parts.written, parts.labels.with(checked(label)));
  }

  /**
   * Sets the label in one language.
   *
   * @param language the language; a reader of {@code fr-CA} gets the label in {@code fr}
   * @param label as in {@link #withLabel(String)}
   * @return the number with that label
   * @throws InvalidValueException if the label breaks the rule
   */
  public DialInNumber withLabel(Locale language, String label) {
    return with(
        parts.country,
        parts.onlyWithinCountry,
        parts.written,
        parts.labels.with(Objects.requireNonNull(language, "language"), checked(label)));
  }

  /**
   * Sets the country of the number. Readers there get it before the numbers of other countries.
   *
   * @param code the country's code of two letters (ISO 3166-1), such as {@code FR}
   * @return the number with that country
   * @throws InvalidValueException if there is no such country
   */
  public DialInNumber withCountry(String code) {
    return with(Optional.of(country(code)), parts.onlyWithinCountry, parts.written, parts.labels);
  }

  /**
   * Says that the number can be dialled within its country only. It is then shown as people dial it
   * there, together with the country. Its link stays international, since telephones within the
   * country dial it.
   *
   * @param code the country's code of two letters (ISO 3166-1), such as {@code DE}
   * @param nationalForm the number as it is dialled there, such as {@code 0800 0000000}
   * @return the number with that restriction
   * @throws InvalidValueException if there is no such country, this is an extension, or the
   *     national form is another number
   */
  public DialInNumber onlyWithin(String code, String nationalForm) {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(nationalForm, "nationalForm");
    Text.requireLength("national form", nationalForm, MAX_WRITTEN);
    String form = Text.trimmed(nationalForm);
    if (parts.phoneNumber.filter(n -> n.hasNationalForm(Text.ungrouped(form))).isEmpty()) {
      throw new InvalidValueException(
          "national form", "must be the national form of " + parts.written, nationalForm);
    }
    return with(Optional.of(country(code)), true, form, parts.labels);
  }

  private static String country(String code) {
    if (!COUNTRIES.contains(Objects.requireNonNull(code, "code"))) {
      throw new InvalidValueException(
          "country", "must be a code of two capital letters (ISO 3166-1)", code);
    }
    return code;
  }

  private static String checked(String label) {
    Text.requireLine(LABEL, Objects.requireNonNull(label, "label"), MAX_LABEL);
    Text.requireOrder(LABEL, label);
    return label;
  }

  private DialInNumber with(
      Optional<String> country, boolean within, String written, ByLanguage<String> labels) {
    return new DialInNumber(
        new Parts(parts.kind, parts.phoneNumber, written, country, within, labels));
  }

  /**
   * Returns what a call costs.
   *
   * @return what was said when the number was made: it cannot be told from the digits
   */
  public Kind kind() {
    return parts.kind;
  }

  /**
   * Returns the number that can be dialled from anywhere, or within its country only.
   *
   * @return the number, empty for an extension
   */
  public Optional<PhoneNumber> phoneNumber() {
    return parts.phoneNumber;
  }

  /**
   * Returns the number as the application wrote it.
   *
   * @return the national form of a number that can be dialled within its country only
   */
  public String written() {
    return parts.written;
  }

  /**
   * Returns the country.
   *
   * @return the country's code (ISO 3166-1), empty if none was given
   */
  public Optional<String> country() {
    return parts.country;
  }

  /**
   * Returns whether the number can be dialled within its country only.
   *
   * @return whether {@link #onlyWithin} was said
   */
  public boolean isOnlyWithinCountry() {
    return parts.onlyWithinCountry;
  }

  /**
   * Returns the label for a reader.
   *
   * @param reader the reader's language
   * @return the label in the nearest language, the label for all others, or the country's name;
   *     empty if none of them is given
   */
  public Optional<String> label(Locale reader) {
    return ownLabel(Objects.requireNonNull(reader, "reader")).or(() -> countryName(reader));
  }

  Optional<String> ownLabel(Locale reader) {
    return parts.labels.in(reader);
  }

  /** Returns the country's name; the JDK falls back to English, not to the machine's language. */
  Optional<String> countryName(Locale reader) {
    return parts.country.map(
        code -> new Locale.Builder().setRegion(code).build().getDisplayCountry(reader));
  }

  /** Returns what is dialled, by which two numbers are known to be the same. */
  String dialled() {
    return parts.phoneNumber.map(PhoneNumber::e164).orElseGet(() -> Text.ungrouped(parts.written));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DialInNumber number && number.parts.equals(parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  /** Returns the number and its country, if that is given. */
  @Override
  public String toString() {
    return parts.written + parts.country.map(code -> " (" + code + ")").orElse("");
  }
}
