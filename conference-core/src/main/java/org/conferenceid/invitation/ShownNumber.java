package org.conferenceid.invitation;

import java.util.Objects;
import java.util.Optional;

/**
 * A dial-in number together with a conference ID, as one reader sees them. All texts are plain:
 * whoever puts them into a page escapes them, and keeps the order of digits in a text that runs
 * from right to left. Immutable. {@code toString} does not show the ID.
 *
 * @param kind what a call costs
 * @param number the number as people read it
 * @param label the place or country in the reader's language; empty if there is none
 * @param cost what a call costs, in the reader's language, and the country if the number can be
 *     dialled only there
 * @param link a link that dials the number (RFC 3966); empty for an extension
 * @param oneTap a link that dials the number and then enters the ID; empty for an extension
 * @since 0.1.0
 */
public record ShownNumber(
    DialInNumber.Kind kind,
    String number,
    String label,
    String cost,
    Optional<String> link,
    Optional<OneTap> oneTap) {

  /**
   * Checks the parts for {@code null}.
   *
   * @param kind what a call costs
   * @param number the number as people read it
   * @param label the place or country
   * @param cost what a call costs, in words
   * @param link a link that dials the number
   * @param oneTap a link that dials the number and then enters the ID
   */
  public ShownNumber {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(number, "number");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(cost, "cost");
    Objects.requireNonNull(link, "link");
    Objects.requireNonNull(oneTap, "oneTap");
  }

  /**
   * A link that dials a number, pauses and enters the ID (B14). Telephones know it; RFC 3966 does
   * not. It holds the ID, an access code.
   *
   * @param link such as {@code tel:+33170000000,,4839201%23}
   * @param text the same as people read it, such as {@code +33 1 70 00 00 00,,4839201#}
   */
  public record OneTap(String link, String text) {

    /**
     * Checks the parts for {@code null}.
     *
     * @param link the link
     * @param text the same as people read it
     */
    public OneTap {
      Objects.requireNonNull(link, "link");
      Objects.requireNonNull(text, "text");
    }

    /** Returns the name only: the texts hold the ID. */
    @Override
    public String toString() {
      return "OneTap[]";
    }
  }
}
