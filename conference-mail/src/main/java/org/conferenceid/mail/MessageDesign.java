package org.conferenceid.mail;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.conferenceid.InvalidValueException;
import org.conferenceid.texts.LocalizedTexts;

/**
 * An organization's own texts and look of the messages (B8): everything that is not set stays as it
 * is shipped. Whatever is broken is found when it is set or built, not at the first message.
 *
 * <pre>{@code
 * MessageDesign.builder()
 *     .support("Service desk, +49 30 1234567")
 *     .logo(Files.readAllBytes(Path.of("logo.png")), "Example Ltd.")
 *     .text(Locale.ENGLISH, "RESET.step.1", "Open your meetings in Example Calendar.")
 *     .build()
 * }</pre>
 *
 * <p>The texts and their keys are those of the {@code messages_en.properties} in this module's jar,
 * the templates' names and parts those of its {@code message.txt.mustache} and {@code
 * message.html.mustache}. Immutable, and safe for use by any number of threads.
 *
 * @since 0.1.0
 */
public final class MessageDesign {
  private final LocalizedTexts texts;
  private final MessageTemplate textTemplate;
  private final MessageTemplate htmlTemplate;
  private final Optional<Logo> logo;
  private final Optional<String> organization;
  private final Optional<String> support;
  private final boolean tellsTime;
  private final boolean tellsActor;
  private final boolean tellsPin;
  private final ZoneId timeZone;

  private MessageDesign(Builder settings) {
    this.texts = settings.texts;
    this.textTemplate = settings.textTemplate;
    this.htmlTemplate = settings.htmlTemplate;
    this.logo = settings.logo;
    this.organization = settings.organization;
    this.support = settings.support;
    this.tellsTime = settings.tellsTime;
    this.tellsActor = settings.tellsActor;
    this.tellsPin = settings.tellsPin;
    this.timeZone = settings.timeZone;
  }

  /**
   * Returns the design as it is shipped.
   *
   * @return the messages in all languages, without a logo
   */
  public static MessageDesign ofDefaults() {
    return new MessageDesign(builder());
  }

  /**
   * Starts with the design as it is shipped.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  LocalizedTexts texts() {
    return texts;
  }

  MessageTemplate textTemplate() {
    return textTemplate;
  }

  MessageTemplate htmlTemplate() {
    return htmlTemplate;
  }

  Optional<Logo> logo() {
    return logo;
  }

  Optional<String> organization() {
    return organization;
  }

  Optional<String> support() {
    return support;
  }

  boolean tellsTime() {
    return tellsTime;
  }

  boolean tellsActor() {
    return tellsActor;
  }

  boolean tellsPin() {
    return tellsPin;
  }

  ZoneId timeZone() {
    return timeZone;
  }

  /** Collects what is an organization's own. Not safe for use by several threads. */
  public static final class Builder {
    private LocalizedTexts texts = MessageTexts.SHIPPED;
    private MessageTemplate textTemplate = MessageTemplate.TEXT;
    private MessageTemplate htmlTemplate = MessageTemplate.HTML;
    private Optional<Logo> logo = Optional.empty();
    private Optional<String> organization = Optional.empty();
    private Optional<String> support = Optional.empty();
    private boolean tellsTime;
    private boolean tellsActor;
    private boolean tellsPin = true;
    private ZoneId timeZone = ZoneId.of("UTC");

    private Builder() {}

    /**
     * Sets one text. A language that is not offered yet begins with the texts of its nearest
     * relative, as {@code fr-CA} with those of {@code fr}.
     *
     * @param language the language
     * @param key the text's key, or a further {@code .step.}n of a message
     * @param newText the text, on one line of at most 500 characters, with the placeholders of the
     *     shipped one; never markup, and no character that turns the direction of writing. An empty
     *     {@code .step.}n is left out
     * @return this builder
     * @throws InvalidValueException if no message uses the key, the text breaks that rule, or the
     *     language has no relative among those offered
     */
    public Builder text(Locale language, String key, String newText) {
      Objects.requireNonNull(language, "language");
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(newText, "text");
      texts = MessageTexts.RULES.layOver(texts, language, Map.of(key, newText));
      return this;
    }

    /**
     * Sets several texts, or a whole language: a new one must have every key.
     *
     * @param language the language
     * @param newTexts the texts by key, as {@link Properties#load(java.io.Reader)} reads them from
     *     a file
     * @return this builder
     * @throws InvalidValueException as {@link #text}, and if a key is missing
     */
    public Builder texts(Locale language, Properties newTexts) {
      Objects.requireNonNull(language, "language");
      Objects.requireNonNull(newTexts, "texts");
      texts = MessageTexts.RULES.layOver(texts, language, newTexts);
      return this;
    }

    /**
     * Sets the structure of the text part.
     *
     * @param name what it is called in errors, such as the file's name
     * @param template a Mustache template
     * @return this builder
     * @throws InvalidValueException if it cannot be read; the message names the template and the
     *     line
     */
    public Builder textTemplate(String name, String template) {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(template, "template");
      textTemplate = MessageTemplate.text(name, template);
      return this;
    }

    /**
     * Sets the structure of the HTML part. Everything that is put into it is escaped, by tags with
     * the delimiters <code>{{</code> and <code>}}</code>.
     *
     * @param name what it is called in errors, such as the file's name
     * @param template a Mustache template
     * @return this builder
     * @throws InvalidValueException if it cannot be read, or has a tag that does not escape; the
     *     message names the template and the line
     */
    public Builder htmlTemplate(String name, String template) {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(template, "template");
      htmlTemplate = MessageTemplate.html(name, template);
      return this;
    }

    /**
     * Sets a picture for the head of the HTML part. It travels inside the message. Default: none.
     *
     * @param image a PNG, JPEG or GIF of at most 100,000 bytes; it is shown at most 240 pixels wide
     *     and 80 high, on white and on dark
     * @param description what it says, for people who do not see it, on one line
     * @return this builder
     * @throws InvalidValueException if it is something else
     */
    public Builder logo(byte[] image, String description) {
      Objects.requireNonNull(image, "image");
      Objects.requireNonNull(description, "description");
      logo = Optional.of(new Logo(image, description));
      return this;
    }

    /**
     * Sets who is speaking: the name of the organization or of its service, which stands at the
     * head of the messages. Default: nobody.
     *
     * @param name the name, on one line of at most 120 characters
     * @return this builder
     * @throws InvalidValueException if it is not such a line
     */
    public Builder organization(String name) {
      Objects.requireNonNull(name, "name");
      organization = Optional.of(line("organization", name));
      return this;
    }

    /**
     * Decides whether messages tell when it happened, to the minute. The date since when an old ID
     * no longer works is always told. Default: no.
     *
     * @param wanted whether they do
     * @return this builder
     */
    public Builder tellTime(boolean wanted) {
      this.tellsTime = wanted;
      return this;
    }

    /**
     * Decides whether messages tell who asked for it: the actor as it stands in the audit, if there
     * is one. Default: no.
     *
     * @param wanted whether they do
     * @return this builder
     */
    public Builder tellActor(boolean wanted) {
      this.tellsActor = wanted;
      return this;
    }

    /**
     * Decides whether messages say that they never contain a PIN (B5). Default: yes.
     *
     * @param wanted whether they do
     * @return this builder
     */
    public Builder tellPin(boolean wanted) {
      this.tellsPin = wanted;
      return this;
    }

    /**
     * Sets the time zone of dates and times. Default: UTC.
     *
     * @param zone the time zone
     * @return this builder
     */
    public Builder timeZone(ZoneId zone) {
      this.timeZone = Objects.requireNonNull(zone, "zone");
      return this;
    }

    /**
     * Sets whom to ask. Default: "your administrator", in the reader's language.
     *
     * @param contact a name, an address, a phone number, the address of a page ({@code https:}) or
     *     all of them, on one line of at most 120 characters; e-mail addresses, phone numbers in
     *     international form and pages become links
     * @return this builder
     * @throws InvalidValueException if it is not such a line
     */
    public Builder support(String contact) {
      Objects.requireNonNull(contact, "contact");
      support = Optional.of(line("support contact", contact));
      return this;
    }

    private static String line(String field, String text) {
      if (text.isBlank() || !HeaderText.of(text).equals(text)) {
        throw new InvalidValueException(field, "must be one short line", text);
      }
      return text;
    }

    /**
     * Makes the design, after a check of every kind of message.
     *
     * @return the design
     * @throws InvalidValueException if a template asks for something that messages do not have, or
     *     leaves out the ID, a number (S7) or a step (S10); the message names the template and,
     *     where there is one, the line
     */
    public MessageDesign build() {
      MessageDesign design = new MessageDesign(this);
      DesignValidator.check(design);
      return design;
    }
  }
}
