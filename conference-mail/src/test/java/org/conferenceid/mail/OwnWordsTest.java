package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.Locale;
import java.util.Properties;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An organization's own texts. */
class OwnWordsTest extends DesignWorld {
  @Test
  @DisplayName("B8: one text is replaced in its language, the others stay")
  void replaceOneText() {
    MessageDesign design =
        MessageDesign.builder().text(Locale.ENGLISH, "RESET.subject", "New meeting ID").build();
    assertThat(preview(design, EventKind.RESET, Locale.UK).subject()).isEqualTo("New meeting ID");
    assertThat(preview(design, EventKind.RESET, Locale.FRENCH).subject())
        .isEqualTo("Votre ID de conférence a changé");
    assertThat(preview(MessageDesign.ofDefaults(), EventKind.RESET, Locale.UK).subject())
        .isEqualTo("Your conference ID has changed");
  }

  @Test
  @DisplayName("B8: a variant of an offered language begins with its texts")
  void addAVariant() {
    MessageDesign design =
        MessageDesign.builder()
            .text(Locale.CANADA_FRENCH, "idTitle", "Numéro de conférence")
            .build();
    RenderedMessage message = preview(design, EventKind.RESET, Locale.CANADA_FRENCH);
    assertThat(message.language()).isEqualTo(Locale.CANADA_FRENCH);
    assertThat(message.text()).contains("\nNuméro de conférence\n", "Que faire maintenant");
    assertThat(preview(design, EventKind.RESET, Locale.FRENCH).text())
        .contains("\nID de conférence\n");
  }

  @Test
  @DisplayName("B8: a whole language is added from a file")
  void addALanguage() throws Exception {
    Properties texts = new Properties();
    texts.load(new StringReader(shipped("messages_en.properties")));
    texts.setProperty("RESET.subject", "Ditt konferens-id har ändrats");
    MessageDesign design = MessageDesign.builder().texts(SWEDISH, texts).build();
    assertThat(preview(design, EventKind.RESET, SWEDISH).subject())
        .isEqualTo("Ditt konferens-id har ändrats");

    texts.remove("RESET.lead");
    assertThatThrownBy(() -> MessageDesign.builder().texts(SWEDISH, texts))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("texts in sv must have every text; missing: [RESET.lead]");
  }

  @Test
  @DisplayName("S10: an organization can add a step of its own")
  void addAStep() {
    MessageDesign design =
        MessageDesign.builder().text(Locale.ENGLISH, "RESET.step.4", "Tell your team.").build();
    assertThat(preview(design, EventKind.RESET, Locale.ENGLISH).text())
        .contains("4. Tell your team.\n");
  }

  @Test
  @DisplayName("B16, S10: steps that nobody has to take, since meetings follow, are left out")
  void leaveOutSteps() {
    String nothing = "Your meetings get the new ID by themselves. The page below shows how far.";
    MessageDesign.Builder design =
        MessageDesign.builder()
            .text(Locale.ENGLISH, "RESET.step.1", nothing)
            .text(Locale.ENGLISH, "RESET.step.2", "")
            .text(Locale.ENGLISH, "RESET.step.3", "");
    RenderedMessage message = preview(design.build(), EventKind.RESET, Locale.ENGLISH);
    assertThat(message.text())
        .contains("\n\n" + nothing + "\n\nUpdate your meetings\nhttps://")
        .doesNotContain("What to do now", "Open each", "1. ");
    assertThat(message.html()).contains(nothing).doesNotContain("What to do now", "Open each");
    assertThat(
            preview(
                    design.text(Locale.ENGLISH, "RESET.step.1", "").build(),
                    EventKind.RESET,
                    Locale.ENGLISH)
                .text())
        .doesNotContain("What to do now", nothing)
        .contains("Update your meetings\nhttps://");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RESET.titel|x|text RESET.titel in en is not used: \"x\"",
        "RESETS.step.1|x|text RESETS.step.1 in en is not used: \"x\"",
        "RESET.lead|' '|text RESET.lead in en must be text on one line: \" \"",
        "RESET.lead|Your \u202ediD|text RESET.lead in en must not hold characters that turn the direction of writing: \"Your \\u202ediD\"",
        "RESET.subject|Your ID {id}|text RESET.subject in en must have these placeholders: []: \"Your ID {id}\"",
        "greeting.named|Hello|text greeting.named in en must have these placeholders: [{name}]: \"Hello\"",
        "dir|up|text dir in en must be ltr or rtl: \"up\""
      })
  @DisplayName("B8: a text that no message can use is refused by its key")
  void areChecked(String key, String text, String message) {
    assertThatThrownBy(() -> MessageDesign.builder().text(Locale.ENGLISH, key, text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(message);
  }

  @Test
  @DisplayName("B8: no text is longer than a line of a message may be (RFC 5322, section 2.1.1)")
  void areBounded() {
    String longest = "x".repeat(500);
    MessageDesign design =
        MessageDesign.builder().text(Locale.ENGLISH, "RESET.subject", longest).build();
    assertThat(preview(design, EventKind.RESET, Locale.ENGLISH).subject()).isEqualTo(longest);
    assertThatThrownBy(
            () -> MessageDesign.builder().text(Locale.ENGLISH, "RESET.subject", longest + "x"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("text RESET.subject in en must have at most 500 characters");
  }

  @Test
  @DisplayName("B8: a text cannot break a header, and is no markup")
  void areHarmless() {
    assertThatThrownBy(
            () ->
                MessageDesign.builder()
                    .text(Locale.ENGLISH, "RESET.subject", "x\r\nBcc: all@example.org"))
        .isInstanceOf(InvalidValueException.class);
    MessageDesign design =
        MessageDesign.builder().text(Locale.ENGLISH, "RESET.lead", "<b>new</b>").build();
    assertThat(preview(design, EventKind.RESET, Locale.ENGLISH).html())
        .contains("&lt;b&gt;new&lt;")
        .doesNotContain("<b>");
  }
}
