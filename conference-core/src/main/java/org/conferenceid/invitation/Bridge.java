package org.conferenceid.invitation;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Text;

/**
 * The conference bridge as organizers and callers see it: the default dial-in numbers, in the order
 * in which they are shown, and where organizers learn how to update their meetings (S7). Immutable.
 *
 * @param numbers the default dial-in numbers, at least one, none twice
 * @param meetingUpdateLink an {@code https} or {@code http} page that tells how to update existing
 *     meetings, of at most {@value #MAX_LINK} characters
 * @since 0.1.0
 */
public record Bridge(List<DialInNumber> numbers, Optional<URI> meetingUpdateLink) {
  /** The greatest length of the link, in UTF-16 units. */
  public static final int MAX_LINK = 2000;

  private static final String LINK = "meeting update link";

  /**
   * Checks the parts.
   *
   * @param numbers the default dial-in numbers
   * @param meetingUpdateLink an {@code https} or {@code http} page that tells how to update
   *     existing meetings
   * @throws InvalidValueException if there is no number, a number stands twice, or the link is no
   *     web address or turns the direction of writing
   */
  public Bridge {
    Objects.requireNonNull(numbers, "numbers");
    Objects.requireNonNull(meetingUpdateLink, "meetingUpdateLink");
    numbers = List.copyOf(numbers);
    if (numbers.isEmpty()) {
      throw new InvalidValueException("bridge", "must have at least one dial-in number");
    }
    if (numbers.stream().map(n -> n.number().e164()).distinct().count() < numbers.size()) {
      throw new InvalidValueException("bridge", "must not have a dial-in number twice");
    }
    meetingUpdateLink.ifPresent(
        link -> {
          Text.requireLength(LINK, link.toString(), MAX_LINK);
          if (!("https".equals(link.getScheme()) || "http".equals(link.getScheme()))
              || link.getHost() == null) {
            throw new InvalidValueException(
                LINK, "must be an absolute web address", link.toString());
          }
          Text.requireOrder(LINK, link.toString());
        });
  }

  /**
   * Starts a bridge without numbers.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Bridge}. Not safe for use by several threads. */
  public static final class Builder {
    private final List<DialInNumber> numbers = new ArrayList<>();
    private Optional<URI> meetingUpdateLink = Optional.empty();

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
      return add(number, DialInNumber.Kind.TOLL, label);
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
      return add(number, DialInNumber.Kind.TOLL_FREE, label);
    }

    private Builder add(String number, DialInNumber.Kind kind, String label) {
      Objects.requireNonNull(number, "number");
      Objects.requireNonNull(label, "label");
      numbers.add(new DialInNumber(PhoneNumber.parse(number), kind, label));
      return this;
    }

    /**
     * Sets the page that tells organizers how to update existing meetings. Default: none; the
     * messages then tell it in words only.
     *
     * @param link an absolute {@code https} or {@code http} address
     * @return this builder
     */
    public Builder meetingUpdateLink(URI link) {
      this.meetingUpdateLink = Optional.of(Objects.requireNonNull(link, "link"));
      return this;
    }

    /**
     * Makes the bridge.
     *
     * @return a bridge with the parts added so far
     * @throws InvalidValueException if there is no number, a number stands twice, or the link is no
     *     web address
     */
    public Bridge build() {
      return new Bridge(numbers, meetingUpdateLink);
    }
  }
}
