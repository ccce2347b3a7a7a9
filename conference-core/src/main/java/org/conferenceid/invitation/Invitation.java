package org.conferenceid.invitation;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.conferenceid.ConferenceId;

/**
 * The footer of a meeting invitation: the dial-in numbers, the organizer's ID (S1), and links that
 * dial both with one tap (B14), as text, as HTML and for a calendar file. It shows the ID as it was
 * when the invitation was made. Text and HTML stand between {@link FooterMarks}.
 *
 * <p>Each reader gets the nearest language among those of the {@link InvitationTexts}, otherwise
 * English, and the numbers of the own country first if the language tells it, as {@code ja-JP} does
 * (B15). Immutable. {@code toString} masks the ID.
 *
 * @since 0.1.0
 */
public final class Invitation {
  private final ConferenceId id;
  private final Bridge bridge;
  private final PhoneNumberFormat format;
  private final InvitationTexts texts;

  /**
   * Makes a footer with the words that the library brings.
   *
   * @param id the organizer's ID
   * @param bridge the dial-in numbers
   * @param format how they are shown
   * @return the footer
   */
  public static Invitation of(ConferenceId id, Bridge bridge, PhoneNumberFormat format) {
    return of(id, bridge, format, InvitationTexts.ofDefaults());
  }

  /**
   * Makes a footer.
   *
   * @param id the organizer's ID
   * @param bridge the dial-in numbers
   * @param format how they are shown
   * @param texts the words
   * @return the footer
   */
  public static Invitation of(
      ConferenceId id, Bridge bridge, PhoneNumberFormat format, InvitationTexts texts) {
    return new Invitation(
        Objects.requireNonNull(id, "id"),
        Objects.requireNonNull(bridge, "bridge"),
        Objects.requireNonNull(format, "format"),
        Objects.requireNonNull(texts, "texts"));
  }

  private Invitation(
      ConferenceId id, Bridge bridge, PhoneNumberFormat format, InvitationTexts texts) {
    this.id = id;
    this.bridge = bridge;
    this.format = format;
    this.texts = texts;
  }

  /**
   * Returns the ID that the footer shows.
   *
   * @return the organizer's ID when the invitation was made
   */
  public ConferenceId id() {
    return id;
  }

  /**
   * Returns the dial-in numbers.
   *
   * @return all numbers, also those that are not shown
   */
  public Bridge bridge() {
    return bridge;
  }

  /**
   * Returns the languages in which there are words.
   *
   * @return those that the library brings, and an organization's own; the first is for readers of
   *     any other
   */
  public List<Locale> languages() {
    return texts.texts().languages();
  }

  /**
   * Returns the footer with another ID, such as the one that the organizer had before (B16).
   *
   * @param newId the ID
   * @return the same numbers and words with that ID
   */
  public Invitation withId(ConferenceId newId) {
    return of(Objects.requireNonNull(newId, "id"), bridge, format, texts);
  }

  /**
   * Returns the footer with other dial-in numbers.
   *
   * @param newBridge the numbers
   * @return the same ID and words with those numbers
   */
  public Invitation withBridge(Bridge newBridge) {
    return of(id, Objects.requireNonNull(newBridge, "bridge"), format, texts);
  }

  /**
   * Returns the footer with numbers that are shown in another way.
   *
   * @param newFormat how they are shown
   * @return the same ID, numbers and words in that format
   */
  public Invitation withFormat(PhoneNumberFormat newFormat) {
    return of(id, bridge, Objects.requireNonNull(newFormat, "format"), texts);
  }

  /**
   * Returns the numbers as the footer shows them, for an application's own layout. They hold the
   * ID, an access code.
   *
   * @param reader the reader's language, and country if it is known
   * @return the reader's own country first, at most as many as the bridge shows
   */
  public List<ShownNumber> numbers(Locale reader) {
    return footer(reader).numbers();
  }

  /**
   * Returns the footer as plain text. In a language that is written from right to left, numbers
   * stand between the invisible marks that keep their digits in order (U+2066, U+200E and U+2069).
   *
   * @param reader the reader's language, and country if it is known
   * @return lines ended by {@code \n}; the first and the last are the {@link FooterMarks}
   */
  public String asText(Locale reader) {
    return FooterText.of(footer(reader));
  }

  /**
   * Returns the footer as an HTML fragment, with its language and direction set and everything from
   * outside escaped. Each number is a {@code tel:} link (RFC 3966) of its own, and another one with
   * the ID.
   *
   * @param reader the reader's language, and country if it is known
   * @return a {@code div} element
   */
  public String asHtml(Locale reader) {
    return FooterHtml.of(footer(reader));
  }

  /**
   * Returns the {@code CONFERENCE} properties for an event of a calendar file (RFC 7986 section
   * 5.11), one for each number that is shown, except for extensions. The link dials the number,
   * pauses and enters the ID, in the form of the RFC's own example.
   *
   * @param reader the reader's language, and country if it is known
   * @return content lines, folded and ended as RFC 5545 section 3.1 wants them; empty if there are
   *     only extensions
   */
  public String asICalendar(Locale reader) {
    Footer footer = footer(reader);
    return footer.oneTapNumbers().stream()
        .map(
            number ->
                new ContentLine("CONFERENCE")
                    .parameter("VALUE", "URI")
                    .parameter("FEATURE", "AUDIO,PHONE")
                    .quotedParameter("LABEL", footer.described(number))
                    .parameter("LANGUAGE", footer.language().toLanguageTag())
                    .value(number.oneTap().orElseThrow().link()))
        .collect(Collectors.joining());
  }

  private Footer footer(Locale reader) {
    return Footer.of(id, bridge, format, texts, Objects.requireNonNull(reader, "reader"));
  }

  @Override
  public String toString() {
    return "Invitation[id=" + id + "]";
  }
}
