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
import org.conferenceid.invitation.PhoneNumberFormat;
import org.conferenceid.spi.Notification;
import org.conferenceid.texts.BidiIsolation;

/** Renders a notification in the reader's language and the organization's design. */
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
    Locale language = design.texts().language(notification.recipient().language(), defaultLanguage);
    Map<String, String> texts = design.texts().in(language);
    return new RenderedMessage(
        language,
        text(texts, notification.kind() + ".subject"),
        fill(design.textTemplate(), notification, language, texts),
        fill(design.htmlTemplate(), notification, language, texts));
  }

  private String fill(
      MessageTemplate template,
      Notification notification,
      Locale language,
      Map<String, String> texts) {
    BidiIsolation isolation = new BidiIsolation(text(texts, "dir").equals("rtl"));
    UnaryOperator<String> number =
        template.isHtml()
            ? digits -> isolation.leftToRight(BidiIsolation.unbroken(digits))
            : isolation::leftToRight;
    EventKind kind = notification.kind();
    boolean withId = kind != EventKind.DISABLED;
    List<String> steps = steps(kind, texts);

    Map<String, Object> model = new HashMap<>();
    model.put("lang", language.toLanguageTag());
    model.put("dir", text(texts, "dir"));
    model.put("start", isolation.rightToLeft() ? "right" : "left");
    model.put("end", isolation.rightToLeft() ? "left" : "right");
    model.put("logo", design.logo().isPresent() ? Logo.URI : "");
    model.put("logoText", design.logo().map(Logo::text).orElse(""));
    model.put("subject", text(texts, kind + ".subject"));
    model.put("greeting", greeting(notification.recipient().name(), texts, isolation));
    model.put("lead", text(texts, kind + ".lead"));
    model.put("withId", withId);
    model.put("idTitle", text(texts, "idTitle"));
    model.put("groupedId", notification.id().map(ConferenceId::grouped).map(number).orElse(""));
    model.put("note", texts.getOrDefault(kind + ".note", ""));
    model.put("numbersTitle", numbersTitle(notification.bridge().numbers().size(), texts));
    model.put(
        "numbers", withId ? numbers(notification, language, texts, number, isolation) : List.of());
    model.put("hasSteps", !steps.isEmpty());
    model.put("stepsTitle", text(texts, "stepsTitle"));
    model.put(
        "steps",
        IntStream.range(0, steps.size())
            .mapToObj(i -> Map.of("number", i + 1, "step", steps.get(i)))
            .toList());
    model.put("linkTitle", text(texts, "linkTitle"));
    model.put(
        "link",
        withId ? notification.bridge().meetingUpdateLink().map(Object::toString).orElse("") : "");
    model.put(
        "ask",
        design
            .support()
            .map(c -> text(texts, "ask.contact").replace("{contact}", isolation.anyDirection(c)))
            .orElseGet(() -> text(texts, "ask")));
    model.put("pin", texts.getOrDefault(kind + ".pin", ""));
    model.put("automatic", text(texts, "automatic"));
    return template.fill(model);
  }

  private static String greeting(String name, Map<String, String> texts, BidiIsolation isolation) {
    String shown = HeaderText.of(name);
    return shown.isEmpty()
        ? text(texts, "greeting")
        : text(texts, "greeting.named").replace("{name}", isolation.anyDirection(shown));
  }

  /** Returns the title for one, two or more numbers; Arabic has a form for two. */
  private static String numbersTitle(int count, Map<String, String> texts) {
    String form = count == 1 ? "one" : count == 2 ? "two" : "other";
    return text(texts, "numbersTitle." + form);
  }

  private List<Map<String, String>> numbers(
      Notification notification,
      Locale language,
      Map<String, String> texts,
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
                    text(texts, cost(numbers.get(i)))))
        .toList();
  }

  private static String cost(DialInNumber number) {
    return number.kind() == DialInNumber.Kind.TOLL ? "toll" : "tollFree";
  }

  /** Returns the numbered steps of a kind, as many as the language has. */
  private static List<String> steps(EventKind kind, Map<String, String> texts) {
    return IntStream.iterate(1, i -> texts.containsKey(kind + ".step." + i), i -> i + 1)
        .mapToObj(i -> text(texts, kind + ".step." + i))
        .toList();
  }

  private static String text(Map<String, String> texts, String key) {
    return Objects.requireNonNull(texts.get(key), key);
  }
}
