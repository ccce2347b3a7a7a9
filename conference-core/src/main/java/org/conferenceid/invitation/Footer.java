package org.conferenceid.invitation;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.guard.ApplicationCode;
import org.conferenceid.texts.BidiIsolation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A footer for one reader: what stands in it, and the words around it.
 *
 * @param id the ID
 * @param language the language of the words, one of those offered
 * @param words the words in that language, by key
 * @param numbers the numbers in the reader's order
 * @param allNumbersLink where the other numbers are
 */
record Footer(
    ConferenceId id,
    Locale language,
    Map<String, String> words,
    List<ShownNumber> numbers,
    Optional<URI> allNumbersLink) {
  private static final Logger log = LoggerFactory.getLogger("org.conferenceid.invitation");

  static Footer of(
      ConferenceId id,
      Bridge bridge,
      PhoneNumberFormat format,
      InvitationTexts texts,
      Locale reader) {
    Locale language = texts.texts().language(reader);
    Map<String, String> words = texts.texts().in(language);
    return new Footer(
        id,
        language,
        words,
        bridge.numbersFor(reader).stream()
            .map(
                number -> {
                  String shown = shown(number, format, language);
                  return new ShownNumber(
                      number.kind(),
                      shown,
                      label(number, reader, language),
                      cost(number, language, words),
                      link(number),
                      oneTap(number, shown, bridge.pauses(), id));
                })
            .toList(),
        bridge.allNumbersLink(reader));
  }

  private static String shown(DialInNumber dialIn, PhoneNumberFormat format, Locale language) {
    PhoneNumber number = dialIn.phoneNumber().orElse(null);
    if (number == null || dialIn.isOnlyWithinCountry()) {
      return dialIn.written();
    }
    try {
      String formatted = format.format(number, language);
      if (formatted != null && !formatted.isBlank()) {
        return formatted;
      }
      log.error("the phone number format answers nothing for {}", number);
    } catch (Throwable thrown) {
      ApplicationCode.failed(log, "the phone number format", thrown);
    }
    return dialIn.written();
  }

  /** The label; where the costs tell the country it is not told twice. */
  private static String label(DialInNumber number, Locale reader, Locale language) {
    return number
        .ownLabel(reader)
        .or(() -> number.isOnlyWithinCountry() ? Optional.empty() : number.countryName(language))
        .orElse("");
  }

  private static String cost(DialInNumber number, Locale language, Map<String, String> words) {
    String cost =
        word(
            words,
            switch (number.kind()) {
              case TOLL -> "toll";
              case TOLL_FREE -> "tollFree";
              case INTERNAL -> "internal";
            });
    return number.isOnlyWithinCountry()
        ? word(words, "onlyWithin")
            .replace("{cost}", cost)
            .replace("{country}", number.countryName(language).orElseThrow())
        : cost;
  }

  private static Optional<String> link(DialInNumber number) {
    return number.phoneNumber().map(PhoneNumber::telUri);
  }

  private static Optional<ShownNumber.OneTap> oneTap(
      DialInNumber number, String shown, String pauses, ConferenceId id) {
    String keys = pauses + id.digits();
    return link(number)
        .map(link -> new ShownNumber.OneTap(link + keys + "%23", shown + keys + "#"));
  }

  /** The ID as callers enter it: its digits in groups, and the key that ends them. */
  String keyedId() {
    return id.grouped() + "#";
  }

  List<ShownNumber> oneTapNumbers() {
    return numbers.stream().filter(number -> number.oneTap().isPresent()).toList();
  }

  String word(String key) {
    return word(words, key);
  }

  BidiIsolation isolation() {
    return new BidiIsolation(word("dir").equals("rtl"));
  }

  /** The label and what a call costs, such as {@code Paris (toll)}, in plain text. */
  String described(ShownNumber number) {
    return number.label().isEmpty()
        ? number.cost()
        : word("described").replace("{cost}", number.cost()).replace("{label}", number.label());
  }

  private static String word(Map<String, String> words, String key) {
    return Objects.requireNonNull(words.get(key), key);
  }
}
