package org.conferenceid.mail;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.conferenceid.invitation.InvitationTexts;
import org.conferenceid.invitation.PhoneNumberFormat;
import org.conferenceid.spi.Notification;

/** Renders a notification in the reader's language and the organization's design. */
final class Renderer {
  private final MessageDesign design;
  private final PhoneNumberFormat format;
  private final InvitationTexts invitationTexts;
  private final Locale defaultLanguage;

  Renderer(
      MessageDesign design,
      PhoneNumberFormat format,
      InvitationTexts invitationTexts,
      Locale defaultLanguage) {
    this.design = design;
    this.format = format;
    this.invitationTexts = invitationTexts;
    this.defaultLanguage = defaultLanguage;
  }

  RenderedMessage render(Notification notification) {
    Locale language = design.texts().language(notification.recipient().language(), defaultLanguage);
    Map<String, String> texts = design.texts().in(language);
    MessageModel model =
        new MessageModel(
            design,
            notification,
            language,
            reader(notification.recipient().language(), language),
            new MessageModel.Footers(format, invitationTexts));
    return new RenderedMessage(
        language,
        Objects.requireNonNull(texts.get(notification.kind() + ".subject")),
        design.textTemplate().fill(model.plain()),
        design.htmlTemplate().fill(model.html()));
  }

  /** The reader, who reads the language of the message: the country decides which numbers come. */
  private static Locale reader(Locale wanted, Locale language) {
    if (wanted.getLanguage().equals(language.getLanguage())) {
      return wanted;
    }
    return wanted.getCountry().isEmpty()
        ? language
        : new Locale.Builder().setLocale(language).setRegion(wanted.getCountry()).build();
  }
}
