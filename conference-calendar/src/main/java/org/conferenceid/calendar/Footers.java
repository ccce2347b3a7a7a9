package org.conferenceid.calendar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.DialInNumber;
import org.conferenceid.invitation.FooterMarks;
import org.conferenceid.invitation.Invitation;
import org.conferenceid.invitation.PhoneNumberFormat;

/**
 * The new footer in each language, and what old ones say: they have the same words, and perhaps
 * other numbers. Each language is made when it is first asked for. Safe for several threads.
 */
final class Footers {
  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}]*");
  private static final Pattern LINK =
      Pattern.compile("(?:https?://|tel:|mailto:)[^\\s<>\"]*+", Pattern.CASE_INSENSITIVE);
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final int MIN_NUMBER = 4;

  private final Invitation invitation;
  private final List<Bridge> bridges;
  private final KnownIds ids;
  private final OwnNumbers numbers;
  private final OwnNumbers currentNumbers;
  private final Set<Locale> languages;
  private final Map<Locale, Words> words = new ConcurrentHashMap<>();

  /**
   * What footers in a language consist of.
   *
   * @param words each of their words
   * @param links their links
   * @param digits numbers in their labels
   * @param text the new footer, without a line end behind it
   * @param html the new footer as HTML, without a line end behind it
   * @param texts the whole footers without marks, with the current ID, the longest first
   */
  private record Words(
      Set<String> words,
      Set<String> links,
      Set<String> digits,
      String text,
      String html,
      List<String> texts) {}

  Footers(Invitation invitation, List<Bridge> formerBridges, Locale preferred, KnownIds ids) {
    this.invitation = invitation;
    this.bridges = Stream.concat(Stream.of(invitation.bridge()), formerBridges.stream()).toList();
    this.ids = ids;
    this.numbers = new OwnNumbers(bridges);
    this.currentNumbers = new OwnNumbers(List.of(invitation.bridge()));
    this.languages = new LinkedHashSet<>(List.of(preferred));
    this.languages.addAll(invitation.languages());
  }

  /** All numbers, also former ones. */
  OwnNumbers numbers() {
    return numbers;
  }

  /** The languages of footers, the organizer's own first. */
  Set<Locale> languages() {
    return languages;
  }

  /** The new footer, without a line end behind it. */
  String text(Locale language) {
    return words(language).text();
  }

  /** The new footer as HTML, without a line end behind it. */
  String html(Locale language) {
    return words(language).html();
  }

  /** Whole footers in a language, with the current ID and single spaces; the longest first. */
  List<String> texts(Locale language) {
    return words(language).texts();
  }

  /**
   * Returns the language of a footer, if it has nothing but the words, links and numbers of
   * footers. Otherwise somebody has written something into it.
   */
  Optional<Locale> language(String footer) {
    String text = footer.replace("%23", "#");
    Matcher link = LINK.matcher(text);
    List<String> links = new ArrayList<>();
    while (link.find()) {
      links.add(link.group());
    }
    String rest = link.replaceAll(" ");
    Set<String> used = new HashSet<>();
    WORD.matcher(rest).results().forEach(word -> used.add(word.group()));
    return languages.stream()
        .filter(
            language ->
                words(language).words().containsAll(used)
                    && links.stream().allMatch(address -> isKnown(address, language))
                    && areKnown(rest, language))
        .findFirst();
  }

  private boolean isKnown(String link, Locale language) {
    return link.regionMatches(true, 0, "tel:", 0, 4)
        ? areKnown(link, language)
        : words(language).links().contains(link);
  }

  private boolean areKnown(String text, Locale language) {
    return NumberRun.in(text).stream()
        .filter(run -> run.digits().length() >= MIN_NUMBER || run.digits().isEmpty())
        .allMatch(
            run -> {
              String digits = run.digits();
              int before = Math.max(0, digits.length() - KnownIds.LENGTH);
              return numbers.containsOrExtension(digits)
                  || words(language).digits().contains(digits)
                  || (ids.contains(KnownIds.tail(run))
                      && (before == 0 || numbers.contains(digits.substring(0, before))));
            });
  }

  /** Whether a footer has all numbers that the new one shows, and no former ones. */
  boolean hasCurrentNumbers(List<NumberRun> runs, Locale language) {
    Set<String> digits = new HashSet<>();
    runs.forEach(run -> digits.add(run.digits()));
    boolean all =
        invitation.numbers(language).stream()
            .allMatch(shown -> digits.contains(digitsOf(shown.number())));
    return all
        && digits.stream()
            .noneMatch(
                number ->
                    numbers.containsOrExtension(number)
                        && !currentNumbers.containsOrExtension(number));
  }

  private static String digitsOf(String text) {
    List<NumberRun> runs = NumberRun.in(text);
    return runs.isEmpty() ? "" : runs.get(0).digits();
  }

  private Words words(Locale language) {
    return words.computeIfAbsent(language, this::make);
  }

  private Words make(Locale language) {
    Set<String> links = new HashSet<>();
    Set<String> digits = new HashSet<>();
    Set<String> texts = new LinkedHashSet<>();
    Set<String> rows = new HashSet<>();
    for (Bridge bridge : bridges) {
      bridge.allNumbersLink(language).ifPresent(link -> links.add(link.toString()));
      formatted(bridge).forEach(footer -> addTexts(footer, language, texts));
      // Those that this reader is not shown, too.
      for (DialInNumber number : bridge.numbers()) {
        Bridge alone = Bridge.builder().number(number).build();
        addTexts(invitation.withBridge(alone), language, rows);
        number
            .label(language)
            .ifPresent(label -> NumberRun.in(label).forEach(run -> digits.add(run.digits())));
      }
    }
    Set<String> words = new HashSet<>(Set.of("tel"));
    Stream.concat(texts.stream(), rows.stream())
        .flatMap(text -> WORD.matcher(LINK.matcher(text).replaceAll(" ")).results())
        .forEach(word -> words.add(word.group()));
    return new Words(
        words,
        links,
        digits,
        invitation.asText(language).stripTrailing(),
        invitation.asHtml(language).stripTrailing(),
        texts.stream().sorted(Comparator.comparing(String::length).reversed()).toList());
  }

  /** The formats in which numbers were perhaps shown: the application may have changed it. */
  private Stream<Invitation> formatted(Bridge bridge) {
    Invitation footer = invitation.withBridge(bridge);
    return Stream.of(
        footer,
        footer.withFormat(PhoneNumberFormat.asWritten()),
        footer.withFormat((number, language) -> number.e164()));
  }

  private static void addTexts(Invitation footer, Locale language, Set<String> texts) {
    texts.add(inner(VisibleText.plain(footer.asText(language)).text()));
    texts.add(inner(HtmlText.of(footer.asHtml(language)).visible().text()));
  }

  private static String inner(String footer) {
    return singleSpaced(footer.replace(FooterMarks.START, "").replace(FooterMarks.END, ""));
  }

  static String singleSpaced(String text) {
    return SPACE.matcher(text).replaceAll(" ").strip();
  }
}
