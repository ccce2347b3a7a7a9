package org.conferenceid.mail;

import com.samskivert.mustache.Escapers;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.RequestContext;
import org.conferenceid.invitation.Invitation;
import org.conferenceid.invitation.InvitationTexts;
import org.conferenceid.invitation.PhoneNumberFormat;
import org.conferenceid.invitation.ShownNumber;
import org.conferenceid.spi.Notification;
import org.conferenceid.texts.BidiIsolation;

/** What a template can put into one message, by name. */
final class MessageModel {
  private static final char NARROW_SPACE = '\u202f';

  private final MessageDesign design;
  private final Notification notification;
  private final EventKind kind;
  private final Locale language;
  private final Locale reader;
  private final Map<String, String> texts;
  private final BidiIsolation isolation;
  private final Optional<Invitation> invitation;

  /** How footers are written. */
  record Footers(PhoneNumberFormat format, InvitationTexts texts) {}

  MessageModel(
      MessageDesign design,
      Notification notification,
      Locale language,
      Locale reader,
      Footers footers) {
    this.design = design;
    this.notification = notification;
    this.kind = notification.kind();
    this.language = language;
    this.reader = reader;
    this.texts = design.texts().in(language);
    this.isolation = new BidiIsolation(text("dir").equals("rtl"));
    this.invitation =
        notification
            .id()
            .map(id -> Invitation.of(id, notification.bridge(), footers.format, footers.texts));
  }

  /** Returns the model for the text part. */
  Map<String, Object> plain() {
    Map<String, Object> model = common(isolation::leftToRight);
    model.put("footer", invitation.map(footer -> footer.asText(reader).strip()).orElse(""));
    model.put("ask", ask(isolation::anyDirection, UnaryOperator.identity()));
    return model;
  }

  /** Returns the model for the HTML part. */
  Map<String, Object> html() {
    Map<String, Object> model =
        common(digits -> isolation.leftToRight(BidiIsolation.unbroken(digits)));
    model.put(
        "footer",
        invitation.map(footer -> MessageTemplate.markup(footer.asHtml(reader).strip())).orElse(""));
    model.put(
        "ask",
        MessageTemplate.markup(
            ask(
                contact -> ContactLinks.of(isolation.anyDirection(contact)),
                Escapers.HTML::escape)));
    return model;
  }

  private Map<String, Object> common(UnaryOperator<String> number) {
    boolean withId = notification.id().isPresent();
    List<String> steps = steps();
    List<Map<String, String>> told = told();
    Map<String, Object> model = new HashMap<>();
    model.put("lang", language.toLanguageTag());
    model.put("dir", text("dir"));
    model.put("start", isolation.rightToLeft() ? "right" : "left");
    model.put("end", isolation.rightToLeft() ? "left" : "right");
    model.put("logo", design.logo().isPresent() ? Logo.URI : "");
    model.put("logoText", design.logo().map(Logo::text).orElse(""));
    model.put("organization", design.organization().orElse(""));
    model.put("subject", text(kind + ".subject"));
    model.put("preheader", text(kind + ".preheader"));
    model.put("greeting", greeting(notification.recipient().name()));
    model.put("lead", text(kind + ".lead"));
    model.put("hasTold", !told.isEmpty());
    model.put("told", told);
    model.put("withId", withId);
    model.put("idTitle", text("idTitle"));
    model.put("groupedId", notification.id().map(ConferenceId::grouped).map(number).orElse(""));
    model.put("note", note());
    model.put("blockTitle", text("blockTitle"));
    model.put("numbers", numbers(number));
    model.put("hasSteps", !steps.isEmpty());
    model.put("severalSteps", steps.size() > 1);
    model.put("stepsTitle", text("stepsTitle"));
    model.put(
        "steps",
        IntStream.range(0, steps.size())
            .mapToObj(i -> Map.of("number", i + 1, "step", steps.get(i)))
            .toList());
    model.put("update", text("update"));
    model.put(
        "link", notification.bridge().meetingUpdateLink(reader).map(Object::toString).orElse(""));
    model.put("pin", withId && design.tellsPin() ? text("pin") : "");
    model.put("automatic", text("automatic"));
    return model;
  }

  private String greeting(String name) {
    String shown = HeaderText.of(name);
    return shown.isEmpty()
        ? text("greeting")
        : text("greeting.named").replace("{name}", isolation.anyDirection(shown));
  }

  /** When, by whom and why, as far as the organization wants it told. */
  private List<Map<String, String>> told() {
    List<String> lines = new ArrayList<>();
    if (design.tellsTime()) {
      lines.add(text("told.when").replace("{time}", isolation.anyDirection(time())));
    }
    if (design.tellsActor()) {
      notification.actor().ifPresent(actor -> lines.add(told("told.by", "{actor}", actor)));
    }
    notification.publicReason().ifPresent(why -> lines.add(told("told.reason", "{reason}", why)));
    return lines.stream().map(line -> Map.of("line", line)).toList();
  }

  private String told(String key, String placeholder, String said) {
    String shown = HeaderText.of(said, RequestContext.MAX_REASON);
    return text(key).replace(placeholder, isolation.anyDirection(shown));
  }

  private String time() {
    String time =
        DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
            .withZone(design.timeZone())
            .format(notification.at());
    return date(notification.at()) + ", " + time + " (" + design.timeZone().getId() + ")";
  }

  /** A date in the reader's language, which is the same whatever the JDK knows of its spaces. */
  private String date(Instant at) {
    return new DateTimeFormatterBuilder()
        .appendLocalized(FormatStyle.LONG, /* timeStyle= */ null)
        .toFormatter(reader)
        .withZone(design.timeZone())
        .format(at)
        .replace(NARROW_SPACE, ' ');
  }

  /** What holds since then. The last digits show which of the old invitations are meant. */
  private String note() {
    String date = date(notification.at());
    String ending = texts.get(kind + ".note.ending");
    String note =
        ending != null && notification.lastDigitsOfOldId().isPresent()
            ? ending.replace("{digits}", notification.lastDigitsOfOldId().orElseThrow())
            : texts.getOrDefault(kind + ".note", "");
    return note.replace("{date}", date);
  }

  private String ask(UnaryOperator<String> contact, UnaryOperator<String> escape) {
    return design
        .support()
        .map(c -> escape.apply(text("ask.contact")).replace("{contact}", contact.apply(c)))
        .orElseGet(() -> escape.apply(text("ask")));
  }

  private List<Map<String, String>> numbers(UnaryOperator<String> number) {
    List<ShownNumber> numbers = invitation.map(i -> i.numbers(reader)).orElse(List.of());
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
                  "oneTap",
                  n.oneTap().map(ShownNumber.OneTap::link).orElse(""),
                  "label",
                  isolation.anyDirection(HeaderText.of(n.label())),
                  "cost",
                  n.cost());
            })
        .toList();
  }

  /** Returns the steps of a kind, as many as the language has and the organization has left. */
  private List<String> steps() {
    return IntStream.iterate(1, i -> texts.containsKey(kind + ".step." + i), i -> i + 1)
        .mapToObj(i -> text(kind + ".step." + i))
        .filter(step -> !step.isEmpty())
        .toList();
  }

  private String text(String key) {
    return Objects.requireNonNull(texts.get(key), key);
  }
}
