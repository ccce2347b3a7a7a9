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
import org.conferenceid.invitation.Invitation;
import org.conferenceid.invitation.PhoneNumberFormat;
import org.conferenceid.invitation.ShownNumber;
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
    List<ShownNumber> numbers =
        notification
            .id()
            .map(id -> Invitation.of(id, notification.bridge(), format))
            .map(invitation -> invitation.numbers(notification.recipient().language()))
            .orElse(List.of());
    model.put("numbersTitle", numbersTitle(numbers.size(), texts));
    model.put("numbers", numbers(numbers, texts, number, isolation));
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
        withId
            ? notification.bridge().meetingUpdateLink(language).map(Object::toString).orElse("")
            : "");
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

  private static List<Map<String, String>> numbers(
      List<ShownNumber> numbers,
      Map<String, String> texts,
      UnaryOperator<String> number,
      BidiIsolation isolation) {
    int width = numbers.stream().mapToInt(n -> HeaderText.of(n.number()).length()).max().orElse(0);
    return numbers.stream()
        .map(
            n -> {
              String shown = HeaderText.of(n.number());
              return Map.of(
                  "shown",
                  number.apply(shown),
                  "padded",
                  number.apply(shown) + " ".repeat(width - shown.length()),
                  "tel",
                  n.link().orElse(""),
                  "label",
                  isolation.anyDirection(HeaderText.of(n.label())),
                  "cost",
                  cost(n, texts));
            })
        .toList();
  }

  private static String cost(ShownNumber number, Map<String, String> texts) {
    return switch (number.kind()) {
      case TOLL -> text(texts, "toll");
      case TOLL_FREE -> text(texts, "tollFree");
      case INTERNAL -> number.cost();
    };
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
