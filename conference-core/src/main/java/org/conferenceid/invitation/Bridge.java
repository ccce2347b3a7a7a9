package org.conferenceid.invitation;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Text;

/**
 * The conference bridge as organizers and callers see it: the dial-in numbers, in the order in
 * which they are shown, a page with all of them, and where organizers learn how to update their
 * meetings (S7, B15). Immutable.
 *
 * <pre>{@code
 * Bridge.builder()
 *     .toll("+33 1 70 00 00 00", "Paris")
 *     .number(DialInNumber.tollFree("+49 800 0000000").onlyWithin("DE", "0800 0000000"))
 *     .extension("1234", "From the office")
 *     .allNumbersLink(URI.create("https://example.org/numbers"))
 *     .build()
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Bridge {
  /** The greatest length of a link, in UTF-16 units. */
  public static final int MAX_LINK = 2000;

  /** The most numbers that a bridge may have. */
  public static final int MAX_NUMBERS = 1000;

  /** The highest limit of numbers that are shown: with more, mail programs cut a message. */
  public static final int MAX_SHOWN = 50;

  private static final int DEFAULT_SHOWN = 10;
  private static final Pattern PAUSES = Pattern.compile(",{1,10}|p{1,10}");

  private final Parts parts;

  private record Parts(
      List<DialInNumber> numbers,
      int maxShown,
      String pauses,
      ByLanguage<URI> allNumbersLink,
      ByLanguage<URI> meetingUpdateLink) {}

  private Bridge(Parts parts) {
    this.parts = parts;
  }

  /**
   * Starts a bridge without numbers.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns all dial-in numbers.
   *
   * @return at least one, none twice, in the order in which they were added
   */
  public List<DialInNumber> numbers() {
    return parts.numbers;
  }

  /**
   * Returns the numbers that a reader is shown. If the reader's country is known, extensions and
   * the numbers of that country come first; otherwise the order stays. Those beyond the limit are
   * left out.
   *
   * @param reader the reader's language, and country if it is known, such as {@code ja-JP}
   * @return at least one number, and at most as many as the limit
   */
  public List<DialInNumber> numbersFor(Locale reader) {
    Objects.requireNonNull(reader, "reader");
    String country = reader.getCountry();
    return parts.numbers.stream()
        .sorted(Comparator.comparing(number -> !country.isEmpty() && !isNear(number, country)))
        .limit(parts.maxShown)
        .toList();
  }

  private static boolean isNear(DialInNumber number, String country) {
    return number.kind() == DialInNumber.Kind.INTERNAL
        || number.country().equals(Optional.of(country));
  }

  /**
   * Returns what stands between number and ID in a one-tap link (B14).
   *
   * @return 1 to 10 commas or letters {@code p}
   */
  public String pauses() {
    return parts.pauses;
  }

  /**
   * Returns the page with all dial-in numbers.
   *
   * @param reader the reader's language
   * @return an {@code https} or {@code http} address, empty if there is none
   */
  public Optional<URI> allNumbersLink(Locale reader) {
    return parts.allNumbersLink.in(Objects.requireNonNull(reader, "reader"));
  }

  /**
   * Returns the page that tells how to update existing meetings.
   *
   * @param reader the reader's language
   * @return an {@code https} or {@code http} address, empty if there is none
   */
  public Optional<URI> meetingUpdateLink(Locale reader) {
    return parts.meetingUpdateLink.in(Objects.requireNonNull(reader, "reader"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bridge bridge && bridge.parts.equals(parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  /** Returns the first number, and how many there are. */
  @Override
  public String toString() {
    return "Bridge[" + parts.numbers.get(0) + ", " + parts.numbers.size() + " in all]";
  }

  /** Collects the parts of a {@link Bridge}. Not safe for use by several threads. */
  public static final class Builder {
    private final List<DialInNumber> numbers = new ArrayList<>();
    private int maxShown = DEFAULT_SHOWN;
    private String pauses = ",,";
    private ByLanguage<URI> allNumbersLink = ByLanguage.empty();
    private ByLanguage<URI> meetingUpdateLink = ByLanguage.empty();

    private Builder() {}

    /**
     * Adds a number for whose calls the caller pays.
     *
     * @param number the number in international form, grouped as people read it
     * @param label the place or country
     * @return this builder
     * @throws InvalidValueException if the number or the label breaks its rule
     */
    public Builder toll(String number, String label) {
      Objects.requireNonNull(number, "number");
      Objects.requireNonNull(label, "label");
      return number(DialInNumber.toll(number).withLabel(label));
    }

    /**
     * Adds a number that is free for the caller.
     *
     * @param number the number in international form, grouped as people read it
     * @param label the place or country
     * @return this builder
     * @throws InvalidValueException if the number or the label breaks its rule
     */
    public Builder tollFree(String number, String label) {
      Objects.requireNonNull(number, "number");
      Objects.requireNonNull(label, "label");
      return number(DialInNumber.tollFree(number).withLabel(label));
    }

    /**
     * Adds a short number of the organization's own telephone system.
     *
     * @param number 2 to 10 digits, which may be grouped
     * @param label where it can be dialled
     * @return this builder
     * @throws InvalidValueException if the number or the label breaks its rule
     */
    public Builder extension(String number, String label) {
      Objects.requireNonNull(number, "number");
      Objects.requireNonNull(label, "label");
      return number(DialInNumber.extension(number).withLabel(label));
    }

    /**
     * Adds a number with all that may be said about it.
     *
     * @param number the number
     * @return this builder
     */
    public Builder number(DialInNumber number) {
      numbers.add(Objects.requireNonNull(number, "number"));
      return this;
    }

    /**
     * Sets how many numbers are shown at most; the link to all numbers leads to the others.
     * Default: {@value #DEFAULT_SHOWN}.
     *
     * @param max from 1 to {@value #MAX_SHOWN}
     * @return this builder
     * @throws InvalidValueException if it is out of that range
     */
    public Builder maxNumbersShown(int max) {
      if (max < 1 || max > MAX_SHOWN) {
        throw new InvalidValueException(
            "limit of numbers shown", "must be from 1 to " + MAX_SHOWN + ", not " + max);
      }
      this.maxShown = max;
      return this;
    }

    /**
     * Sets what stands between number and ID in a one-tap link (B14). Default: two commas. Each is
     * a pause of about two seconds; take more if your auto attendant speaks longer before it
     * listens.
     *
     * @param newPauses 1 to 10 commas, or as many letters {@code p}, which some telephones know
     *     instead
     * @return this builder
     * @throws InvalidValueException if it is anything else
     */
    public Builder pauses(String newPauses) {
      if (!PAUSES.matcher(Objects.requireNonNull(newPauses, "pauses")).matches()) {
        throw new InvalidValueException(
            "pauses", "must be 1 to 10 commas, or 1 to 10 letters p", newPauses);
      }
      this.pauses = newPauses;
      return this;
    }

    /**
     * Sets the page with all dial-in numbers, for readers of a language without a page of its own.
     * Default: none. A bridge with more numbers than are shown must have one.
     *
     * @param link an absolute {@code https} or {@code http} address of at most {@value #MAX_LINK}
     *     characters, none of which turns the direction of writing
     * @return this builder
     * @throws InvalidValueException if the link breaks that rule
     */
    public Builder allNumbersLink(URI link) {
      this.allNumbersLink = allNumbersLink.with(checked("link to all numbers", link));
      return this;
    }

    /**
     * Sets the page with all dial-in numbers in one language.
     *
     * @param language the language
     * @param link as in {@link #allNumbersLink(URI)}
     * @return this builder
     * @throws InvalidValueException if the link breaks the rule
     */
    public Builder allNumbersLink(Locale language, URI link) {
      Objects.requireNonNull(language, "language");
      this.allNumbersLink = allNumbersLink.with(language, checked("link to all numbers", link));
      return this;
    }

    /**
     * Sets the page that tells organizers how to update existing meetings, for readers of a
     * language without a page of its own. Default: none; the messages then tell it in words only.
     *
     * @param link as in {@link #allNumbersLink(URI)}
     * @return this builder
     * @throws InvalidValueException if the link breaks the rule
     */
    public Builder meetingUpdateLink(URI link) {
      this.meetingUpdateLink = meetingUpdateLink.with(checked("meeting update link", link));
      return this;
    }

    /**
     * Sets the page that tells organizers how to update existing meetings in one language.
     *
     * @param language the language
     * @param link as in {@link #allNumbersLink(URI)}
     * @return this builder
     * @throws InvalidValueException if the link breaks the rule
     */
    public Builder meetingUpdateLink(Locale language, URI link) {
      Objects.requireNonNull(language, "language");
      this.meetingUpdateLink =
          meetingUpdateLink.with(language, checked("meeting update link", link));
      return this;
    }

    private static URI checked(String field, URI link) {
      Objects.requireNonNull(link, "link");
      Text.requireLength(field, link.toString(), MAX_LINK);
      if (!("https".equals(link.getScheme()) || "http".equals(link.getScheme()))
          || link.getHost() == null) {
        throw new InvalidValueException(field, "must be an absolute web address", link.toString());
      }
      Text.requireOrder(field, link.toString());
      return link;
    }

    /**
     * Makes the bridge.
     *
     * @return a bridge with the parts added so far
     * @throws InvalidValueException if there is no number, a number stands twice, there are more
     *     than {@value #MAX_NUMBERS}, or more than are shown and no link to all numbers
     */
    public Bridge build() {
      if (numbers.isEmpty()) {
        throw new InvalidValueException("bridge", "must have at least one dial-in number");
      }
      if (numbers.size() > MAX_NUMBERS) {
        throw new InvalidValueException(
            "bridge", "must have at most " + MAX_NUMBERS + " dial-in numbers");
      }
      if (numbers.stream().map(DialInNumber::dialled).distinct().count() < numbers.size()) {
        throw new InvalidValueException("bridge", "must not have a dial-in number twice");
      }
      if (numbers.size() > maxShown && allNumbersLink.other().isEmpty()) {
        throw new InvalidValueException(
            "bridge",
            "must have a link to all numbers, because only " + maxShown + " of them are shown");
      }
      return new Bridge(
          new Parts(List.copyOf(numbers), maxShown, pauses, allNumbersLink, meetingUpdateLink));
    }
  }
}
