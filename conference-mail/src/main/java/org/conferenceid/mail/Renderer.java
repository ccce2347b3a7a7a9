package org.conferenceid.mail;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.invitation.DialInNumber;
import org.conferenceid.invitation.BidiIsolation;
import org.conferenceid.invitation.PhoneNumberFormat;
import org.conferenceid.spi.Notification;

/** Puts a notification into words, in the reader's language and the organization's design. */
final class Renderer {
  private final MessageDesign design;
  private final PhoneNumberFormat format;
  private final Locale defaultLanguage;

  Renderer(MessageDesign design, PhoneNumberFormat format, Locale defaultLanguage) {
    this.design = design;
    this.format = format;
    this.defaultLanguage = defaultLanguage;
  }

  RenderedMessage render(Notification notification) {
    Locale language =
        design.wording().language(notification.recipient().language(), defaultLanguage);
    Map<String, String> words = design.wording().in(language);
    return new RenderedMessage(
        language,
        word(words, notification.kind() + ".subject"),
        fill(design.text(), notification, language, words),
        fill(design.html(), notification, language, words));
  }

  private String fill(
      MessageTemplate layout, Notification notification, Locale language, Map<String, String> words) {
    BidiIsolation isolation = new BidiIsolation(word(words, "dir").equals("rtl"));
    UnaryOperator<String> number =
        layout.isHtml()
            ? digits -> isolation.leftToRight(BidiIsolation.unbroken(digits))
            : isolation::leftToRight;
    EventKind kind = notification.kind();
    boolean withId = kind != EventKind.DISABLED;
    List<String> steps = steps(kind, words);

    Map<String, Object> model = new HashMap<>();
    model.put("lang", language.toLanguageTag());
    model.put("dir", word(words, "dir"));
    model.put("start", isolation.rightToLeft() ? "right" : "left");
    model.put("end", isolation.rightToLeft() ? "left" : "right");
    model.put("logo", design.logo().isPresent() ? Logo.URI : "");
    model.put("logoText", design.logo().map(Logo::text).orElse(""));
    model.put("subject", word(words, kind + ".subject"));
    model.put("greeting", greeting(notification.recipient().name(), words, isolation));
    model.put("lead", word(words, kind + ".lead"));
    model.put("withId", withId);
    model.put("idTitle", word(words, "idTitle"));
    model.put("groupedId", notification.id().map(ConferenceId::grouped).map(number).orElse(""));
    model.put("note", words.getOrDefault(kind + ".note", ""));
    model.put("numbersTitle", numbersTitle(notification.bridge().numbers().size(), words));
    model.put(
        "numbers", withId ? numbers(notification, language, words, number, isolation) : List.of());
    model.put("hasSteps", !steps.isEmpty());
    model.put("stepsTitle", word(words, "stepsTitle"));
    model.put(
        "steps",
        IntStream.range(0, steps.size())
            .mapToObj(i -> Map.of("number", i + 1, "step", steps.get(i)))
            .toList());
    model.put("linkTitle", word(words, "linkTitle"));
    model.put(
        "link",
        withId ? notification.bridge().meetingUpdateLink().map(Object::toString).orElse("") : "");
    model.put(
        "ask",
        design
            .support()
            .map(c -> word(words, "ask.contact").replace("{contact}", isolation.anyDirection(c)))
            .orElseGet(() -> word(words, "ask")));
    model.put("pin", words.getOrDefault(kind + ".pin", ""));
    model.put("automatic", word(words, "automatic"));
    return layout.fill(model);
  }

  private static String greeting(String name, Map<String, String> words, BidiIsolation isolation) {
    String shown = HeaderText.of(name);
    return shown.isEmpty()
        ? word(words, "greeting")
        : word(words, "greeting.named").replace("{name}", isolation.anyDirection(shown));
  }

  /** One, two and more are what titles tell apart; two matters in Arabic. */
  private static String numbersTitle(int count, Map<String, String> words) {
    String form = count == 1 ? "one" : count == 2 ? "two" : "other";
    return word(words, "numbersTitle." + form);
  }

  private List<Map<String, String>> numbers(
      Notification notification,
      Locale language,
      Map<String, String> words,
      UnaryOperator<String> number,
      BidiIsolation isolation) {
    List<DialInNumber> numbers = notification.bridge().numbers();
    List<String> shown =
        numbers.stream().map(n -> HeaderText.of(format.format(n.number(), language))).toList();
    int width = shown.stream().mapToInt(String::length).max().orElse(0);
    return IntStream.range(0, numbers.size())
        .mapToObj(
            i ->
                Map.of(
                    "shown",
                    number.apply(shown.get(i)),
                    "padded",
                    number.apply(shown.get(i)) + " ".repeat(width - shown.get(i).length()),
                    "tel",
                    numbers.get(i).number().telUri(),
                    "label",
                    isolation.anyDirection(HeaderText.of(numbers.get(i).label())),
                    "cost",
                    word(words, cost(numbers.get(i)))))
        .toList();
  }

  private static String cost(DialInNumber number) {
    return number.kind() == DialInNumber.Kind.TOLL ? "toll" : "tollFree";
  }

  /** The numbered steps of a kind, as many as the language has. */
  private static List<String> steps(EventKind kind, Map<String, String> words) {
    return IntStream.iterate(1, i -> words.containsKey(kind + ".step." + i), i -> i + 1)
        .mapToObj(i -> word(words, kind + ".step." + i))
        .toList();
  }

  private static String word(Map<String, String> words, String key) {
    return Objects.requireNonNull(words.get(key), key);
  }
}
