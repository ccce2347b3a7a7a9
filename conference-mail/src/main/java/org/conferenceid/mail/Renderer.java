package org.conferenceid.mail;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceId;
import org.conferenceid.DialInNumber;
import org.conferenceid.EventKind;
import org.conferenceid.spi.Notification;
import org.conferenceid.spi.PhoneNumberFormat;
import org.conferenceid.wording.Wording;

/**
 * Puts a notification into words: the wording is a file for each language, the structure is one
 * template for text and one for HTML, which escapes everything by default.
 */
final class Renderer {
  /** The languages offered; the first is the one for readers of any other. */
  static final List<String> LANGUAGES = List.of("en", "fr");

  static final Wording WORDING =
      Wording.load("messages", LANGUAGES, Renderer.class::getResourceAsStream);

  private static final Template TEXT = template("message.txt.mustache", false);
  private static final Template HTML = template("message.html.mustache", true);

  private final PhoneNumberFormat format;
  private final Locale defaultLanguage;

  Renderer(PhoneNumberFormat format, Locale defaultLanguage) {
    this.format = format;
    this.defaultLanguage = defaultLanguage;
  }

  private static Template template(String file, boolean html) {
    try (InputStream in = Objects.requireNonNull(Renderer.class.getResourceAsStream(file), file);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return Mustache.compiler()
          .escapeHTML(html)
          .strictSections(true)
          .emptyStringIsFalse(true)
          .compile(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  RenderedMessage render(Notification notification) {
    Locale language = WORDING.language(notification.recipient().language(), defaultLanguage);
    Map<String, Object> model = model(notification, language, WORDING.in(language));
    return new RenderedMessage(
        language,
        Objects.requireNonNull(model.get("subject")).toString(),
        TEXT.execute(model),
        HTML.execute(model));
  }

  private Map<String, Object> model(
      Notification notification, Locale language, Map<String, String> words) {
    EventKind kind = notification.kind();
    boolean withId = kind != EventKind.DISABLED;
    Map<String, Object> model = new HashMap<>(words);
    model.put("lang", language.toLanguageTag());
    model.put("subject", word(words, kind + ".subject"));
    model.put("greeting", greeting(notification.recipient().name(), words));
    model.put("lead", word(words, kind + ".lead"));
    model.put("withId", withId);
    model.put("pin", words.getOrDefault(kind + ".pin", ""));
    model.put("groupedId", notification.id().map(ConferenceId::grouped).orElse(""));
    model.put("numbers", withId ? numbers(notification, language, words) : List.of());
    List<String> steps = steps(kind, words);
    model.put("hasSteps", !steps.isEmpty());
    model.put(
        "steps",
        IntStream.range(0, steps.size())
            .mapToObj(i -> Map.of("number", i + 1, "step", steps.get(i)))
            .toList());
    model.put(
        "link",
        withId ? notification.bridge().meetingUpdateLink().map(Object::toString).orElse("") : "");
    return model;
  }

  private static String greeting(String name, Map<String, String> words) {
    String shown = OneLine.of(name);
    return shown.isEmpty()
        ? word(words, "greeting")
        : word(words, "greeting.named").replace("{name}", shown);
  }

  private List<Map<String, String>> numbers(
      Notification notification, Locale language, Map<String, String> words) {
    List<DialInNumber> numbers = notification.bridge().numbers();
    List<String> shown = numbers.stream().map(n -> format.format(n.number(), language)).toList();
    int width = shown.stream().mapToInt(String::length).max().orElse(1);
    return IntStream.range(0, numbers.size())
        .mapToObj(
            i ->
                Map.of(
                    "shown", shown.get(i),
                    "padded", ("%-" + width + "s").formatted(shown.get(i)),
                    "tel", numbers.get(i).number().telUri(),
                    "label", OneLine.of(numbers.get(i).label()),
                    "cost", word(words, cost(numbers.get(i)))))
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
